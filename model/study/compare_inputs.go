package study

import "sim/model"

// An InputChange is a number that two scenarios write differently.
type InputChange struct {
	Path          string
	Before, After string // as written; empty: the scenario has no such number
}

// InputChanges lists the numbers that differ between two bargains, in the order of
// the first one, then those that only the second one has.
func InputChanges(a, b *model.Bargain) (changes []InputChange) {
	after := map[string]string{}
	for i := range b.Inputs {
		after[b.Inputs[i].Path] = b.Inputs[i].Written
	}
	before := map[string]bool{}
	for i := range a.Inputs {
		in := &a.Inputs[i]
		before[in.Path] = true
		if now := after[in.Path]; now != in.Written {
			changes = append(changes, InputChange{in.Path, in.Written, now})
		}
	}
	for i := range b.Inputs {
		if in := &b.Inputs[i]; !before[in.Path] {
			changes = append(changes, InputChange{in.Path, "", in.Written})
		}
	}
	return changes
}
