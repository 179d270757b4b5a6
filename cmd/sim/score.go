package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/registry"
	"sim/output"
	"sim/output/table"
)

func newScoreCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "score CLASS=CASE…",
		Short: "Compare theories with how resolved cases ended",
		Long: `Score sets each theory's shares of draws beside how resolved cases ended. A case
is a scenario or the folder of a run; CLASS is how it ended: settlement,
ceasefire, partial, stalemate, escalation or collapsed.

It prints Brier's score and the ranked probability score (0 is best), the log
score (nearer 0 is better), and what each theory's weight in the pool becomes if
it is moved by them: half as far as Bayes's rule goes, all the way from twenty
cases on. A scenario that was written when its end was known proves nothing, and
a few cases say next to nothing. Runs are pooled uncalibrated; weights that you
take from here are set with --weights. Illustration, not prediction.`,
		Example: `  sim score settlement=wage-round
  sim score settlement=output/runs/mine stalemate=other.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name at least one resolved case and how it ended, such as settlement=wage-round")
			}
			return nil
		},
		RunE: score,
	}
	f := c.Flags()
	f.String("draws", "", "how many draws of a scenario (default: as it says, else 4096)")
	f.String("seed", "", "seed of the random numbers (default: as the scenario says, else 1)")
	f.String("protocols", "", "theories to play, separated by commas, or all")
	f.String("weights", "", "how much families of theories weigh before, such as cooperative=2,crisis=0.5")
	f.String("workers", "", "how many draws are played side by side (default: one a processor)")
	return c
}

// agreedFirst lists the classes from the most agreed end to the least, the order
// in which the ranked score calls ends close.
var agreedFirst = []model.Class{model.Settlement, model.Ceasefire, model.Partial, model.Stalemate, model.Collapsed, model.Escalation}

// A resolved case is what the theories say of it, and how it ended.
type resolved struct {
	ended    model.Class
	theories []model.Theory
	weights  map[string]float64
	tally    *montecarlo.Tally
}

func score(c *cobra.Command, args []string) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	cases := make([]resolved, len(args))
	for i, arg := range args {
		class, name, ok := strings.Cut(arg, "=")
		if !ok {
			return usage("%s: expected how it ended and the case, such as settlement=%s", arg, arg)
		}
		at := slices.Index(model.ClassNames[:], class)
		if at < 0 {
			return usage("%s: %w", arg, &registry.UnknownError{What: "class of outcome", Name: class, Known: model.ClassNames[:]})
		}
		if cases[i], err = resolve(c.Context(), l, name); err != nil {
			return err
		}
		cases[i].ended = model.Class(at)
	}
	return scores(c.OutOrStdout(), cases)
}

// resolve plays a case or reads its draws.
func resolve(ctx context.Context, l *layers, name string) (resolved, error) {
	d, err := openDraws(l, name, nil)
	if err != nil {
		return resolved{}, err
	}
	t := tallying{montecarlo.NewTally(d.s.Bargain)}
	err = d.deliver(ctx, newProgress(l.c.ErrOrStderr(), false, d.Subject), t)
	return resolved{theories: d.s.Bargain.Theories, weights: d.s.Bargain.Weights, tally: t.Tally}, err
}

// tallying is a tally that draws are handed to.
type tallying struct{ *montecarlo.Tally }

// Add counts the draws of a chunk.
func (t tallying) Add(c *montecarlo.Chunk) error {
	t.Tally.Add(c)
	return nil
}

// scores prints what the theories that all cases share are worth.
func scores(w io.Writer, cases []resolved) error {
	var names, families []string
	for _, theory := range cases[0].theories {
		shared := true
		for i := range cases {
			shared = shared && cases[i].place(theory.Name) >= 0
		}
		if shared {
			names, families = append(names, theory.Name), append(families, theory.Family)
		}
	}
	before, _ := analysis.FamilyWeights(families, cases[0].weights)
	t := &table.Table{Head: []string{"theory", "share of draws that ended so", "Brier", "ranked", "log", "weight", "weight after"}}
	logs := make([]float64, len(names))
	for m, name := range names {
		shares, brier, ranked := 0.0, 0.0, 0.0
		for i := range cases {
			p, y := cases[i].shares(name)
			at := slices.Index(y, 1)
			logs[m] += analysis.LogScore(p[at:at+1], y[at:at+1])
			shares += p[at] / float64(len(cases))
			brier += analysis.Brier(p, y) / float64(len(cases))
			ranked += analysis.RankedProbability(p, at) / float64(len(cases))
		}
		t.Rows = append(t.Rows, []string{
			output.TheoryTitle(&cases[0].theories[cases[0].place(name)]), output.FormatPercent(shares, 0.01),
			output.Format(brier, 0.01), output.Format(ranked, 0.01), output.Format(logs[m], 0.1),
		})
	}
	temper, moved := 0.5, "half as far as Bayes's rule goes"
	if len(cases) >= 20 {
		temper, moved = 1, "as far as Bayes's rule goes"
	}
	for m, weight := range analysis.Temper(before, logs, temper) {
		t.Rows[m] = append(t.Rows[m], output.FormatPercent(before[m], 0.001), output.FormatPercent(weight, 0.001))
	}
	style, count := styleOf(w), "1 resolved case"
	if len(cases) != 1 {
		count = fmt.Sprintf("%d resolved cases", len(cases))
	}
	if _, err := fmt.Fprintf(w, "%s\n%s\n\n", style.Strong(count+": what each theory said, and how they ended"), strings.ToUpper(output.Notice)); err != nil {
		return err
	}
	if err := t.Text(w, style); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", wrap(fmt.Sprintf("Brier and ranked: 0 is best, 1 worst; log: nearer 0 is better. Weights are moved %s. A few cases say next to nothing, and a scenario written when its end was known says nothing.", moved)))
	return err
}

// place is where a theory stands among those of the case; −1 if nowhere.
func (r *resolved) place(name string) int {
	return slices.IndexFunc(r.theories, func(t model.Theory) bool { return t.Name == name })
}

// shares are the shares of draws by class under a theory, most agreed first, and 1
// for the class in which the case ended. What no draw ended in counts for half a draw,
// so that a theory is not ruled out by too few of them.
func (r *resolved) shares(name string) (p, y []float64) {
	theory, total := &r.tally.Theories[r.place(name)], 0.0
	for _, c := range agreedFirst {
		n := math.Max(float64(theory.Classes[c]), 0.5)
		p, y = append(p, n), append(y, 0)
		total += n
		if c == r.ended {
			y[len(y)-1] = 1
		}
	}
	for i := range p {
		p[i] /= total
	}
	return p, y
}
