package model

import (
	"math"
	"strconv"
)

// FormatNumber formats a number as one would type it: up to ten significant
// digits, no thousands separator, and an exponent only from 1e15 up and below
// 1e-15.
func FormatNumber(x float64) string {
	if size := math.Abs(x); !(size < 1e15 && size > 1e-15) && x != 0 {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 10, 64), 64) // cannot fail
	return strconv.FormatFloat(rounded+0, 'f', -1, 64)                        // + 0 makes a negative zero positive
}
