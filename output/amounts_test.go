package output_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// Digits follow from the error and the width of the scale, wherever on the
// number line the scale begins.
func TestAmounts(t *testing.T) {
	years, pascals := output.Amounts{Width: 15, Years: true}, output.Amounts{Width: 100}
	dollars := output.Amounts{Width: 4_000_000}
	for _, c := range []struct{ got, want string }{
		{years.Format(2031.4372, 0.02), "2031.4"},
		{years.Format(2031.4372, 0.3), "2031.4"},
		{years.Format(2031.4372, 3), "2031"},
		{years.WithError(2031.4372, 0.018), "2031.44 ± 0.02"},
		{years.Exact(2032), "2032"},
		{years.Tick(2030), "2030"},
		{pascals.Format(101347.26, 0.2), "101,347"},
		{pascals.WithError(101347.26, 0.2), "101,347.3 ± 0.2"},
		{pascals.Exact(101350), "101,350"},
		{dollars.Format(12_345_678, 0), "12,300,000"},
		{dollars.Exact(12_500_000), "12,500,000"},
		{dollars.Tick(-1_000_000), "−1,000,000"},
		{output.Amounts{Width: 5}.Among(36.75, 38.15).Format(37.451, 0.004), "37.45"}, // quantiles side by side
		{output.Amounts{Width: 5}.Among(36.75, 38.15).Format(37.451, 0.04), "37.45"},
		{output.Amounts{Width: 5}.Among(36.75, 38.15).Format(37.451, 0.4), "37.5"},
		{output.Amounts{}.Exact(0.1 + 0.2), "0.3"},
		{output.Amounts{}.Format(12_345_678.25, 0), "12,345,678.25"},
		{output.Amounts{}.Exact(math.NaN()), "–"},
		{output.Amounts{Width: 1}.Format(math.Inf(-1), 1), "-∞"},
		{output.Plain(2.5e7), "25000000"},
		{years.Change(&analysis.Paired{Difference: montecarlo.Estimate{N: 400, Value: 1.253, Error: 0.02}}), "+1.25 ± 0.02"},
	} {
		if c.got != c.want {
			t.Errorf("have %q, want %q", c.got, c.want)
		}
	}
}

// A scale that is moved, or measured from its other end, shows the same digits.
func TestAmountsDoNotDependOnTheOffset(t *testing.T) {
	for _, offset := range []float64{0, 40, 2000, 101_300, -7_000_000} {
		for _, ends := range [][2]float64{{offset, offset + 100}, {offset + 100, offset}} {
			scale, err := model.Linear(ends[0], ends[1])
			if err != nil {
				t.Fatal(err)
			}
			a := output.AmountsOf(&model.Issue{Scale: scale})
			if a.Width != 100 {
				t.Fatalf("width %g of a scale from %g to %g", a.Width, ends[0], ends[1])
			}
			x := math.Abs(offset) + 12.25
			whole := output.FormatCount(int(x))
			for err, want := range map[float64]string{0: whole + ".2", 0.02: whole + ".2 ± 0.1", 0.3: whole + ".2 ± 0.3", 3: whole + " ± 3"} {
				if got := a.WithError(x, err); got != want {
					t.Errorf("%g with an error of %g is %q, want %q", x, err, got, want)
				}
			}
		}
	}
}

// The values of an input have the width of its range, those of a measure its
// scale's, and a share is in percent. The last digit of an amount is worth a
// 300th of the width at least, of an exact one a 1,500th.
func TestAmountsOfWhat(t *testing.T) {
	b := &model.Bargain{Inputs: []model.Input{{Path: "start", Unit: "year", Dist: flat{2020, 2040}}}}
	change := &analysis.Paired{Difference: montecarlo.Estimate{N: 400, Value: 0.1, Error: 0.02}}
	for _, c := range []struct{ got, want string }{
		{output.AmountsAt(b, "start").Format(2031.437, 0), "2031.4"}, // one 300th of 18 is 0.06
		{output.AmountsAt(b, "end").Format(2031.437, 0), "2,031.437"},
		{output.AmountsOfMeasure(&study.Measure{Share: true}).Format(12.345, 0), "12"}, // one 300th of 100 is 0.33
		{output.AmountsOfMeasure(&study.Measure{Width: 5, Unit: "km"}).Format(3.14159, 0), "3.1"},
		{output.FormatMeasureChange(&study.Measure{Share: true}, change), "+10 ± 2"},
		{output.FormatMeasureChange(&study.Measure{Width: 1}, change), "+0.10 ± 0.02"},
		{output.FormatExact(0.12345), "0.123"}, // one 1,500th of 1 is 0.0007
		{output.FormatExact(0.5), "0.5"},
	} {
		if c.got != c.want {
			t.Errorf("have %q, want %q", c.got, c.want)
		}
	}
}

// Counts show no decimals where they are whole, whatever their error.
func TestCounts(t *testing.T) {
	scale, err := model.Linear(0, 12)
	if err != nil {
		t.Fatal(err)
	}
	a := output.AmountsOf(&model.Issue{Scale: scale, Whole: 1.0 / 12})
	for _, c := range []struct {
		value float64
		want  string
	}{{7, "7"}, {6.5, "6.50"}, {0, "0"}} {
		if got := a.Among(6, 7).Format(c.value, 0.01); got != c.want {
			t.Errorf("%v is written %s, not %s", c.value, got, c.want)
		}
	}
}
