package study

import (
	"context"
	"math"
)

// follow searches a line of changes for the size, at most limit, with which the
// quantity reaches the goal with all draws; ok is false if it is not reached there.
// moved is the change of a size. Where to look is found on the first few draws, with
// what they are off by where all were simulated (common random numbers); where these
// reach the goal nowhere, the size at which they come closest is tried on all.
func (b *breakevenSearch) follow(ctx context.Context, theory int, guess, limit float64, moved func(size float64) []weightChange) (size float64, e Estimate, ok bool, err error) {
	full := func(size float64) (Estimate, error) { return b.real(ctx, theory, moved(size)) }
	draws := fewDraws(b.Subject.Config.Draws)
	if draws > b.Subject.Config.Draws/4 {
		return b.Goal.Along(guess, limit, weightFine, full)
	}
	name := b.Subject.Theories[theory].Name
	first := func(changes []weightChange) (Estimate, error) {
		return b.variants.underFirst(ctx, changes, name, draws)
	}
	base, err := first(nil)
	if err != nil {
		return 0, e, false, err
	}
	off := b.Now[theory].Value - base.Value // of the first draws
	if math.IsNaN(off) {
		return b.Goal.Along(guess, limit, weightFine, full)
	}
	search := func(from float64) (at float64, met bool, err error) {
		at, closest := min(from, limit), math.NaN()
		to, _, met, err := b.Goal.Along(from, limit, weightFine, func(size float64) (Estimate, error) {
			e, err := first(moved(size))
			if e.Value += off; err == nil && !math.IsNaN(e.Value) && (math.IsNaN(closest) || b.Goal.Better(e.Value, closest)) {
				at, closest = size, e.Value
			}
			return e, err
		})
		if met {
			at = to
		}
		return at, met, err
	}
	at, met, err := search(guess)
	if err != nil {
		return 0, e, false, err
	}
	if !met {
		return b.Goal.Near(at, at, weightFine, full)
	}
	there, err := full(at)
	if err != nil {
		return 0, e, false, err
	}
	few, err := first(moved(at))
	if err != nil {
		return 0, e, false, err
	}
	if off = there.Value - few.Value; !math.IsNaN(off) {
		if at, _, err = search(at); err != nil {
			return 0, e, false, err
		}
	}
	return b.Goal.Near(at, limit, weightFine, full)
}
