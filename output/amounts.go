package output

import (
	"math"
	"regexp"
	"strings"

	"sim/model"
	"sim/model/portable"
	"sim/model/study"
)

// Amounts format amounts on a scale, such as terms or values of an input. The
// digits of an amount follow from its error and from the width of what is shown
// beside it, the scale or a spread, never from its distance to zero: on a scale
// from 2025 to 2040 single years count, not thousands. The zero value shows up
// to ten significant digits of an amount without an error.
type Amounts struct {
	Width float64 // of the scale or spread, above 0; 0: unknown
	Years bool    // calendar years, whose thousands are not grouped
	Whole bool    // counts, which show no decimals where they are whole
}

// AmountsOf returns the format of amounts of an issue on its whole scale.
func AmountsOf(issue *model.Issue) Amounts {
	lower, upper := issue.Scale.Bounds()
	return Amounts{Width: math.Abs(upper - lower), Years: isYear(issue.Unit), Whole: issue.Whole > 0}
}

// AmountsIn returns the format of values of an input, whose range goes from its
// 5% to its 95% quantile.
func AmountsIn(in *model.Input) Amounts {
	q := QuantilesOf(in)
	return Amounts{Width: q[2] - q[0], Years: isYear(in.Unit)}
}

// AmountsAt returns the format of values of the input with the given path, or
// the zero Amounts if there is none.
func AmountsAt(b *model.Bargain, path string) Amounts {
	for i := range b.Inputs {
		if b.Inputs[i].Path == path {
			return AmountsIn(&b.Inputs[i])
		}
	}
	return Amounts{}
}

// AmountsOfMeasure returns the format of values of a measure; for a share, in
// percent.
func AmountsOfMeasure(m *study.Measure) Amounts {
	if m.Share {
		return Amounts{Width: 100}
	}
	return Amounts{Width: m.Width, Years: isYear(m.Unit)}
}

// calendarYear matches units of calendar years, and of durations in years, which
// have no thousands.
var calendarYear = regexp.MustCompile(`(?i)\b(years?|ad|b?ce|bc)\b|jahr|année|año|\banno\b`)

func isYear(unit string) bool { return calendarYear.MatchString(unit) }

// Among returns the format for showing the given values side by side: its
// digits tell them apart as far as errors allow.
func (a Amounts) Among(values ...float64) Amounts {
	lower, upper := math.Inf(1), math.Inf(-1)
	for _, x := range values {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			lower, upper = min(lower, x), max(upper, x)
		}
	}
	noise := float64(1e-9 * max(a.Width, 1e-3*max(math.Abs(lower), math.Abs(upper)))) // of arithmetic
	if spread := upper - lower; spread > noise && (a.Width <= 0 || spread < a.Width) {
		a.Width = spread
	}
	return a
}

// Parts of the width that the last digit is worth at least: about a hundredth
// for an amount without its error, about a thousandth for one that is exact or
// shown with its error.
const (
	alone     = 300
	withError = 1500
)

// Format formats an amount without its error (one standard error; 0 for an
// exact amount); NaN is a dash.
func (a Amounts) Format(value, err float64) string {
	if !finite(value) {
		return notFinite(value)
	}
	return a.round(value, a.place(err, alone))
}

// Exact formats an amount that has no Monte Carlo error, without zeros at its
// end.
func (a Amounts) Exact(value float64) string {
	if !finite(value) {
		return notFinite(value)
	}
	s := a.round(value, a.place(0, withError))
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// WithError formats an amount with its error, both to the place of the error's
// leading digit, the error rounded up.
func (a Amounts) WithError(value, err float64) string {
	if !(err > 0) || !finite(err) || !finite(value) {
		return a.Exact(value)
	}
	d := a.place(err, withError)
	if err < 1e-9*portable.Pow(10, float64(d)) { // of arithmetic, not of chance
		return a.Exact(value)
	}
	return a.round(value, d) + " ± " + roundUp(err, d)
}

// Tick formats a round amount on an axis.
func (a Amounts) Tick(value float64) string {
	return strings.Replace(a.group(Plain(value)), "-", "−", 1)
}

// Plain is model.FormatNumber with a dash for NaN.
func Plain(value float64) string {
	if !finite(value) {
		return notFinite(value)
	}
	return model.FormatNumber(value)
}

// exact is the place of amounts that show all their digits.
const exact = math.MinInt32

// place returns the decimal place (a power of ten) of the last digit of an
// amount with the given error, which is worth at least one of so many parts of
// the width.
func (a Amounts) place(err, parts float64) int {
	d := exact
	if err > 0 && finite(err) {
		d = errorPlace(err)
	}
	if a.Width > 0 {
		d = max(d, int(math.Ceil(portable.Log10(a.Width/parts)-1e-9)))
	}
	return d
}

func (a Amounts) round(value float64, d int) string {
	if a.Whole && d != exact && value == math.Round(value) {
		d = max(d, 0)
	}
	if d == exact {
		return a.group(Plain(value))
	}
	if a.Years {
		return strings.ReplaceAll(round(value, d), ",", "")
	}
	return round(value, d)
}

func (a Amounts) group(s string) string {
	if a.Years {
		return s
	}
	return groupFloat(s)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// notFinite formats NaN and infinities.
func notFinite(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case x < 0:
		return "-∞"
	}
	return "∞"
}
