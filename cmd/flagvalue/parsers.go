package flagvalue

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Int reads a whole number from least to most.
func Int(least, most int) Parser[int] {
	return func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < least || n > most {
			return 0, fmt.Errorf("expected a whole number from %d to %d", least, most)
		}
		return n, nil
	}
}

// Seed reads the seed of random numbers: a whole number of 64 bits.
func Seed(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("expected a whole number from 0 to %d", uint64(math.MaxUint64))
	}
	return n, nil
}

// Number reads a finite number.
func Number(text string) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errors.New("expected a number")
	}
	return x, nil
}

// Share reads a share above 0 and up to 1.
func Share(text string) (float64, error) {
	x, err := Number(text)
	if err != nil || x <= 0 || x > 1 {
		return 0, errors.New("expected a share above 0 and up to 1, such as 0.6")
	}
	return x, nil
}

// Bool reads a switch.
func Bool(text string) (bool, error) {
	yes, err := strconv.ParseBool(text)
	if err != nil {
		return false, errors.New("expected true or false")
	}
	return yes, nil
}

// List reads a list, separated by commas; empty items are left out. Every text
// is a list, so there is no error.
func List(text string) ([]string, error) {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items, nil
}

// Duration reads how long to wait; 0 is not at all.
func Duration(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, errors.New("expected how long, such as 90s, 10m or 1h")
	}
	return d, nil
}
