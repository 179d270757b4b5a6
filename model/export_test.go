package model

// Forget makes the table recompute everything at its next Rebuild.
func Forget(t *Table) {
	for _, at := range []*Table{t, t.ahead} {
		if at == nil {
			continue
		}
		at.here.forget()
		for g := range at.here.posing {
			at.here.posing[g].sloped = false
		}
	}
}
