package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/protocol"
	"sim/model/scenario"
	"sim/output"
	"sim/output/table"
)

// solveOptions are the flags of solve.
type solveOptions struct {
	protocol string
	set      []string
	json     bool
	pareto   string
	out      string
}

func newSolveCommand() *cobra.Command {
	var o solveOptions
	c := &cobra.Command{
		Use:   "solve SCENARIO",
		Short: "Hold one meeting at central values, without draws",
		Long: `Solve holds a single meeting with everyone in the room, every uncertain number
at the middle of its range, and a red line binding if it binds in at least half
of the draws. Packages are tabled in the scenario's order. It is how a figure is
checked by hand: levers act as if their dates had come, whatever from_round,
until_round and phased_over say. With --json terms are in the issues' own units,
in full precision.

With --pareto it prints instead what any two parties could give each other: where
each theory puts them, beside Nash, Kalai–Smorodinsky, egalitarian, utilitarian
and what is best for either. --out draws the efficient frontier as well.`,
		Example: `  sim solve two-issues --protocol nash
  sim solve alaska --pareto russia,us --out frontier.svg
  sim solve my.yaml --protocol kalai_smorodinsky --json`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0], o.set)
			if err != nil {
				return err
			}
			return solve(c, s, &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.protocol, "protocol", "", "the theory (default: the scenario's first; nash where it plays all)")
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.pareto, "pareto", "", "two parties, such as russia,us: print what they could give each other")
	f.StringVar(&o.out, "out", "", "with --pareto: draw it into this file, .svg, .png or .pdf")
	return c
}

// theory is the index of the theory that a flag names, or of the one meant
// where it names none.
func theory(s *scenario.Scenario, name string) (int, error) {
	if name == "" {
		return s.Lead(), nil
	}
	if err := s.Choose([]string{name}); err != nil {
		return 0, usage("--protocol=%s: %w", name, unprefixed(err))
	}
	t := slices.IndexFunc(s.Bargain.Theories, func(t model.Theory) bool { return t.Name == name })
	if t < 0 {
		return 0, usage("--protocol=%s: name one theory; see sim list protocols", name)
	}
	return t, nil
}

func solve(c *cobra.Command, s *scenario.Scenario, o *solveOptions) error {
	w, flags := c.OutOrStdout(), c.Flags()
	switch {
	case flags.Changed("pareto") && (o.json || flags.Changed("protocol")):
		return usage("--pareto shows all theories as a table; leave --protocol and --json out")
	case flags.Changed("pareto"):
		return pareto(w, s, o)
	case flags.Changed("out"):
		return usage("--out draws what --pareto names: two parties, such as --pareto %s", examplePair(s.Bargain))
	}
	t, err := theory(s, o.protocol)
	if err != nil {
		return err
	}
	m := model.Meet(s.Bargain, t, model.CentralValues(s.Bargain))
	a := newAnswer(s, t, &m)
	if o.json {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(a)
	}
	return a.text(w, s.Bargain, &m)
}

// unprefixed is a scenario error's messages without the name of a file, for
// an error about a flag.
func unprefixed(err error) error {
	e, ok := errors.AsType[*scenario.Error](err)
	if !ok {
		return err
	}
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.Msg)
	}
	return errors.New(strings.Join(lines, "\n"))
}

// An answer is what solve prints as JSON. Maps are written in the order of
// their keys.
type answer struct {
	Purpose       string              `json:"purpose"`
	Notice        string              `json:"notice"`
	Scenario      string              `json:"scenario"`
	Protocol      string              `json:"protocol"`
	Status        string              `json:"status"`
	Reason        string              `json:"reason"`
	NotConsenting []string            `json:"not_consenting"`
	Package       string              `json:"package"`
	Terms         map[string]float64  `json:"terms"`   // own units; without an agreement empty, or what the theory would have had
	Utility       map[string]float64  `json:"utility"` // stake units, at the terms; without terms the reservation values
	Reservation   map[string]float64  `json:"reservation_value"`
	Surplus       map[string]float64  `json:"surplus"` // at the terms; empty without
	Certificate   map[string]*float64 `json:"certificate"`
	Margin        *float64            `json:"margin"`
	LogProduct    *float64            `json:"log_product"`
	Flags         []string            `json:"flags"`
}

func sum(xs []float64) (s float64) {
	for _, x := range xs {
		s += x
	}
	return s
}

func newAnswer(s *scenario.Scenario, t int, m *model.Meeting) *answer {
	b, offer, problem := s.Bargain, &m.Offer, m.Problem
	a := &answer{
		Purpose: "illustration", Notice: output.Notice, Scenario: s.Name, Protocol: b.Theories[t].Name,
		Status: offer.Status.String(), Reason: offer.Reason.String(), Package: b.Packages[m.Package].ID,
		NotConsenting: []string{}, Flags: []string{}, Terms: map[string]float64{}, Utility: map[string]float64{},
		Reservation: map[string]float64{}, Surplus: map[string]float64{}, Certificate: map[string]*float64{},
		Margin: finite(offer.Margin), LogProduct: finite(offer.LogProduct),
	}
	if a.Margin == nil {
		a.Margin = finite(protocol.Margin(problem)) // theories work it out only where they need it
	}
	agreed := offer.Status.Agreed()
	proof := 1.0
	if !agreed {
		proof = sum(offer.Certificate) // without an agreement only the proportions matter
	}
	terms := agreed || offer.Reason == model.Refused
	for k := range b.Issues {
		if terms && problem.InPackage[k] {
			a.Terms[b.Issues[k].ID] = b.Issues[k].Scale.Amount(offer.Terms[k])
		}
	}
	for i := range b.Parties {
		id := b.Parties[i].ID
		a.Reservation[id] = problem.Reservation[i]
		a.Utility[id] = problem.Reservation[i]
		if terms {
			a.Utility[id], a.Surplus[id] = offer.Payoff[i], offer.Surplus[i]
		}
		a.Certificate[id] = finite(offer.Certificate[i] / cmp.Or(proof, 1))
		if !agreed && offer.Share[i] > 0 {
			a.NotConsenting = append(a.NotConsenting, id)
		}
	}
	for i, name := range model.FlagNames {
		if offer.Flags&(1<<i) != 0 {
			a.Flags = append(a.Flags, name)
		}
	}
	return a
}

// finite is x for JSON, which has no word for what is not a number.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// text prints the answer for people.
func (a *answer) text(w io.Writer, b *model.Bargain, m *model.Meeting) error {
	style := styleOf(w)
	head := fmt.Sprintf("%s · %s · package %s · one meeting at central values", a.Scenario, a.Protocol, a.Package)
	if _, err := fmt.Fprintf(w, "%s\n%s\n\n%s\n", style.Strong(head), strings.ToUpper(output.Notice), a.verdict()); err != nil {
		return err
	}
	parties := &table.Table{Head: []string{"party", "utility", "reservation value", "surplus"}}
	for i := range b.Parties {
		id := b.Parties[i].ID
		surplus := "–"
		if x, ok := a.Surplus[id]; ok {
			surplus = plain(x)
		}
		parties.Rows = append(parties.Rows, []string{output.PartyName(&b.Parties[i]), plain(a.Utility[id]), plain(a.Reservation[id]), surplus})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	if err := parties.Text(w, style); err != nil || len(a.Terms) == 0 {
		return err
	}
	issues := &table.Table{Head: []string{"issue", "terms", "nearest label", "unit"}, Left: map[int]bool{2: true, 3: true}}
	for k := range b.Issues {
		issue := &b.Issues[k]
		x, ok := a.Terms[issue.ID]
		if !ok {
			continue
		}
		label, _ := model.NearestLabel(issue.Labels, m.Offer.Terms[k])
		issues.Rows = append(issues.Rows, []string{output.IssueName(issue), plain(x), label.Name, issue.Unit})
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return issues.Text(w, style)
}

// verdict is how the meeting ended, in a sentence.
func (a *answer) verdict() string {
	if a.Reason == "" {
		return "Status: " + a.Status + "."
	}
	s := "Status: " + a.Status + ", because: " + reasonWords[a.Reason] + "."
	if len(a.NotConsenting) > 0 {
		s += " Standing in its way: " + strings.Join(a.NotConsenting, ", ") + "."
	}
	if len(a.Terms) > 0 {
		s += " The terms below are what the theory arrives at, not an agreement."
	}
	return s
}

// reasonWords say the reasons for no agreement in words.
var reasonWords = map[string]string{
	"empty_zopa":       "no terms give every party at least its reservation value",
	"redline_conflict": "binding red lines and limits leave nothing to table",
	"unreachable":      "a party's reservation value lies above the best that any terms can give it",
	"ir_violated":      "the theory's terms fall below a party's reservation value",
	"not_consenting":   "a party did not consent",
	"waited":           "a party preferred to wait",
	"deadline":         "the deadline passed",
	"not_ratified":     "it was not ratified",
	"breakdown":        "talks broke down",
	"undecided":        "the solver could not tell",
	"lottery_only":     "no single deal gives every party at least its reservation value, only a lottery over deals would; it needs side payments, randomisation or sequencing",
}
