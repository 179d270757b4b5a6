package serve

import (
	"context"
	"errors"
	"sync"
)

// errSuperseded ends a run whose visitor has asked for something newer.
var errSuperseded = errors.New("superseded by a newer setting")

// sessions knows what each open page is waiting for, so that its last setting
// wins: a new one ends the run of the one before.
type sessions struct {
	mu  sync.Mutex
	now map[string]*visit
}

type visit struct {
	turn int // counted by the page
	stop context.CancelCauseFunc
}

// begin starts turn number turn of a visitor and ends its earlier one. It
// returns an error if a later turn has begun already. done must be called.
func (v *sessions) begin(ctx context.Context, visitor string, turn int) (_ context.Context, done func(), err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.now == nil {
		v.now = map[string]*visit{}
	}
	if old := v.now[visitor]; old != nil {
		if old.turn > turn {
			return nil, nil, errSuperseded
		}
		old.stop(errSuperseded)
	}
	ctx, stop := context.WithCancelCause(ctx)
	mine := &visit{turn, stop}
	v.now[visitor] = mine
	return ctx, func() {
		stop(nil)
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.now[visitor] == mine {
			delete(v.now, visitor)
		}
	}, nil
}
