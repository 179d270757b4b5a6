package output

import (
	"math"
	"strconv"
	"strings"

	"sim/model/portable"
)

// Format writes a figure on a scale of about 1, such as stake units, with as
// many digits as its Monte Carlo error (one standard error, in the figure's
// unit) supports: two decimals at most, and none below the place of the error's
// leading digit (after Vehtari, "How many iterations to run and how many digits
// to report"). A figure that is not a number is written as a dash.
func Format(value, err float64) string { return Amounts{Width: 1}.Format(value, err) }

// FormatWithError writes a figure with its error beside it, both to the same
// place, that of the error's leading digit, and the error rounded up:
// 0.17293 with an error of 0.01429 is "0.17 ± 0.02". It shows three decimals at
// most.
func FormatWithError(value, err float64) string { return Amounts{Width: 1}.WithError(value, err) }

// FormatExact writes a figure that has no Monte Carlo error, to three decimals.
func FormatExact(x float64) string { return Amounts{Width: 1}.Exact(x) }

// FormatError writes a Monte Carlo error, rounded up to one significant digit.
func FormatError(err float64) string {
	if math.IsNaN(err) || math.IsInf(err, 0) {
		return "–"
	}
	if err <= 0 {
		return "0"
	}
	return roundUp(err, errorPlace(err))
}

// significant is how many significant digits a percentage shows at most: a share
// near 0 differs from none by its first digit.
const significant = 2

// FormatPercent writes a share in [0, 1] in percent, with two significant digits
// or those that its error supports. One
// that would read as none or as all without being it shows how far it is from
// that, "99.9%", or a bound where its error hides even this. Shares of draws
// are written by FormatShare and FormatShareOf.
func FormatPercent(share, err float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	s := round(float64(100*share), place(float64(100*share), float64(100*err), significant))
	switch {
	case share > 0 && zero(s):
		return "<" + smallest(s) + "%"
	case share < 1 && s == "100":
		rest := round(float64(100*(1-share)), place(float64(100*(1-share)), float64(100*err), 1))
		if zero(rest) {
			return ">" + complement(smallest(rest)) + "%"
		}
		return complement(rest) + "%"
	}
	return s + "%"
}

// zero reports whether a figure has no digit but 0.
func zero(s string) bool { return strings.Trim(s, "0.") == "" }

// smallest is the least figure above 0 with as many decimals as s.
func smallest(s string) string {
	_, fraction, _ := strings.Cut(s, ".")
	return strconv.FormatFloat(portable.Pow(10, -float64(len(fraction))), 'f', len(fraction), 64)
}

// complement is 100 − s with as many decimals as s.
func complement(s string) string {
	x, _ := strconv.ParseFloat(s, 64)
	_, fraction, _ := strings.Cut(s, ".")
	return strconv.FormatFloat(100-x, 'f', len(fraction), 64)
}

// FormatCount writes a whole number with its thousands grouped: 4,096.
func FormatCount(n int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		return "-" + group(s[1:])
	}
	return group(s)
}

// place returns the decimal place (a power of ten) of the last digit shown of a
// value that may show so many significant ones.
func place(value, err float64, significant int) int {
	d := math.MinInt32
	if value != 0 {
		d = int(math.Floor(portable.Log10(math.Abs(value)))) - significant + 1
	}
	if err > 0 && !math.IsInf(err, 0) {
		d = max(d, errorPlace(err))
	}
	if d == math.MinInt32 {
		return 0
	}
	return d
}

// errorPlace is the place of the leading digit of an error above 0 once it is
// rounded up to one digit: 0.0143 and 0.02 have −2, 0.096 has −1.
func errorPlace(err float64) int {
	d := int(math.Floor(portable.Log10(err)))
	if math.Ceil(err/portable.Pow(10, float64(d))-1e-9) >= 10 {
		d++
	}
	return d
}

func round(value float64, d int) string {
	if d < 0 {
		return negativeZero(groupFloat(strconv.FormatFloat(value, 'f', -d, 64)))
	}
	unit := portable.Pow(10, float64(d))
	return negativeZero(groupFloat(strconv.FormatFloat(math.RoundToEven(value/unit)*unit, 'f', 0, 64)))
}

func roundUp(x float64, d int) string {
	unit := portable.Pow(10, float64(d))
	return round(float64(math.Ceil(x/unit-1e-9)*unit), d)
}

func negativeZero(s string) string {
	if strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "" {
		return s[1:]
	}
	return s
}

func groupFloat(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, dot := strings.Cut(s, ".")
	whole = sign + group(whole)
	if dot {
		return whole + "." + fraction
	}
	return whole
}

func group(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	return group(digits[:len(digits)-3]) + "," + digits[len(digits)-3:]
}
