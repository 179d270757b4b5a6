package montecarlo

import (
	"reflect"
	"sync"

	"sim/model"
)

// QuantileCache keeps ranges of belief in the form that draws quickest, for those who
// play many variants of one scenario: most of their ranges are the same, and
// preparing them takes longer than a hundred draws. The zero Tables is ready;
// it may be shared.
type QuantileCache struct {
	mu   sync.Mutex
	fast map[model.Dist]model.Dist
}

// of returns d in the form that draws quickest. A nil Tables keeps nothing.
func (t *QuantileCache) of(d model.Dist) model.Dist {
	if t == nil || !reflect.ValueOf(d).Comparable() {
		return fast(d)
	}
	t.mu.Lock()
	f, ok := t.fast[d]
	t.mu.Unlock()
	if ok {
		return f
	}
	f = fast(d) // two at once come to the same
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fast == nil {
		t.fast = map[model.Dist]model.Dist{}
	}
	t.fast[d] = f
	return f
}
