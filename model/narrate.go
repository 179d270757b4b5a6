package model

// Narrate plays one draw of b under theory t and tells listen what happens,
// in order. out must have been made with b.NewOutcome.
func Narrate(b *Bargain, t int, in []float64, ev Events, out *Outcome, listen func(Event)) {
	one := *b
	one.Theories = b.Theories[t : t+1]
	p := NewPlayer(&one)
	p.games[0].Tell = listen
	outs := []Outcome{*out}
	p.Play(in, ev, outs)
	*out = outs[0]
}

// MovingIssue is the issue whose status quo a process of b moves; −1 if none does.
func MovingIssue(b *Bargain) int {
	if b.Processes == nil {
		return -1
	}
	for _, p := range b.Processes(b) {
		if m, ok := p.(StatusQuoOwner); ok {
			for k := range b.Issues {
				if m.Owns(k) {
					return k
				}
			}
		}
	}
	return -1
}
