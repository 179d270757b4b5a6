package main

import (
	"fmt"
	"slices"

	"sim/model/montecarlo"
	"sim/output"
)

// lookAt starts an analysis that reads the draws of one run with all their
// inputs: it finds them, played before or yet to be played, and refuses more than
// can be kept. The folder is named after what flag asks, too.
func lookAt(l *layers, command, name string, set []string, flag, text string) (*draws, *inquiry, error) {
	d, err := openDraws(l, name, set)
	if err != nil {
		return nil, nil, err
	}
	independent(l, d)
	d.reuse(set)
	if err := roomFor(d, d.s.Bargain.Columns+len(d.s.Bargain.Theories)); err != nil {
		return nil, nil, err
	}
	st, err := newInquiry(l, command, d, asked(set, flag, text))
	return d, st, err
}

// independent has draws that are yet to be played drawn at random unless a
// sampler is named: what is read off neighbouring draws wants them independent.
func independent(l *layers, d *draws) {
	if d.dir == "" && !l.said("sampler") {
		d.cfg.Sampler = montecarlo.Random.Name
	}
}

// mostKept is how many numbers an analysis keeps at most of all draws together:
// 4 GB of them.
const mostKept = 500_000_000

// roomFor refuses more draws than can be kept with so many numbers of each.
func roomFor(d *draws, each int) error {
	if most := mostKept / max(1, each); d.cfg.Draws > most {
		return usage("%s draws are too many: this keeps %d numbers of each; expected at most %s", output.FormatCount(d.cfg.Draws), each, output.FormatCount(most))
	}
	return nil
}

// uneven remarks on draws that are not independent; empty if they are.
func uneven(d *draws) string {
	if d.cfg.Sampler == montecarlo.Random.Name {
		return ""
	}
	return fmt.Sprintf("These draws are spread by %s, not drawn at random: with many inputs, one can look a little as if it did what another does. Name the scenario, or --sampler random, to check.", d.cfg.Sampler)
}

// asked are the changes that name a study's folder, and what it was asked about,
// so that another question does not take the place of its answer.
func asked(set []string, flag, text string) []string {
	if text == "" {
		return set
	}
	return append(slices.Clone(set), flag+"="+text)
}
