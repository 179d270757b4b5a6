package output

import (
	"math"

	"sim/model/montecarlo"
)

// FormatShareOf is FormatShare for an estimate of a share, with the digits that
// its error supports and, where that reaches none or all, its own bound.
func FormatShareOf(e montecarlo.Estimate) string {
	if e.N <= 0 || math.IsNaN(e.Value) {
		return "–"
	}
	count := int(math.Round(e.Value * float64(e.N)))
	if count == 0 || count == e.N {
		return FormatShare(count, e.N)
	}
	least := min(e.Value, 1-e.Value)
	if least > z975*e.Error {
		return FormatPercent(e.Value, e.Error)
	}
	bound := 100 * e.Upper
	if least < e.Value {
		bound = 100 * (1 - e.Lower)
	}
	s := roundUp(bound, errorPlace(bound))
	if least < e.Value {
		return ">" + complement(s) + " %"
	}
	return "<" + s + " %"
}

// FormatShareAt is FormatShareOf for a share put together from the shares of
// several theories, each over so many draws, and its error.
func FormatShareAt(share, err float64, draws int) string {
	return FormatShareOf(montecarlo.Estimate{N: draws, Value: share, Error: err, Lower: share - z975*err, Upper: share + z975*err})
}
