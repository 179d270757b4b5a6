package dist

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"sim/model"
	"sim/model/portable"
)

func matrix(v any) (m [][]float64) {
	for _, row := range v.([]any) {
		m = append(m, list(row))
	}
	return m
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

func mustCopula(t *testing.T, r [][]float64) *Copula {
	t.Helper()
	c, err := NewCopula(r)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCopulaOracles(t *testing.T) {
	text, err := os.ReadFile("testdata/copula.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Oracles []oracle }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Oracles) != 7 {
		t.Fatalf("%d oracles", len(file.Oracles))
	}
	for _, o := range file.Oracles {
		t.Run(o.Name, func(t *testing.T) {
			want := func(key string) float64 { return o.Expected[key].(float64) }
			switch o.Model {
			case "copula.rank":
				r := o.number("r")
				within(t, "Spearman", Spearman(r), want("spearman"), o.Tolerance)
				within(t, "r from Spearman", FromSpearman(want("spearman")), want("r_from_spearman"), o.Tolerance)
				within(t, "r from Kendall", FromKendall(want("kendall")), want("r_from_kendall"), o.Tolerance)
			case "copula.transform":
				c := mustCopula(t, matrix(o.Inputs["R"]))
				for i, row := range matrix(o.Expected["S"]) {
					for j, x := range row {
						within(t, "S", c.root[i][j], x, o.Tolerance)
					}
				}
				var u [][]float64
				for _, e := range o.list("e") {
					u = append(u, []float64{portable.NormalCDF(e)})
				}
				c.Couple(u)
				for i, w := range list(o.Expected["u"]) {
					within(t, "u", u[i][0], w, o.Tolerance)
				}
				if c.Repair() != 0 {
					t.Errorf("repaired by %g", c.Repair())
				}
			case "names.root":
				c := mustCopula(t, matrix(o.Inputs["correlation"]))
				for i, row := range matrix(o.Expected["root"]) {
					for j, x := range row {
						within(t, "root", c.root[i][j], x, o.Tolerance)
					}
				}
			case "copula.nearest":
				a, squares, most := matrix(o.Inputs["A"]), 0.0, 0.0
				c := mustCopula(t, a)
				for i, row := range matrix(o.Expected["X"]) {
					for j, x := range row {
						within(t, "X", c.Correlation(i, j), x, o.Tolerance)
						squares += math.Pow(c.Correlation(i, j)-a[i][j], 2)
						most = max(most, math.Abs(x-a[i][j]))
					}
				}
				within(t, "distance", math.Sqrt(squares), want("frobenius"), o.Tolerance)
				within(t, "repair", c.Repair(), most, o.Tolerance)
			}
		})
	}
}

// Section 6.7: Gaussian copulas of correlation r against their closed forms,
// on a grid of midpoints: Spearman, Kendall, and the share above both medians
// ¼ + asin(r)/2π.
func TestCopulaIdentities(t *testing.T) {
	for _, want := range []struct{ r, spearman, kendall, above float64 }{
		{.3, .287564, .193973, .298493},
		{.5, .482584, .333333, .333333},
		{.7, .682911, .493633, .373408},
		{.9, .891456, .712867, .428217},
	} {
		within(t, "Spearman", Spearman(want.r), want.spearman, 5e-7)
		within(t, "back", FromSpearman(want.spearman), want.r, 2e-6)
		within(t, "from Kendall", FromKendall(want.kendall), want.r, 2e-6)
		const n = 400
		u := [][]float64{make([]float64, n*n), make([]float64, n*n)}
		for j := range n * n {
			u[0][j], u[1][j] = (float64(j/n)+.5)/n, (float64(j%n)+.5)/n
		}
		mustCopula(t, [][]float64{{1, want.r}, {want.r, 1}}).Couple(u)
		product, above := 0.0, 0.0
		for j := range u[0] {
			product += (u[0][j] - .5) * (u[1][j] - .5)
			if u[0][j] > .5 && u[1][j] > .5 {
				above++
			}
		}
		within(t, "measured Spearman", 12*product/(n*n), want.spearman, 5e-4)
		within(t, "share above both medians", above/(n*n), want.above, 2e-3)
	}
}

// Every range stays as it was: the coupled uniforms are uniform.
func TestCopulaKeepsRanges(t *testing.T) {
	const n = 200
	u := [][]float64{make([]float64, n*n), make([]float64, n*n)}
	for j := range n * n {
		u[0][j], u[1][j] = (float64(j/n)+.5)/n, (float64(j%n)+.5)/n
	}
	mustCopula(t, [][]float64{{1, -.8}, {-.8, 1}}).Couple(u)
	for i := range u {
		slices.Sort(u[i])
		for j, x := range u[i] {
			within(t, "quantile", x, (float64(j)+.5)/(n*n), 4e-3)
		}
	}
}

// Perfect correlation, and uniforms at their ends, stay inside (0, 1).
func TestCopulaAtTheEdge(t *testing.T) {
	c := mustCopula(t, [][]float64{{1, 1, -1}, {1, 1, -1}, {-1, -1, 1}})
	if c.Repair() > 1e-9 {
		t.Errorf("repaired by %g", c.Repair())
	}
	u := [][]float64{{least, greatest, .3}, {greatest, greatest, .9}, {.5, least, .1}}
	c.Couple(u)
	for i := range u {
		for _, x := range u[i] {
			if !(x >= least && x <= greatest) {
				t.Errorf("range %d: %g", i, x)
			}
		}
	}
	within(t, "goes with the first", u[1][2], u[0][2], 1e-4)
	within(t, "goes against the first", u[2][2], 1-u[0][2], 1e-4)
	for _, bad := range [][][]float64{{{1, 2}, {2, 1}}, {{1, .5}, {.4, 1}}, {{.9}}, {{1, math.NaN()}, {math.NaN(), 1}}} {
		if _, err := NewCopula(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestDiscrete(t *testing.T) {
	lognormal, _, err := Range(1, 2, 0, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		d    model.Dist
		want bool
	}{{Point(3), true}, {lognormal, false}} {
		if Discrete(c.d) != c.want {
			t.Errorf("%#v: %v", c.d, !c.want)
		}
	}
}
