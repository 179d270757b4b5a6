package model

// part is how far from the status quo of round 0 carrier c of issue k would
// take it, in positions, and how far that is believed. A carrier without a
// lever that offers the issue is bounded by its own interests alone.
func (t *Table) part(k, c int) (part, belief float64) {
	at, s := &t.issues[k], t.here
	j := &at.carriers[c]
	if t.now.Gone[j.party] {
		return 0, 0
	}
	if j.offer < 0 {
		end := t.quo[k]
		if at.up {
			end = 1 - end
		}
		return float64(j.share * end), j.credibility
	}
	reach := float64(t.levers[j.offer].weight * s.levers[j.offer].reach)
	return float64(j.share * reach * abs(j.upTo-t.quo[k])), t.credibilityOf(j.offer)
}

// tabled narrows the bounds of issue k to what its carriers offer: from the
// status quo of round 0, but never less than what is in force (model 1.12).
func (t *Table) tabled(k int, lower, upper *float64) {
	at, quo := &t.issues[k], t.here.quo[k]
	if len(at.carriers) == 0 {
		return
	}
	switch {
	case t.abandoned(k):
		*lower, *upper = max(*lower, quo), min(*upper, quo)
	case !at.offered:
	case at.up:
		*upper = min(*upper, max(quo, t.quo[k]+t.onOffer(k)))
	default:
		*lower = max(*lower, min(quo, t.quo[k]-t.onOffer(k)))
	}
}

// abandoned reports whether nobody is left of those that carry out issue k.
func (t *Table) abandoned(k int) bool {
	for c := range t.issues[k].carriers {
		if !t.now.Gone[t.issues[k].carriers[c].party] {
			return false
		}
	}
	return true
}

// onOffer is how far the carriers of issue k would take it together, in positions
// from the status quo of round 0.
func (t *Table) onOffer(k int) float64 {
	sum := 0.0
	for c := range t.issues[k].carriers {
		part, _ := t.part(k, c)
		sum += part
	}
	return sum
}

// believed is B: how much of what the terms x of issue k add to the status quo
// of round 0 parties believe, in positions. The most credible carriers are taken
// to come first, so that a doubtful offer more never lowers belief in the others.
func (t *Table) believed(k int, x float64) float64 {
	at := &t.issues[k]
	away := x - t.quo[k]
	switch {
	case len(at.carriers) == 0 || away == 0:
		return away
	case !at.offered:
		q := 0.0
		for c := range at.carriers {
			if j := &at.carriers[c]; !t.now.Gone[j.party] {
				q += float64(j.share * j.credibility)
			}
		}
		return float64(away * q)
	case away > 0 != at.up:
		return away // what is given up needs nobody's promise
	}
	left, sum, taken := abs(away), 0.0, uint64(0)
	for range at.carriers {
		next, most, part := -1, -1.0, 0.0
		for c := range at.carriers {
			if taken&(1<<c) != 0 {
				continue
			}
			if p, q := t.part(k, c); q > most {
				next, most, part = c, q, p
			}
		}
		taken |= 1 << next
		step := min(left, part)
		sum += float64(step * most)
		left -= step
	}
	if away < 0 {
		return -sum
	}
	return sum
}

// belief is how far party i believes in a gain on issue k at the terms x: κ. It
// is 1 for who carries the issue out.
func (t *Table) belief(i, k int, x float64) float64 {
	at := &t.issues[k]
	away := x - t.quo[k]
	if t.b.Issues[k].DealOnly {
		x, away = t.quo[k]+1, 1 // all of it is a gain
	}
	if len(at.carriers) == 0 || abs(away) < 1e-12 {
		return 1
	}
	for c := range at.carriers {
		if at.carriers[c].party == i {
			return 1
		}
	}
	return min(1, max(0, t.believed(k, x)/away))
}

// slopeOfBelief is belief for an issue whose terms lie anywhere between bounds:
// one number for all of them. Where carriers are believed to different degrees
// the issue has levels instead.
func (t *Table) slopeOfBelief(i, k int, lower, upper float64) float64 {
	at := &t.issues[k]
	if len(at.carriers) == 0 {
		return 1
	}
	if at.offered && (t.ideal[i][k] > t.here.quo[k]) != at.up {
		return 1 // it gains where nothing is promised
	}
	end := upper
	if at.offered && !at.up || !at.offered && t.ideal[i][k] < t.here.quo[k] {
		end = lower
	}
	return t.belief(i, k, end)
}
