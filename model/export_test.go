package model

// Forget makes the table recompute everything at its next Rebuild.
func Forget(t *Table) {
	t.here.forget()
	if t.ahead != nil {
		t.ahead.here.forget()
	}
}
