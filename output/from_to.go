package output

import "sim/model/montecarlo"

// FromTo writes two shares of draws as counts of 100: 5 → 31.
func FromTo(from, to montecarlo.Estimate) string {
	format := func(e montecarlo.Estimate) string {
		return Amounts{Width: 100}.Format(float64(100*max(e.Value, 0)), float64(100*e.Error))
	}
	return format(from) + " → " + format(to)
}
