package output

import "math"

// noPrice is below what anything is worth: a price that small is one of arithmetic.
const noPrice = 1e-9

// FormatPrice writes what one more unit of a total is worth, in stake units, with
// three digits or those that its error supports: how large it is depends on the
// unit.
func FormatPrice(value, err float64) string {
	if math.Abs(value) < noPrice {
		return "0"
	}
	a := Amounts{Width: math.Abs(value)}
	if err == 0 {
		return a.Exact(value)
	}
	return a.Format(value, err)
}

// FormatPriceWithError is FormatPrice with the error.
func FormatPriceWithError(value, err float64) string {
	if math.Abs(value) < noPrice {
		return FormatPrice(value, err)
	}
	return Amounts{Width: math.Abs(value)}.WithError(value, err)
}
