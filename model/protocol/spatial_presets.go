package protocol

import "cmp"

// spatialSwitches are the options of the spatial model, named after KTAB's.
// Empty ones take the preset's value.
type spatialSwitches struct {
	Election    string `yaml:"election,omitempty" default:"as in the preset" doc:"how contests in pairs become shares: conditional, markov_uniform or markov_incentive"`
	Victory     string `yaml:"victory,omitempty" default:"as in the preset" doc:"how strength becomes victory: linear, square, quartic, octic or binary (certain with an advantage of a tenth)"`
	Voting      string `yaml:"voting,omitempty" default:"as in the preset" doc:"how gains become votes: proportional, binary, proportional_binary, cubic, proportional_cubic or asymmetric"`
	Risk        string `yaml:"risk,omitempty" default:"as in the preset" doc:"range of the risk attitudes: min (0 to 1), mid (−½ to 1) or max (−1 to 1)"`
	Perceived   string `yaml:"perceived,omitempty" default:"as in the preset" doc:"how much of the others' attitudes an actor sees instead of its own: full, two_thirds, half, one_third or none"`
	Commitment  string `yaml:"commitment,omitempty" default:"as in the preset" doc:"whether third parties on the losing side go over to the winner: semi; with none or full their side makes no difference to them and they stay out"`
	Bargain     string `yaml:"bargain,omitempty" default:"as in the preset" doc:"weights of the two sides in a bargain: s1p1 (salience × strength) or s2p2 (their squares)"`
	Transitions string `yaml:"transitions,omitempty" default:"as in the preset" doc:"which bargain an actor adopts: deterministic (the strongest) or stochastic (a draw by their shares)"`
	Outcome     string `yaml:"outcome,omitempty" default:"as in the preset" doc:"which terms: the strongest position at the end, the mean of all by their shares, or a draw by their shares"`
}

// spatialPreset is a published combination of the switches.
type spatialPreset struct {
	name string
	spatialSwitches
}

// spatialPresets are the presets, the default first.
var spatialPresets = []spatialPreset{
	// Wise, Lester and Efird (2015), and the defaults of KTAB's program.
	{"ktab", spatialSwitches{
		Election: "conditional", Victory: "linear", Voting: "proportional", Risk: "mid", Perceived: "one_third", Commitment: "semi",
		Bargain: "s2p2", Transitions: "deterministic", Outcome: "strongest",
	}},
	// KTAB, examples/smp/doc/smpExample.xml; it has no rule for the terms.
	{"ktab_example", spatialSwitches{
		Election: "markov_incentive", Victory: "linear", Voting: "proportional_cubic", Risk: "mid", Perceived: "one_third", Commitment: "semi",
		Bargain: "s2p2", Transitions: "stochastic", Outcome: "strongest",
	}},
}

// over fills in empty switches from the named preset.
func (s spatialSwitches) over(preset string) (spatialSwitches, error) {
	var names []string
	for _, p := range spatialPresets {
		names = append(names, p.name)
	}
	i, err := option("preset", preset, names)
	if err != nil {
		return s, err
	}
	p := spatialPresets[i]
	return spatialSwitches{
		Election: cmp.Or(s.Election, p.Election), Victory: cmp.Or(s.Victory, p.Victory), Voting: cmp.Or(s.Voting, p.Voting),
		Risk: cmp.Or(s.Risk, p.Risk), Perceived: cmp.Or(s.Perceived, p.Perceived), Commitment: cmp.Or(s.Commitment, p.Commitment),
		Bargain: cmp.Or(s.Bargain, p.Bargain), Transitions: cmp.Or(s.Transitions, p.Transitions), Outcome: cmp.Or(s.Outcome, p.Outcome),
	}, nil
}
