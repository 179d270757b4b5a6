package registry_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sim/model/registry"
)

// TestNearest: one edit for every three letters, and one more, is still close.
func TestNearest(t *testing.T) {
	known := []string{"weight", "intensity", "cost", "when", "holder"}
	for name, want := range map[string]string{
		"wieght": "weight", "WEIGHT": "weight", "wight": "weight", "holdr": "holder", "csot": "cost", "hwen": "when",
		"zzz": "", "": "", "salience": "", strings.Repeat("w", 1_000_000): "",
	} {
		if got := registry.Nearest(name, known); got != want {
			t.Errorf("%.20q is taken for %q, not %q", name, got, want)
		}
	}
}

// TestUnknownError: the message names what was meant, or what there is.
func TestUnknownError(t *testing.T) {
	many := make([]string, 25)
	for i := range many {
		many[i] = strings.Repeat("x", 5+i)
	}
	for want, e := range map[string]registry.UnknownError{
		`unknown key "pwer"; did you mean "power"?`:           {What: "key", Name: "pwer", Known: []string{"power", "voice"}},
		`unknown name "east"; expected one of north, south`:   {Name: "east", Known: []string{"north", "south"}},
		`unknown sampler "sobol"; there is only "random"`:     {What: "sampler", Name: "sobol", Known: []string{"random"}},
		`unknown parameter "tol"; there is none to name here`: {What: "parameter", Name: "tol"},
		`and 5 more`: {Name: "q", Known: many},
		`unknown name "clock.start"; like it: clock, clock.ends`:                                       {Name: "clock.start", Known: append([]string{"clock.ends", "clock"}, many...)},
		`unknown name "parliament"; like it: ukraine.parliament`:                                       {Name: "parliament", Known: append([]string{"ukraine.parliament"}, many...)},
		`unknown name "steps.over.ratification"; like it: ratification, processes.ratification`:        {Name: "steps.over.ratification", Known: append([]string{"processes.ratification", "ratification"}, many...)},
		`unknown name "q"; none of the 150 known ones is like it`:                                      {Name: "q", Known: slices.Repeat(many, 6)},
		`unknown key "kept"; expected one of a, b; a key of that name stands at packages.PACKAGE.kept`: {What: "key", Name: "kept", Known: []string{"a", "b"}, Elsewhere: []string{"packages.PACKAGE.kept"}},
		`unknown name "` + strings.Repeat("y", 100) + `…"; there`:                                      {Name: strings.Repeat("y", 5_000), Known: []string{"a"}},
	} {
		if got := e.Error(); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

type width struct {
	Low   float64 `yaml:"low" doc:"lower end"`
	High  float64 `yaml:"high,omitempty" doc:"upper end"`
	inner int
}

// TestEntry: parameters are decoded over the defaults, and the builder's and
// the decoder's errors come through.
func TestEntry(t *testing.T) {
	wrong := errors.New("low is above high")
	e := registry.Of(registry.About{Name: "width"}, width{High: 3}, func(w width) (float64, error) {
		if w.Low > w.High {
			return 0, wrong
		}
		return w.High - w.Low + float64(w.inner), nil
	})
	set := func(low float64) func(any) error {
		return func(p any) error { p.(*width).Low = low; return nil }
	}
	if x, err := e.Build(set(1)); x != 2 || err != nil {
		t.Error(x, err)
	}
	if _, err := e.Build(set(4)); !errors.Is(err, wrong) {
		t.Error(err)
	}
	if x, err := e.Default(); x != 3 || err != nil {
		t.Error("a build leaves traces in the defaults:", x, err)
	}
	refused := errors.New("refused")
	if _, err := e.Build(func(any) error { return refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	fs := registry.Fields(reflect.TypeFor[width]())
	if len(fs) != 2 || fs[0].Name != "low" || fs[0].Optional || !fs[1].Optional || fs[1].Doc != "upper end" || fs[1].Index != 1 {
		t.Errorf("%+v", fs)
	}
	if _, err := (registry.Table[float64]{e}).Lookup("widht"); err == nil || !strings.Contains(err.Error(), `did you mean "width"?`) {
		t.Error(err)
	}
}

type depth struct {
	Of     registry.Ref            `yaml:"of" of:"party" doc:"whose"`
	Pair   registry.Pair           `yaml:"pair" of:"party" doc:"who"`
	Metres float64                 `yaml:"metres,omitempty" in:"(0, inf)" unit:"m" default:"5" doc:"how deep"`
	Any    float64                 `yaml:"any,omitempty" in:"(-inf, inf)" doc:"a number"`
	End    float64                 `yaml:"end,omitempty" doc:"where it ends"`
	Rate   registry.Named[float64] `yaml:"rate,omitempty" of:"each party" moved:"hazard" doc:"how fast"`
	Inner  *width                  `yaml:"inner,omitempty" doc:"more"`
	List   []width                 `yaml:"list" doc:"several"`
	Each   registry.Named[width]   `yaml:"each" of:"each party" doc:"one each"`
	All    registry.Each[float64]  `yaml:"all,omitempty" of:"each party" in:"[0, 1]" default:"1" doc:"one for all"`
}

// TestParameters: parameters are described in order, those inside others after
// them.
func TestParameters(t *testing.T) {
	want := []registry.Parameter{
		{"of", "party name", "", registry.Required, "whose", false},
		{"pair", "party names", "", registry.Required, "who", false},
		{"metres", "m", "(0, inf)", "5", "how deep", false},
		{"any", "", "", "2.5", "a number", false},
		{"end", "", "", registry.None, "where it ends", false},
		{"rate.PARTY", "per round", "", registry.None, "how fast", true},
		{"inner", "", "", registry.None, "more", false},
		{"inner.low", "", "", registry.Required, "lower end", false},
		{"inner.high", "", "", "0", "upper end", false},
		{"list", "", "", registry.Required, "several", false},
		{"list[].low", "", "", registry.Required, "lower end", false},
		{"list[].high", "", "", "0", "upper end", false},
		{"each.PARTY", "", "", registry.Required, "one each", false},
		{"each.PARTY.low", "", "", registry.Required, "lower end", false},
		{"each.PARTY.high", "", "", "0", "upper end", false},
		{"all", "", "[0, 1]", "1", "one for all", false},
	}
	if got := registry.Parameters(depth{Any: 2.5, End: math.Inf(1)}); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, c := range []struct {
		defaults any
		first    string
	}{{registry.Named[width]{}, "NAME.low"}, {[]width{}, "low"}, {width{}, "low"}, {registry.Numbers{}, ""}, {nil, ""}, {struct{}{}, ""}} {
		got := registry.Parameters(c.defaults)
		if c.first == "" && got != nil || c.first != "" && (len(got) != 2 || got[0].Name != c.first) {
			t.Errorf("%T: %+v, want %s first", c.defaults, got, c.first)
		}
	}
}
