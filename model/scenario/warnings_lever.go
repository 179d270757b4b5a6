package scenario

import (
	"fmt"

	"sim/model"
)

// warnTwice warns of levers whose act is an issue and also rewarded or punished
// separately: a draw could end with an act both agreed and withheld.
func (f *file) warnTwice(ps *problems, l *lever, key *node) {
	var offer, beside *effect
	for _, e := range l.Effects.items {
		switch v, _ := e.verb(); {
		case e.Offers.at != nil:
			offer = e
		case v.does == model.Presses, v.does == model.Rewards:
			beside = e
		}
	}
	if offer == nil || beside == nil {
		return
	}
	v, _ := beside.verb()
	ps.at(v.of.at, fmt.Errorf("%s acts twice: it offers %s, which is on the table as an issue; %s is for what is not on the table",
		key.value, offer.Offers.name, v.name))
}

// warnEffects warns of effects that cannot change anything, or change something
// else than they seem to.
func (f *file) warnEffects(ps *problems, l *lever) {
	for _, e := range l.Effects.items {
		v, ok := e.verb()
		if !ok || v.of == nil {
			continue
		}
		if v.unit == "stake units" {
			f.warnWorth(ps, &e.By, v.of.index())
		}
		switch {
		case v.does == model.Offers:
			f.warnOffer(ps, e, l)
		case v.does == model.Expects && !f.cares(e.Issue.index(), v.of.index()):
			ps.at(v.of.at, fmt.Errorf("this moves nobody: %s has no position on %s", v.of.name, e.Issue.name))
		case v.does == model.Presses && f.Parties.values[v.of.index()].seat() == model.Observer:
			ps.at(v.of.at, fmt.Errorf("this presses nobody who decides: %s is an observer, whose consent is never asked", v.of.name))
		case v.does == model.Costs && (l.When.waits(model.Always) || l.When.only(model.Always) || l.When.waits(model.OnAgreement)):
			ps.at(v.of.at, fmt.Errorf("costs are borne while there is no agreement, and relieved with it; what %s pays in any case is presses", v.of.name))
		}
	}
}

// warnOffer warns of offers to nobody, and of an offer that closes its issue.
func (f *file) warnOffer(ps *problems, e *effect, l *lever) {
	if to := named(&e.To, l); to >= 0 && !f.cares(e.Offers.index(), to) {
		ps.at(e.Offers.at, fmt.Errorf("this offers nothing that is wanted: %s has no position on %s", f.Parties.keys[to].name, e.Offers.name))
	}
	if l.Weight.given() && l.Weight.zero() {
		ps.at(e.Offers.at, fmt.Errorf("%s is on the table without limit until a lever offers it; at weight 0 this one leaves it where it is held", e.Offers.name))
	}
}

// warnSizes warns of levers that outweigh, at full weight, what their target
// bears without an agreement.
func (f *file) warnSizes(ps *problems, b *model.Bargain) {
	for _, p := range b.Sizes() {
		total := make([]float64, len(b.Levers))
		for _, l := range p.Levers {
			if l.Does != model.Expects {
				total[l.Lever] += max(0, l.Full)
			}
		}
		for i, sum := range total {
			if p.Cost > 0 && sum > p.Cost {
				ps.at(f.Levers.keys[i].at, fmt.Errorf("at full weight %s moves %s by %s stake units, more than the disagreement_cost of %[2]s, %[4]s",
					b.Levers[i].ID, b.Parties[p.Party].ID, rough(sum), rough(p.Cost)))
			}
		}
	}
}

// loudStake is how much must hang on a strength, in stake units, for ignorance of it
// to do much: about the width of what there is to divide.
const loudStake = 0.4

// warnStrength says that ignorance of a strength on which little hangs does little.
func (f *file) warnStrength(ps *problems, b *model.Bargain) {
	if b.Strength == nil || b.Strength.KnownTo < 0 {
		return
	}
	stakes := b.StrengthStakes()
	if most := max(stakes[0], stakes[1]); most < loudStake {
		ps.at(f.Strength.Between.at, fmt.Errorf("only %s stake units hang on this strength; below %s the cause information will be nearly silent", rough(most), rough(loudStake)))
	}
}
