package model

import (
	"fmt"
	"math"
	"slices"
)

// pose sets b up at known numbers and poses all of its packages.
func pose(b *Bargain) []*Problem {
	table := NewTable(b)
	table.SetInputs(nil, MedianEvents{})
	var ps []*Problem
	for g := range b.Packages {
		p := NewProblem(len(b.Parties), len(b.Issues))
		table.Pose(g, p)
		ps = append(ps, p)
	}
	return ps
}

// near reports whether two problems agree to within the tolerance; 0 means to
// the last bit.
func near(a, b *Problem, tolerance float64) error {
	for _, v := range [...]struct {
		what string
		a, b []float64
	}{
		{"reservation value", a.Reservation, b.Reservation},
		{"cost of no deal", a.Cost, b.Cost},
		{"constant", a.Constant, b.Constant},
		{"gain", flat(a.Gain), flat(b.Gain)},
		{"loss", flat(a.Loss), flat(b.Loss)},
		{"toll", flat(a.Toll), flat(b.Toll)},
		{"line", flat(a.Line), flat(b.Line)},
		{"price", flat(a.Price), flat(b.Price)},
		{"power", a.Power, b.Power},
		{"patience", a.Patience, b.Patience},
		{"capability", a.Capability, b.Capability},
		{"voice", a.Voice, b.Voice},
		{"risk", a.Risk, b.Risk},
		{"lower", a.Lower, b.Lower},
		{"upper", a.Upper, b.Upper},
		{"status quo", a.StatusQuo, b.StatusQuo},
		{"ideal", flat(a.Ideal), flat(b.Ideal)},
		{"weight", flat(a.Weight), flat(b.Weight)},
		{"curvature", flat(a.Curvature), flat(b.Curvature)},
	} {
		if len(v.a) != len(v.b) {
			return fmt.Errorf("%s: %d against %d numbers", v.what, len(v.a), len(v.b))
		}
		for i := range v.a {
			if !(math.Abs(v.a[i]-v.b[i]) <= tolerance) && v.a[i] != v.b[i] {
				return fmt.Errorf("%s %d: %v against %v", v.what, i, v.a[i], v.b[i])
			}
		}
	}
	if !slices.Equal(a.Consent, b.Consent) || !slices.Equal(a.InPackage, b.InPackage) {
		return fmt.Errorf("consent %v, issues %v against %v, %v", a.Consent, a.InPackage, b.Consent, b.InPackage)
	}
	return nil
}

// nearAll is near at every level of two problems.
func nearAll(a, b *Problem, tolerance float64) error {
	if a.Levels() != b.Levels() {
		return fmt.Errorf("%d levels against %d", a.Levels(), b.Levels())
	}
	for l := range a.Levels() {
		a.AtLevel(l)
		b.AtLevel(l)
		if err := near(a, b, tolerance); err != nil {
			return fmt.Errorf("level %d: %w", l, err)
		}
	}
	return nil
}
