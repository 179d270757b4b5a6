package study

import (
	"testing"

	"sim/model"
)

// Every headline quantity has its estimator, and every estimator its quantity.
func TestEstimators(t *testing.T) {
	named := map[string]bool{}
	for i := range model.Quantities {
		name := model.Quantities[i].Name
		named[name] = true
		if estimators[name] == nil {
			t.Errorf("the quantity %s has no estimator", name)
		}
	}
	for name := range estimators {
		if !named[name] {
			t.Errorf("the estimator %s is of no quantity", name)
		}
	}
}
