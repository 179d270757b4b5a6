package model

import "sim/model/portable"

// A state without an agreement is worth to a party (model 1.7)
//
//	D(W) = V(held) + free·Π(W) − (1 − relieved)·c(W) + T(W)
//
// where Π is where it expects issues to move, c what it bears while there is no
// agreement and T what levers and processes give and take in world W. Where a
// package is in force the same is worth that much as long as the package holds,
// and what a breach leaves otherwise.

// assess computes party i's payoffs without a new agreement.
func (t *Table) assess(i int) *partyNow {
	is := &t.here.parties[i]
	if is.known {
		return is
	}
	is.known = true
	if t.parties[i].idle {
		v := t.standing(i)
		is.talking, is.refused, is.reservation, is.inForce = v, v, v, 1
		return is
	}
	is.inForce = 1
	if g := t.now.InForce; g >= 0 {
		is.inForce = t.trustHeld(i, g)
	}
	is.talking = t.without(i, worldTalking, is)
	is.refused = t.without(i, worldRefused(i), is)
	called := t.calledFor(i)
	is.reservation = is.talking
	if called > 0 {
		is.reservation = float64((1-called)*is.talking) + float64(called*is.refused)
	}
	return is
}

// calledFor is the discounted share of time after not agreeing has been called
// a refusal, if party i goes on not agreeing (model 1.10).
func (t *Table) calledFor(i int) float64 {
	h := t.now.Called[i]
	if h >= 1 || h <= 0 {
		return h
	}
	delta := t.Patience(i)
	return 1 - (1-delta)/(1-float64(delta*(1-h)))
}

// without is party i's payoff in world w without a new agreement, given what is
// in force.
func (t *Table) without(i, w int, is *partyNow) float64 {
	g := t.now.InForce
	if g < 0 {
		return t.disagreement(i, w) - t.now.Lost[i]
	}
	cost, expected, transfer := t.mixed(i, w, g)
	kept := t.standing(i) + float64((1-t.now.Holding)*expected) - float64(t.now.Unrelieved*cost) + transfer
	return float64(is.inForce*kept) + float64((1-is.inForce)*t.afterBreach(i)) - t.now.Lost[i]
}

// mixed is what party i bears, expects and is given in world w as far as
// package g does not trigger the levers that act on agreement, and under an
// agreement as far as it does.
func (t *Table) mixed(i, w, g int) (cost, expected, transfer float64) {
	cost, expected, transfer = t.parts(i, w)
	if s := t.packages[g].share; s > 0 {
		c, e, f := t.parts(i, worldAgreed)
		cost = float64(s*c) + float64((1-s)*cost)
		expected = float64(s*e) + float64((1-s)*expected)
		transfer = float64(s*f) + float64((1-s)*transfer)
	}
	return cost, expected, transfer
}

// disagreement is D_i(W) with nothing in force, sponsors' leaving included: each
// counts with the discounted share of time for which it will be gone.
func (t *Table) disagreement(i, w int) float64 { return t.disagreementAfter(i, w, nil) }

// disagreementAfter is disagreement where issues go on as after says; nil: from
// what is held.
func (t *Table) disagreementAfter(i, w int, after *aftermath) float64 {
	d := t.bare(i, w, after)
	stays := d
	for j, party := range t.leavers {
		if party == i || t.now.Gone[party] {
			continue
		}
		if g := t.parties[i].gone[j]; g > 0 {
			d += float64(g * (t.bare(i, t.left(w, j), after) - stays))
		}
	}
	return d
}

// An aftermath is how issues go on without an agreement where that is not from
// what is held.
type aftermath struct {
	broken *Force  // a package whose breach leaves issues elsewhere; nil: none
	issue  int     // an issue that is expected to go further; −1: none
	shift  float64 // by so much, in its own unit
}

// bare is D_i(W) with nothing in force and everybody who is here staying.
func (t *Table) bare(i, w int, after *aftermath) float64 {
	var cost, expected, transfer float64
	if after == nil {
		cost, expected, transfer = t.parts(i, w)
	} else {
		cost, expected, transfer = t.partsAfter(i, w, after)
	}
	standing := t.standing(i)
	if kind := t.worlds[w].kind; t.apart && (kind == violated || kind == unnoticed) {
		standing = t.here.broken[i]
	}
	return standing + expected - cost + transfer
}

// standing is party i's value of what is held or, without a deal, of where
// issues end, where it has a say. A stated reservation value takes its place.
func (t *Table) standing(i int) float64 {
	if t.apart {
		return t.here.without[i]
	}
	if t.b.Parties[i].Stated {
		return t.parties[i].stated
	}
	return t.here.worth[i]
}

// afterBreach is what a broken agreement leaves party i: its payoff in the
// worlds in which those that it counts on have violated it, weighted by their
// shares of the hazard.
func (t *Table) afterBreach(i int) float64 {
	is := &t.here.parties[i]
	if is.brokenKnown {
		return is.broken
	}
	is.brokenKnown = true
	if t.parties[i].idle {
		is.broken = t.standing(i)
		return is.broken
	}
	is.broken = 0
	for j, b := range t.b.Parties[i].CountsOn {
		is.broken += float64(t.blameShare(i, j) * t.disagreement(i, worldViolated(b, len(t.parties))))
	}
	return is.broken
}

// parts returns what party i bears, expects to gain and is given in world w, in
// stake units.
func (t *Table) parts(i, w int) (cost, expected, transfer float64) {
	if w > worldTalking {
		return t.partsAfter(i, w, nil)
	}
	is := &t.here.parties[i].parts[w] // problems ask for those again
	if !is.known {
		is.known = true
		is.cost, is.expected, is.transfer = t.partsAfter(i, w, nil)
	}
	return is.cost, is.expected, is.transfer
}

// partsAfter is parts where issues go on as after says; nil: from what is held.
func (t *Table) partsAfter(i, w int, after *aftermath) (cost, expected, transfer float64) {
	in, at, now := t.in(i, w), &t.parties[i], t.now
	cost = t.size(&at.costSize, i)
	if t.b.Parties[i].Stated {
		cost = 0
	}
	cost += in.cost + now.Cost[i]
	if !t.b.Parties[i].Stated {
		cost = max(0, cost)
	}
	rewards, pressure, own := t.transfersBy(in, i, w)
	transfer = rewards - pressure - own
	if len(at.prospects) == 0 || t.b.Parties[i].Stated {
		return cost, 0, transfer
	}
	if after != nil {
		return cost, t.expected(i, in, after), transfer
	}
	last := &t.here.parties[i].expected
	if !last.known || last.by != now.Shift[i] || !equal(last.shifts, in.shifts) {
		last.known, last.by, last.value = true, now.Shift[i], t.expected(i, in, nil)
		last.shifts = append(last.shifts[:0], in.shifts...)
	}
	return cost, last.value, transfer
}

// transfers are what levers and processes give party i in world w, what they take
// from it, and what its own levers cost it.
func (t *Table) transfers(i, w int) (rewards, pressure, own float64) {
	return t.transfersBy(t.in(i, w), i, w)
}

// transfersBy is transfers, given the effects of levers.
func (t *Table) transfersBy(in *partyIn, i, w int) (rewards, pressure, own float64) {
	rewards, pressure = in.rewards, in.pressure+t.now.Press[i]
	if t.worlds[w].kind == talking {
		rewards += t.now.Reward[i]
	}
	if t.worlds[w].kind != agreed {
		rewards += t.now.Dated[i]
	}
	return rewards, pressure, in.own
}

// expected is Π: what party i expects issues to bring it without an agreement.
// Losses count as much more than gains as anywhere.
func (t *Table) expected(i int, in *partyIn, after *aftermath) float64 {
	var broken *Force
	if after != nil {
		broken = after.broken
	}
	sum := 0.0
	for j := range t.parties[i].prospects {
		p := &t.parties[i].prospects[j]
		k := p.issue
		w := t.say[i][k]
		if w == 0 || t.here.absent[k] {
			continue
		}
		shift := p.shift + in.shifts[j]
		if after != nil && after.issue == k {
			shift += after.shift
		}
		end, fought := t.goesTo(i, k)
		x, value := t.here.quo[k], t.here.value[i][k]
		switch scale := &t.b.Issues[k].Scale; {
		case broken != nil && broken.Included[k]:
			x = broken.left(k, t.issues[k].irreversible)
			value = valueAt(distance(x, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
			if !fought {
				end = scale.Amount(x)
			}
			x = scale.Position(end + shift)
		case fought:
			x = scale.Position(end + shift)
		case shift != 0:
			x = scale.Position(t.held(k) + shift)
		}
		if k == t.moving {
			x = min(1, max(0, x+t.now.Shift[i]))
		}
		change := valueAt(distance(x, t.ideal[i][k], t.side[i][k]), t.curvature[i][k]) - value
		if change < 0 {
			change = float64(change * t.issues[k].lossAversion)
		}
		sum += float64(w * change)
	}
	return sum
}

// in returns the cached effects of all levers on party i in world w.
func (t *Table) in(i, w int) *partyIn {
	is := &t.here.parties[i].worlds[w]
	if is.known {
		return is
	}
	is.known = true
	at, force := &t.parties[i], t.here.force[w]
	is.cost = t.sized(at.costFx, i, force)
	if t.aid != nil && t.b.Aid.Of == i {
		is.cost += float64(t.aid.costs * (1 - t.aid.adequacy(t.b.Aid, force)))
	}
	is.rewards, is.pressure, is.own = t.sized(at.rewardFx, i, force), 0, 0
	for j := range at.pressFx {
		if e := force[at.pressFx[j].lever]; e > 0 {
			is.pressure += float64(t.size(&at.pressFx[j].size, i) * e)
		}
	}
	for _, l := range at.holds {
		is.own += t.here.spent[l][w]
	}
	for j := range at.prospects {
		is.shifts[j] = sum(at.prospects[j].fx, force)
	}
	return is
}

// leverageLoss is what party i loses in leverage by agreeing to package g.
func (t *Table) leverageLoss(g, i int) float64 {
	loss := 0.0
	for j := range t.b.Packages[g].LeverageLoss {
		if l := &t.b.Packages[g].LeverageLoss[j]; l.Party == i {
			loss += l.Loss.In(t.inputs)
		}
	}
	return loss
}

// Talking is f: party i's payoff while talks go on without a new agreement, in
// stake units.
func (t *Table) Talking(i int) float64 { return t.assess(i).talking }

// Refusing is party i's payoff in the world in which it is seen to refuse, in
// stake units.
func (t *Table) Refusing(i int) float64 { return t.assess(i).refused }

// Reservation is d: what refusing the first headline package is worth to party
// i, in stake units (model 1.10).
func (t *Table) Reservation(i int) float64 { return t.assess(i).reservation }

// cost is what party i's reservation value counts as the cost of no deal: what
// it lacks of the expected outcome without one. A stated reservation value does
// not say; the best outcome is worth 1, so it lacks at most the rest.
func (t *Table) cost(i int, reservation float64) float64 {
	outcome := 1.0
	if !t.b.Parties[i].Stated {
		outcome = t.standing(i)
		if len(t.parties[i].prospects) > 0 {
			_, expected, _ := t.parts(i, worldTalking)
			outcome += expected
		}
	}
	return max(0, outcome-reservation)
}

// Patience is party i's discount factor per round after levers, (0, 1).
func (t *Table) Patience(i int) float64 {
	if !t.powered {
		return t.patience[i]
	}
	return ShiftLogit(t.patience[i], sum(t.parties[i].patience, t.here.force[worldTalking]))
}

// capabilityNow is party i's capability after levers, while talks go on.
func (t *Table) capabilityNow(i int) float64 {
	if !t.powered {
		return t.capability[i]
	}
	s := sum(t.parties[i].powerFx, t.here.force[worldTalking])
	if s == 0 {
		return t.capability[i]
	}
	return float64(t.capability[i] * portable.Exp(s))
}
