package analysis

import "slices"

// A Family is a group of related theories that share a weight. Weight is the
// family's share of the total, 0 to 1.
type Family struct {
	Name     string
	Weight   float64
	Theories []int // indices, in the order of the run
}

// FamilyWeights divides weight among theories. Every family present has the
// weight given for its name, relative to the others, or 1; its theories share
// that equally, so that a family with many variants does not count more.
// families[m] is the family of theory m. weights sum to 1; at least one family
// present must have a positive weight.
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
