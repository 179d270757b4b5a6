package model

import "slices"

// A world is a situation in which levers act differently: an agreement is in
// force, talks go on, a party is seen to have refused, or a party has violated
// an agreement (model 1.5); each of the last three also after a sponsor has left.
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
// per party that refused, then one per party that violated; then the same again
// for each sponsor that may leave.
const (
	worldAgreed  = 0
	worldTalking = 1
)

func worldRefused(party int) int           { return 2 + party }
func worldViolated(party, parties int) int { return 2 + parties + party }

// worldLeft is world w after the given leaver, counted from 0, has left.
func worldLeft(w, leaver, parties int) int { return w + (leaver+1)*(2+2*parties) }

func worldsOf(parties int, leavers []int) []world {
	var ws []world
	for _, left := range append([]int{-1}, leavers...) {
		ws = append(ws, world{agreed, -1, left}, world{talking, -1, left})
		for i := range parties {
			ws = append(ws, world{refused, i, left})
		}
		for i := range parties {
			ws = append(ws, world{violated, i, left})
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
