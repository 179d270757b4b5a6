package model

// A Strength is what two parties stand to gain by going on without an agreement,
// in one number: the position that each of them expects an issue to come to is
// p·win + (1 − p)·lose for the strength p of the first (model 1.17).
type Strength struct {
	Between [2]int          // the parties, the one whose strength it is first
	Value   Number          // p, [0, 1]
	KnownTo int             // the party of Between that alone knows p in a draw; −1: everybody does
	Issues  []StrengthIssue // what going on brings
	// Drift is by how much the moving issue drifts per round, on the log-odds scale,
	// toward the first party for p = 1 and away from it for p = 0: Drift·(2p − 1).
	Drift Number
}

// A StrengthIssue is what victory and defeat of the first party mean on an issue,
// in its own unit.
type StrengthIssue struct {
	Issue     int
	Win, Lose Number
}

// strengthAt is a Strength in one draw.
type strengthAt struct {
	of     *Strength
	value  float64
	drift  float64
	ends   [][2]float64 // per issue of the strength: win and lose, own unit
	places []int        // per issue of the bargain: index in ends; −1: none
}

// newStrength returns the room for the strength of b; nil if there is none.
func newStrength(b *Bargain) *strengthAt {
	if b.Strength == nil {
		return nil
	}
	s := &strengthAt{of: b.Strength, ends: make([][2]float64, len(b.Strength.Issues)), places: make([]int, len(b.Issues))}
	for k := range s.places {
		s.places[k] = -1
	}
	for j := range b.Strength.Issues {
		s.places[b.Strength.Issues[j].Issue] = j
	}
	return s
}

// takeStrength connects the numbers of the strength to their fields.
func (t *Table) takeStrength() {
	s := t.strengthIn
	t.take(&s.value, s.of.Value)
	t.take(&s.drift, s.of.Drift)
	for j := range s.of.Issues {
		t.take(&s.ends[j][0], s.of.Issues[j].Win)
		t.take(&s.ends[j][1], s.of.Issues[j].Lose)
	}
}

// StrengthDrift is by how much strength lets the moving issue drift per round
// toward a party, on the log-odds scale; 0 if it says nothing of it.
func (t *Table) StrengthDrift(toward int) float64 {
	s := t.strengthIn
	if s == nil {
		return 0
	}
	drift := float64(s.drift * (2*s.value - 1))
	switch toward {
	case s.of.Between[0]:
		return drift
	case s.of.Between[1]:
		return -drift
	}
	return 0
}

// News is what the moving issue tells of the strength in a round: what was seen
// of its movement beyond what everybody expects of any strength, normally
// distributed around Mean·(2p − 1).
type News struct{ Seen, Mean, SD float64 }

// A NewsSource is a Process that tells of the strength.
type NewsSource interface {
	// News returns the news of the round; ok is false if there are none.
	News(g *Game) (n News, ok bool)
}

// News returns what the round told of the strength; ok is false if nothing did.
func (g *Game) News() (n News, ok bool) {
	for _, p := range g.processes {
		if s, is := p.(NewsSource); is {
			return s.News(g)
		}
	}
	return News{}, false
}

// goesTo is the amount to which issue k is expected to come without an agreement
// by strength, in its own unit; ok is false if strength says nothing of it for
// party i.
func (t *Table) goesTo(i, k int) (amount float64, ok bool) {
	s := t.strengthIn
	if s == nil || s.places[k] < 0 || i != s.of.Between[0] && i != s.of.Between[1] {
		return 0, false
	}
	ends := s.ends[s.places[k]]
	return float64(s.value*ends[0]) + float64((1-s.value)*ends[1]), true
}
