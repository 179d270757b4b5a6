package scenarios_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/protocol"
	"sim/model/scenario"
	"sim/scenarios"
)

var reordered = flag.Int("reordered", 8, "draws of every scenario, theory and sampler in a reordered file")

// TestOrderOfFile lists everything in every shipped scenario, and in one with
// every key of the language, in other orders, except the packages, whose order
// is meant, and options, which rise. No draw changes in any bit, under any theory and either sampler.
func TestOrderOfFile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const everyKey = "../model/scenario/testdata/alaska.yaml"
	for _, file := range append(files(t), everyKey) {
		t.Run(file, func(t *testing.T) {
			opts := scenario.Options{FS: scenarios.FS}
			if file == everyKey {
				opts.FS = nil
			} else {
				skipVariant(t, file)
			}
			t.Parallel()
			s, err := scenario.Load(file, opts)
			if err != nil {
				t.Fatal(err)
			}
			dice := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret
			want := outcomesOf(t, s.Text)
			for name, order := range map[string]func(n int, swap func(i, j int)){
				"reversed": func(n int, swap func(i, j int)) {
					for i := range n / 2 {
						swap(i, n-1-i)
					}
				},
				"shuffled": dice.Shuffle,
			} {
				text := reorder(t, s.Text, order)
				if text == s.Text {
					t.Fatal("the order is the same")
				}
				for run, lines := range outcomesOf(t, text) {
					for draw, line := range lines {
						if line != want[run][draw] {
							t.Fatalf("%s, %s, draw %d:\n%s\nin the order of the file:\n%s", name, run, draw, line, want[run][draw])
						}
					}
				}
			}
		})
	}
}

// reorder returns a scenario with its mappings and the members of its packages
// in another order.
func reorder(t *testing.T, text string, order func(n int, swap func(i, j int))) string {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	shift(document.Content[0], "", order)
	out, err := yaml.Marshal(&document)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// unordered are the lists whose order means nothing.
var unordered = []string{"issues", "carried_out_by", "counts_on", "say", "on_leaving", "when", "of"}

// shift reorders the node with the given key, and what it contains.
func shift(n *yaml.Node, key string, order func(n int, swap func(i, j int))) {
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			shift(item, "", order)
		}
		if slices.Contains(unordered, key) {
			order(len(n.Content), func(i, j int) { n.Content[i], n.Content[j] = n.Content[j], n.Content[i] })
		}
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		shift(n.Content[i+1], n.Content[i].Value, order)
	}
	if n.Kind == yaml.MappingNode && key != "packages" && key != "options" {
		order(len(n.Content)/2, func(i, j int) {
			n.Content[2*i], n.Content[2*j] = n.Content[2*j], n.Content[2*i]
			n.Content[2*i+1], n.Content[2*j+1] = n.Content[2*j+1], n.Content[2*i+1]
		})
	}
}

// withRules names all theories, and those without a cause that are on request, as
// far as they accept the scenario.
func withRules(s *scenario.Scenario) []string {
	names := []string{"all"}
	for _, name := range protocol.All.Names() {
		if s.LeftOut(name) == nil {
			names = append(names, name)
		}
	}
	return names
}

// outcomesOf runs a scenario under every theory that accepts it: everything
// about each draw by sampler and theory, numbers in full.
func outcomesOf(t *testing.T, text string) map[string][]string {
	t.Helper()
	s, err := scenario.Parse("reordered.yaml", []byte(text), scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose(withRules(s)); err != nil {
		t.Fatal(err)
	}
	b := s.Bargain
	b.Observed = nil // it would leave no draw of the file with every key
	runs := map[string][]string{}
	for name, sampler := range map[string]montecarlo.Config{
		"random": {Sampler: montecarlo.Random.Name}, "sobol": {Sampler: montecarlo.Sobol.Name},
	} {
		sampler.Draws, sampler.Seed, sampler.Quantiles = *reordered, seed, &quantiles
		of, err := montecarlo.NewDraws(b, sampler)
		if err != nil {
			t.Fatal(err)
		}
		runner, out := model.NewRunner(b), make([]model.Outcome, len(b.Theories))
		for k := range out {
			out[k] = b.NewOutcome()
		}
		for i := range *reordered {
			in, ev := of.At(i)
			var inputs []string // by column: analyses go by these
			for _, v := range b.Varying() {
				inputs = append(inputs, fmt.Sprintf("%s %v", v.Path, in[v.Column]))
			}
			runs[name] = append(runs[name], fmt.Sprint(inputs))
			runner.Run(in, ev, out)
			for k := range out {
				o := out[k]
				path := ""
				if o.Path != nil {
					path = fmt.Sprint(*o.Path)
				}
				o.Path = nil
				run := name + ", " + b.Theories[k].Name
				runs[run] = append(runs[run], fmt.Sprint(o, path))
			}
		}
	}
	return runs
}
