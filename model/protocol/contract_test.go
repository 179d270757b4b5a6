package protocol

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sim/model"
	"sim/model/registry"
)

// Every theory keeps the contract of model.Protocol: pure, whole, within
// bounds, and nobody who must consent is worse off by an agreement.
func TestContract(t *testing.T) {
	exact := cmpopts.EquateNaNs()
	for _, e := range All {
		t.Run(e.Name, func(t *testing.T) {
			theory, err := e.Default()
			if err != nil {
				t.Fatal(err)
			}
			if theory.Name != e.Name {
				t.Errorf("theory is called %q", theory.Name)
			}
			if e.Doc == "" || e.Explain == "" || e.Citation == "" || theory.Family == "" {
				t.Error("something is left unsaid about it")
			}
			m := crowd(anyCurve)
			m.parties[1] = 6
			m.slack = []float64{0.3, 0.05, 0.001, 0, -0.001, -0.1}
			used := theory.New()
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				if rapid.IntRange(0, 3).Draw(t, "seats") == 0 {
					i := rapid.IntRange(0, p.Parties-1).Draw(t, "observer")
					p.Consent[i] = false
					p.Voice[i] = rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "voice")
				}
				if rapid.IntRange(0, 9).Draw(t, "conflict") == 0 {
					p.Lower[0], p.Upper[0] = 0.7, 0.3
				}
				before := clone(p)
				var first, again, late model.Offer
				theory.New().Solve(p, nil, &first)
				used.Solve(p, nil, &again)
				used.Solve(m.problem(t), nil, &late)
				used.Solve(p, nil, &late)
				if d := cmp.Diff(first, again, exact); d != "" {
					t.Fatalf("a used solver differs (-fresh +used):\n%s", d)
				}
				if d := cmp.Diff(first, late, exact); d != "" {
					t.Fatalf("after another problem it differs (-fresh +used):\n%s", d)
				}
				if d := cmp.Diff(before, p, cmpopts.IgnoreUnexported(model.Problem{})); d != "" {
					t.Fatalf("the problem was changed:\n%s", d)
				}
				check(t, p, &first)
			})
		})
	}
}

// check looks at one offer.
func check(t *rapid.T, p *model.Problem, out *model.Offer) {
	if (out.Reason == model.NoReason) != (out.Status.Agreed() || out.Status == model.Predicted) {
		t.Fatalf("status %v, reason %v", out.Status, out.Reason)
	}
	if p.Lower[0] > p.Upper[0] {
		if out.Status != model.None || out.Reason != model.RedLineConflict {
			t.Fatalf("%v (%v) though red lines conflict", out.Status, out.Reason)
		}
		return
	}
	if out.HasTerms() {
		for k, x := range out.Terms {
			if !(x >= p.Lower[k] && x <= p.Upper[k]) {
				t.Fatalf("terms %g on issue %d, outside [%g, %g]", x, k, p.Lower[k], p.Upper[k])
			}
		}
		product := 0.0
		for i := range p.Parties {
			if out.Payoff[i] != p.Value(i, out.Terms) || out.Surplus[i] != out.Payoff[i]-p.Reservation[i] {
				t.Fatalf("payoff %g and surplus %g of party %d do not go with the terms", out.Payoff[i], out.Surplus[i], i)
			}
			if p.Consent[i] {
				product += p.Power[i] * math.Log(max(0, surplus(p, i, out.Terms)))
				if out.Status.Agreed() && surplus(p, i, out.Terms) < -2e-9 {
					t.Fatalf("%v though party %d falls short by %g", out.Status, i, surplus(p, i, out.Terms))
				}
			}
		}
		if out.Status.Agreed() && math.Abs(product-out.LogProduct) > 1e-9 {
			t.Fatalf("log product %g, want %g", out.LogProduct, product)
		}
		if !out.Status.Agreed() && !math.IsNaN(out.LogProduct) {
			t.Fatalf("log product %g without an agreement", out.LogProduct)
		}
	}
	total := 0.0
	for i, s := range out.Share {
		if s < 0 || (s > 0 && !p.Consent[i]) {
			t.Fatalf("share %g of party %d", s, i)
		}
		total += s
	}
	if out.Status.Agreed() && total != 0 {
		t.Fatalf("shares %v with an agreement", out.Share)
	}
	if out.Status == model.None && out.Reason != model.NotDecided && math.Abs(total-1) > 1e-12 {
		t.Fatalf("shares sum to %g (%v)", total, out.Reason)
	}
}

// allocations is how often f allocates, at the least of some tries: what the
// runtime allocates for itself meanwhile is not f's.
func allocations(runs int, f func()) float64 {
	least := testing.AllocsPerRun(runs, f)
	for try := 0; try < 4 && least != 0; try++ {
		least = min(least, testing.AllocsPerRun(runs, f))
	}
	return least
}

func TestNoAllocations(t *testing.T) {
	for _, e := range All {
		for _, curvature := range []float64{1, 2, 1.5} {
			theory, err := e.Default()
			if err != nil {
				t.Fatal(err)
			}
			protocol, out := theory.New(), new(model.Offer)
			large, small := benchmarkProblem(5, 9, curvature), benchmarkProblem(2, 4, curvature)
			protocol.Solve(large, nil, out)
			if n := allocations(5, func() {
				protocol.Solve(small, nil, out)
				protocol.Solve(large, nil, out)
			}); n != 0 {
				t.Errorf("%s, curvature %g: %g allocations", e.Name, curvature, n)
			}
		}
	}
}

// Where parties weigh waiting themselves they are not asked again.
func TestSolvesWaiting(t *testing.T) {
	var names []string
	for _, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if theory.SolvesWaiting {
			names = append(names, e.Name)
		}
	}
	if want := []string{"zeuthen", "rubinstein", "alternating_offers", "stacked_offers"}; !slices.Equal(names, want) {
		t.Errorf("%v solve waiting, want %v", names, want)
	}
}

// The baseline comes first, and there is one.
func TestBaseline(t *testing.T) {
	for i, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if theory.Baseline != (i == 0) {
			t.Errorf("%s: baseline %v at place %d", e.Name, theory.Baseline, i)
		}
	}
}

// TestListed fails when a file defines a theory that All does not list.
func TestListed(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	defined := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Of" {
				if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "registry" {
					defined++
				}
			}
			return true
		})
	}
	if defined != len(All) {
		t.Errorf("%d theories defined, %d listed in registry.go", defined, len(All))
	}
}

// Every theory says what it assumes, when not to use it and where it comes from.
func TestWords(t *testing.T) {
	for _, e := range All {
		for _, words := range []string{"t assumes", "Do not use it"} {
			if !strings.Contains(e.Explain, words) {
				t.Errorf("%s does not say: %s", e.Name, words)
			}
		}
		// Where turns or shares go by strength, equals are told apart somehow.
		byStrength := slices.Contains([]string{"rubinstein", "alternating_offers", "stacked_offers", "crisis", "challenge", "condorcet", "spatial", "exchange"}, e.Name)
		if byStrength && !strings.Contains(e.Explain, "order lists all parties") {
			t.Errorf("%s does not say what happens to equals", e.Name)
		}
		if e.Doc == "" || e.Citation == "" {
			t.Errorf("%s has no line or no source", e.Name)
		}
		for _, f := range registry.Fields(reflect.TypeOf(e.Defaults)) {
			if f.Doc == "" || !f.Optional {
				t.Errorf("%s: %s has no words, or must be given", e.Name, f.Name)
			}
		}
	}
}
