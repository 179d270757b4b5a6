package model

import "slices"

// A world is a situation in which levers act differently: an agreement is in
// force, talks go on, a party is seen to have refused, or a party has violated
// an agreement, seen or not yet noticed (model 1.5); each also after a sponsor has left.
type world struct {
	kind  worldKind
	party int // for refused and violated
	left  int // party that has left; −1: none
}

type worldKind int

const (
	agreed worldKind = iota
	talking
	refused
	violated
	unnoticed // an agreement is broken, and nobody has noticed
)

// acts reports whether a lever acts in the world because of one of its moments.
func (w world) acts(l *Lever) bool {
	return slices.ContainsFunc(l.When, w.at)
}

func (w world) at(m Moment) bool {
	switch m.Trigger {
	case Always:
		return true
	case OnAgreement, OnAcceptance:
		return w.kind == agreed
	case OnNoAgreement:
		return w.kind != agreed
	case OnRefusal:
		return w.kind == refused && w.party == m.Party
	case OnViolation:
		return w.kind == violated && w.party == m.Party
	case WhileTalking:
		return w.kind == talking
	case OnDeadline:
		return false // it acts once it is carried out
	}
	return false
}

// snaps reports whether the lever is turned against its target in the world:
// the target has violated the agreement under which the lever acted.
func (w world) snaps(l *Lever) bool {
	return l.SnapsBack && w.kind == violated && w.party == l.Target
}

// Indices of the worlds of a Table: agreed and talking first, then one world
// per party that refused, then one per party that violated; then, if the parties
// bargain about promises that keep themselves, that of a breach which nobody has
// noticed; then the same again for each sponsor that may leave.
const (
	worldAgreed  = 0
	worldTalking = 1
)

func worldRefused(party int) int           { return 2 + party }
func worldViolated(party, parties int) int { return 2 + parties + party }

func worldUnnoticed(parties int) int { return 2 + 2*parties }

// left is world w after the given leaver, counted from 0, has left.
func (t *Table) left(w, leaver int) int { return w + (leaver+1)*(len(t.worlds)/(1+len(t.leavers))) }

// worldsOf returns the worlds in the order of their indices; keeps: with that of
// a breach which nobody has noticed.
func worldsOf(parties int, leavers []int, keeps bool) []world {
	var ws []world
	for _, left := range append([]int{-1}, leavers...) {
		ws = append(ws, world{agreed, -1, left}, world{talking, -1, left})
		for i := range parties {
			ws = append(ws, world{refused, i, left})
		}
		for i := range parties {
			ws = append(ws, world{violated, i, left})
		}
		if keeps {
			ws = append(ws, world{unnoticed, -1, left})
		}
	}
	return ws
}

// leavers are the parties that may leave the talks.
func (b *Bargain) leavers() (ls []int) {
	for i := range b.Parties {
		if b.Parties[i].Leaves != Known(0) {
			ls = append(ls, i)
		}
	}
	return ls
}
