package model

// A world is a situation in which levers act differently: an agreement is in
// force, talks go on, a party is seen to have refused, or a party has violated
// an agreement (model 1.5).
type world struct {
	kind  worldKind
	party int // for refused and violated
}

type worldKind int

const (
	agreed worldKind = iota
	talking
	refused
	violated
)

// acts reports whether a lever with the given trigger acts in the world.
func (w world) acts(when Trigger, party int) bool {
	switch when {
	case Always:
		return true
	case OnAgreement, OnAcceptance:
		return w.kind == agreed
	case OnNoAgreement:
		return w.kind != agreed
	case OnRefusal:
		return w.kind == refused && w.party == party
	case OnViolation:
		return w.kind == violated && w.party == party
	case WhileTalking:
		return w.kind == talking
	}
	return false
}

// snaps reports whether the lever is turned against its target in the world:
// the target has violated the agreement under which the lever acted.
func (w world) snaps(l *Lever) bool {
	return l.SnapsBack && w.kind == violated && w.party == l.Target
}

// Indices of the worlds of a Table: agreed and talking first, then one world
// per party that refused, then one per party that violated.
const (
	worldAgreed  = 0
	worldTalking = 1
)

func worldRefused(party int) int           { return 2 + party }
func worldViolated(party, parties int) int { return 2 + parties + party }

func worldsOf(parties int) []world {
	ws := []world{{kind: agreed, party: -1}, {kind: talking, party: -1}}
	for i := range parties {
		ws = append(ws, world{refused, i})
	}
	for i := range parties {
		ws = append(ws, world{violated, i})
	}
	return ws
}
