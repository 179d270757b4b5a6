package analysis

import "slices"

// A Family is the theories of one school and the weight that they share.
type Family struct {
	Name     string
	Weight   float64
	Theories []int // indices, in the order in which they are played
}

// FamilyWeights gives every family that is present the same weight, or the one
// given for it (relative to the others; one left out weighs 1), and every theory
// of a family an equal part of it, so that many theories of one kind do not
// outvote one of another merely because they are easy to write. families[m] is
// the family of theory m; the weights sum to 1. Some family that is present must
// weigh something.
func FamilyWeights(families []string, given map[string]float64) (weights []float64, list []Family) {
	total := 0.0
	for m, name := range families {
		i := slices.IndexFunc(list, func(f Family) bool { return f.Name == name })
		if i < 0 {
			i = len(list)
			f := Family{Name: name, Weight: 1}
			if w, ok := given[name]; ok {
				f.Weight = w
			}
			total += f.Weight
			list = append(list, f)
		}
		list[i].Theories = append(list[i].Theories, m)
	}
	weights = make([]float64, len(families))
	for i := range list {
		list[i].Weight /= total
		for _, m := range list[i].Theories {
			weights[m] = list[i].Weight / float64(len(list[i].Theories))
		}
	}
	return weights, list
}
