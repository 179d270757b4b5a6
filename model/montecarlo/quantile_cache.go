package montecarlo

import (
	"reflect"
	"sync"

	"sim/model"
)

// A QuantileCache shares tabulated quantile functions between runs of variants:
// most of their distributions are the same, and tabulating one takes longer
// than a hundred draws. The zero QuantileCache is empty and ready to use. It is
// safe for concurrent use.
type QuantileCache struct {
	mu   sync.Mutex
	fast map[model.Dist]model.Dist
}

// of returns d in its fastest form. A nil QuantileCache stores nothing.
func (t *QuantileCache) of(d model.Dist) model.Dist {
	if t == nil || !reflect.ValueOf(d).Comparable() {
		return tabulated(d)
	}
	t.mu.Lock()
	f, ok := t.fast[d]
	t.mu.Unlock()
	if ok {
		return f
	}
	f = tabulated(d) // two goroutines may tabulate d at once, with equal results
	t.Put(d, f)
	return f
}

// Put stores the fastest form of d, which somebody else has tabulated.
func (t *QuantileCache) Put(d, f model.Dist) {
	if !reflect.ValueOf(d).Comparable() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fast == nil {
		t.fast = map[model.Dist]model.Dist{}
	}
	t.fast[d] = f
}
