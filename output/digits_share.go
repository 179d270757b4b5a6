package output

import (
	"math"
	"strconv"
	"strings"

	"sim/model/montecarlo"
)

// z975 is the standard normal quantile at 0.975.
const z975 = 1.959963984540054

// FormatShare writes the share count/n of independent draws in percent, see
// FormatShareOf.
func FormatShare(count, n int) string { return FormatShareOf(montecarlo.Share(count, n)) }

// FormatShareOf writes a share of draws in percent, with the digits that its
// error supports. One that the draws cannot tell from none or from all is
// written as a bound, the end of its 95% interval: 0 of 16,384 is "<0.03%",
// all of them ">99.97%". No draws at all make a dash.
func FormatShareOf(e montecarlo.Estimate) string {
	if e.N <= 0 || math.IsNaN(e.Value) {
		return "–"
	}
	if count := int(math.Round(e.Value * float64(e.N))); count == 0 || count == e.N {
		e = montecarlo.Share(count, e.N)
	} else if min(e.Value, 1-e.Value) > z975*e.Error {
		return FormatPercent(e.Value, e.Error)
	}
	if e.Value > 0.5 {
		bound := float64(100 * (1 - e.Lower))
		return ">" + complement(roundUp(bound, errorPlace(bound))) + "%"
	}
	bound := float64(100 * e.Upper)
	return "<" + roundUp(bound, errorPlace(bound)) + "%"
}

// JoinShares writes the range between two percentages, the smaller first. Each
// has the digits that its own error supports; where those leave the larger one
// no larger, as in 4.3% and 4%, the two are the same as far as the draws can
// tell, and where one is a bound that the other does not exceed, as in <3% and
// 2%, the bound holds for both.
func JoinShares(lower, upper string) string {
	if lower == upper || lower == "–" || upper == "–" {
		return lower
	}
	a, z := percent(lower), percent(upper)
	switch {
	case lower[0] == '<' && upper[0] != '>' && z <= a:
		return lower
	case upper[0] == '>' && lower[0] != '<' && z <= a:
		return upper
	case lower[0] == '<', lower[0] == '>', upper[0] == '<', upper[0] == '>':
		return lower + " to " + upper
	case z < a:
		return upper
	}
	return strings.TrimSuffix(lower, "%") + " to " + upper
}

// percent reads what FormatShareOf wrote, without the sign of a bound.
func percent(s string) float64 {
	x, _ := strconv.ParseFloat(strings.Trim(s, "<> %"), 64)
	return x
}

// FormatShareRange writes the range of shares least/n to most/n of draws: in
// percent, or as counts where percentages would be bounds that hold for both: 0
// to 3 of 256.
func FormatShareRange(least, most, n int) string {
	lower, upper := FormatShare(least, n), FormatShare(most, n)
	few := lower[0] == '<' && (upper[0] == '<' || percent(upper) <= percent(lower))
	all := upper[0] == '>' && (lower[0] == '>' || percent(upper) <= percent(lower))
	if least != most && (few || all) {
		return FormatCount(least) + " to " + FormatCount(most) + " of " + FormatCount(n)
	}
	return JoinShares(lower, upper)
}

// FormatShareAt is FormatShareOf for a share put together from the shares of
// several theories, each over so many draws, and its error.
func FormatShareAt(share, err float64, draws int) string {
	return FormatShareOf(montecarlo.Estimate{N: draws, Value: share, Error: err, Lower: share - float64(z975*err), Upper: share + float64(z975*err)})
}
