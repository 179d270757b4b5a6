package scenario

import (
	"errors"
	"fmt"
	"math"

	"sim/model"
)

// observation is an item of observed: one event of one round.
type observation struct {
	Round         whole      `yaml:"round" doc:"the round in which it happened, from 0"`
	Meeting       choice     `yaml:"meeting,omitempty" doc:"whether a meeting was held" of:"held|none" one:"event!"`
	Signed        ref        `yaml:"signed,omitempty" doc:"the package that was signed in it" of:"package" one:"event!"`
	Broken        ref        `yaml:"broken,omitempty" doc:"the package that a party broke in it" of:"package" one:"event!"`
	InForce       ref        `yaml:"in_force,omitempty" doc:"a package in force at its end" of:"package" one:"event!"`
	Agreement     choice     `yaml:"agreement,omitempty" doc:"none: no package was in force at its end" of:"none" one:"event!"`
	CarriedOut    ref        `yaml:"carried_out,omitempty" doc:"the lever that was carried out in it" of:"lever" one:"event!"`
	NotCarriedOut ref        `yaml:"not_carried_out,omitempty" doc:"a lever that had not been carried out by its end" of:"lever" one:"event!"`
	Stands        dict[pair] `yaml:"stands,omitempty" doc:"between which two amounts the issue that moves without a deal stood at its end" of:"each issue" one:"event!"`
	Evidence      *evidence  `yaml:"evidence,omitempty" doc:"what the observation rests on"`
}

// event is what happened and the name that it names, if it names one.
func (o *observation) event() (kind model.ObservationKind, of *ref) {
	switch {
	case o.Meeting.value == "held":
		return model.MeetingObserved, nil
	case o.Meeting.value != "":
		return model.NoMeeting, nil
	case o.Signed.at != nil:
		return model.SignedObserved, &o.Signed
	case o.Broken.at != nil:
		return model.BrokenObserved, &o.Broken
	case o.InForce.at != nil:
		return model.InForceObserved, &o.InForce
	case o.CarriedOut.at != nil:
		return model.CarriedObserved, &o.CarriedOut
	case o.NotCarriedOut.at != nil:
		return model.WithheldObserved, &o.NotCarriedOut
	case len(o.Stands.keys) > 0:
		return model.LineObserved, &o.Stands.keys[0]
	}
	return model.NothingInForce, nil // or stands: {}, which checkObserved refuses
}

// meetingWords say what the words of meeting mean.
var meetingWords = map[string]string{"held": "a meeting was held", "none": "no meeting was held"}

// state is whether an agreement was in force at the end of the round, as far as the
// observation says that.
func (o *observation) state() string {
	switch kind, _ := o.event(); {
	case kind == model.InForceObserved:
		return "a package was in force at its end"
	case o.Agreement.value != "":
		return "none was in force at its end"
	}
	return ""
}

func (o *observation) model(f *file) model.Observation {
	kind, of := o.event()
	m := model.Observation{Round: int(o.Round.value), Kind: kind, Of: -1, Evidence: o.Evidence.model()}
	if of != nil {
		m.Of = of.index()
	}
	if kind == model.LineObserved {
		s, p := &f.Issues.values[m.Of].scale, o.Stands.values[0]
		a, z := s.Position(p.a[0].value), s.Position(p.a[1].value)
		m.Lower, m.Upper = min(a, z), max(a, z)
	}
	return m
}

// checkObserved reports observations that no draw can match, as far as the file
// shows that.
func (f *file) checkObserved(d *decoder, b *model.Bargain, root *node) {
	seen := map[uint64][2]string{}
	for _, o := range f.Observed.items {
		said := seen[o.Round.value]
		for i, word := range []string{meetingWords[o.Meeting.value], o.state()} {
			if word != "" && said[i] != "" && said[i] != word {
				d.at(o.Round.at, fmt.Errorf("no draw can match this: another observation of round %d says that %s", o.Round.value, said[i]))
			}
			said[i] = or(word, said[i])
		}
		seen[o.Round.value] = said
		at := o.Round.at
		round, last := float64(o.Round.value), float64(b.Clock.Rounds-1)
		kind, of := o.event()
		if of != nil {
			at = of.at
		}
		if o.Stands.at != nil && len(o.Stands.keys) == 0 {
			d.at(o.Stands.at, errors.New("this says of no issue where it stood; write {ISSUE: [lowest, highest]}"))
			continue
		}
		refuse := func(format string, args ...any) {
			d.at(at, fmt.Errorf("no draw can match this: "+format, args...))
		}
		switch {
		case b.Clock.Rounds == 0:
			refuse("observed is about rounds, and this scenario has no clock; add clock: {rounds: …}")
			continue
		case round > last:
			at = o.Round.at
			refuse("the last round is %s", model.FormatNumber(last))
			continue
		}
		switch kind { //nolint:exhaustive // the others are always possible
		case model.SignedObserved, model.InForceObserved, model.BrokenObserved:
			if first, why := f.earliest(b, of.index()); first > round {
				refuse("%s cannot be tabled before round %s; %s", of.name, model.FormatNumber(math.Ceil(first)), why)
			} else if hazard := below(root, "processes", "violations", "hazard"); kind == model.BrokenObserved && (hazard == nil || len(hazard.entries) == 0) {
				refuse("nobody breaks an agreement here; processes.violations gives no party a hazard")
			}
		case model.CarriedObserved:
			switch {
			case f.Levers.values[of.index()].Weight.zero():
				refuse("%s has weight 0", of.name)
			case !carriedOut(b, of.index()):
				refuse("%s waits for no refusal, violation, deadline or departure, so it is never carried out in a round", of.name)
			}
		case model.LineObserved:
			f.checkStands(d, o, root)
		}
	}
}

// checkStands reports an issue that nothing moves, and amounts beyond its scale.
func (f *file) checkStands(d *decoder, o *observation, root *node) {
	if len(o.Stands.keys) > 1 {
		d.at(o.Stands.keys[1].at, errors.New("an observation is about one issue; write another item for this one"))
	}
	k, p := o.Stands.keys[0], o.Stands.values[0]
	if at := below(root, "processes", "drift", "issue"); at == nil || at.value != k.name {
		d.at(k.at, fmt.Errorf("no draw can match this: nothing moves %s without a deal; processes.drift names the issue that moves", k.name))
		return
	}
	lo, hi := f.Issues.values[k.index()].scale.Bounds()
	for i := range p.a {
		if x := p.a[i].value; p.a[i].at != nil && (x < lo || x > hi || math.IsNaN(x)) {
			d.at(p.a[i].at, fmt.Errorf("%s must lie between %s and %s, not at %s", k.name, digits(lo), digits(hi), digits(x)))
		}
	}
	if p.a[0].value > p.a[1].value {
		d.at(p.at, fmt.Errorf("the lower amount comes first: [%s, %s]", digits(p.a[1].value), digits(p.a[0].value)))
	}
}
