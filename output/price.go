package output

import (
	"math"

	"sim/model"
)

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

// SideWords stand before the number of a total.
func SideWords(side model.Side) string {
	switch side {
	case model.AtLeast:
		return "at least "
	case model.AtMost:
		return "at most "
	case model.TwoSided:
	}
	return ""
}

// AmountsOfTotal returns the format of sums of total r: as many digits as one of its
// issues shows.
func AmountsOfTotal(b *model.Bargain, r int) Amounts {
	return Amounts{Width: b.Span(r) / float64(len(b.Totals[r].Terms))}
}
