package main

import (
	"slices"

	"sim/cmd/settings"
	"sim/model/study"
)

// openKept starts an analysis that reads the draws of one run with all their
// inputs: it finds them, simulated before or yet to be simulated. The folder is
// named after what flag asks, too.
func openKept(l *settings.Layers, command, name string, set []string, flag, text string) (*draws, *inquiry, error) {
	d, err := openDraws(l, name, set)
	if err != nil {
		return nil, nil, err
	}
	if d.dir == "" && !l.IsSet("sampler") {
		d.Config.Sampler = study.DefaultSampler // whatever the scenario says: the estimators require independent draws
	}
	d.reuse(set)
	st, err := newInquiry(l, command, d, asked(set, flag, text))
	return d, st, err
}

// asked are the changes that name a study's folder, and what it was asked about,
// so that another question does not take the place of its answer.
func asked(set []string, flag, text string) []string {
	if text == "" {
		return set
	}
	return append(slices.Clone(set), flag+"="+text)
}
