package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// correlation is an entry of correlations.
type correlation struct {
	Between     list[text] `yaml:"between" doc:"paths of the inputs, such as levers.aid_cutoff.credibility; every pair of them gets the same correlation"`
	Rank        figure     `yaml:"rank,omitempty" one:"measure!" doc:"rank correlation, Spearman's, from -1 to 1"`
	Kendall     figure     `yaml:"kendall,omitempty" one:"measure!" doc:"rank correlation, Kendall's, from -1 to 1"`
	AllowRepair truth      `yaml:"allow_repair,omitempty" doc:"take the nearest possible correlations even where they differ by more than 0.15 from impossible ones"`

	pairs [][2]*number // pairs of varying inputs
	known []*number    // inputs named in the correlation that are known numbers
}

// maxCoupled is the largest number of correlated inputs in total.
const maxCoupled = dist.MostCoupled

// maxRepair is the largest change of a correlation that is made without
// permission.
const maxRepair = 0.15

// coupling is the combined result of all correlations.
type coupling struct {
	inputs []*number // correlated inputs, sorted by path
	copula *dist.Copula
}

// r returns the requested correlation of the normals; ok is false if it is
// missing or out of range.
func (c *correlation) r(d *decoder) (r float64, ok bool) {
	x, of := &c.Rank, dist.FromSpearman
	if c.Kendall.at != nil {
		x, of = &c.Kendall, dist.FromKendall
	}
	if x.at == nil {
		return 0, false
	}
	if x.value < -1 || x.value > 1 {
		d.at(x.at, fmt.Errorf("a rank correlation lies between -1 and 1, and this is %s", digits(x.value)))
		return 0, false
	}
	return of(x.value), true
}

// correlate finds the inputs that the correlations name and builds their
// copula.
func (f *file) correlate(d *decoder) {
	if len(f.Correlations.items) == 0 {
		return
	}
	before, unread := len(d.list)+d.more, false
	index, all := map[string]int{}, make([]string, 0, len(f.numbers))
	for i, x := range f.numbers {
		index[x.path] = i
		all = append(all, x.path)
	}
	asked := map[[2]int]float64{} // by index in f.numbers; used for look-up only
	var taking []int
	for _, c := range f.Correlations.items {
		r, ok := c.r(d)
		unread = unread || !ok
		for _, pair := range c.find(d, index, all) {
			first, twice := asked[pair]
			if twice && ok && first != r {
				d.at(c.Between.at, fmt.Errorf("%s and %s are given two different correlations", all[pair[0]], all[pair[1]]))
			}
			x, y := f.numbers[pair[0]], f.numbers[pair[1]]
			if twice || !ok || !x.varies() || !y.varies() {
				continue
			}
			asked[pair] = r
			c.pairs = append(c.pairs, [2]*number{x, y})
			taking = append(taking, pair[:]...)
		}
		if len(asked) > maxCoupled*maxCoupled {
			break // far more than are allowed
		}
		for _, item := range c.Between.items {
			if i, known := index[item.value]; known && f.numbers[i].input != nil && !f.numbers[i].varies() {
				c.known = append(c.known, f.numbers[i])
			}
		}
	}
	slices.SortFunc(taking, func(i, j int) int { return cmp.Compare(all[i], all[j]) })
	if taking = slices.Compact(taking); len(taking) > maxCoupled {
		d.at(f.Correlations.at, fmt.Errorf("%d inputs are correlated, and %d are the most there may be", len(taking), maxCoupled))
	}
	if len(d.list)+d.more > before || unread || len(taking) == 0 {
		return
	}
	f.couple(d, taking, asked)
}

// find returns the pairs of a correlation as indices of their inputs in file
// order.
func (c *correlation) find(d *decoder, index map[string]int, all []string) (pairs [][2]int) {
	if c.Between.at == nil || c.Between.at.kind != sequence {
		return nil
	}
	if len(c.Between.items) < 2 {
		d.at(c.Between.at, errors.New("a correlation is between at least two inputs"))
	}
	var places []int
	for _, item := range c.Between.items {
		if item.at == nil || item.value == "" {
			continue // already reported
		}
		i, known := index[item.value]
		switch {
		case !known:
			d.at(item.at, &registry.UnknownError{What: "input", Name: item.value, Known: all})
		case slices.Contains(places, i):
			d.at(item.at, fmt.Errorf("between names %s twice", short(item.value)))
		default:
			places = append(places, i)
		}
	}
	if len(places) > maxCoupled {
		d.at(c.Between.at, fmt.Errorf("%d inputs are correlated, and %d are the most there may be", len(places), maxCoupled))
		return nil
	}
	for j := range places {
		for i := range j {
			pairs = append(pairs, [2]int{min(places[i], places[j]), max(places[i], places[j])})
		}
	}
	return pairs
}

// couple builds the copula of the inputs with the given indices.
func (f *file) couple(d *decoder, taking []int, asked map[[2]int]float64) {
	allowed := false
	for _, c := range f.Correlations.items {
		allowed = allowed || c.AllowRepair.value
	}
	r := make([][]float64, len(taking))
	var inputs []*number
	for i, a := range taking {
		inputs = append(inputs, f.numbers[a])
		r[i] = make([]float64, len(taking))
		r[i][i] = 1
		for j, b := range taking[:i] {
			r[i][j] = asked[[2]int{min(a, b), max(a, b)}]
			r[j][i] = r[i][j]
		}
	}
	copula, err := dist.NewCopula(r)
	switch {
	case err != nil:
		d.at(f.Correlations.at, err)
	case copula.Repair() > maxRepair && !allowed:
		d.at(f.Correlations.at, fmt.Errorf("no inputs can have these correlations all at once; the nearest possible ones differ by up to %.2g. "+
			"Correct them, give the missing pairs, or write allow_repair: true to take the nearest", copula.Repair()))
	default:
		f.coupled = coupling{inputs, copula}
	}
}

// coupling returns the model's coupling, by the columns of the inputs.
func (f *file) coupling() *model.Coupling {
	if f.coupled.copula == nil {
		return nil
	}
	c := &model.Coupling{Copula: f.coupled.copula}
	for _, x := range f.coupled.inputs {
		c.Columns = append(c.Columns, x.input.Column)
	}
	place := map[*number]int{}
	for i, x := range f.coupled.inputs {
		place[x] = i
	}
	add := func(i, j int, rank float64) {
		x, y := f.coupled.inputs[i], f.coupled.inputs[j]
		c.Pairs = append(c.Pairs, model.Correlation{
			Columns: [2]int{x.input.Column, y.input.Column}, Rank: rank, Used: dist.Spearman(f.coupled.copula.Correlation(i, j)),
		})
	}
	asked := map[[2]int]bool{}
	for _, item := range f.Correlations.items {
		rank := item.Rank.value
		if item.Kendall.at != nil {
			rank = dist.Spearman(dist.FromKendall(item.Kendall.value))
		}
		for _, pair := range item.pairs {
			i, j := place[pair[0]], place[pair[1]]
			asked[[2]int{min(i, j), max(i, j)}] = true
			add(i, j, rank)
		}
	}
	for j := range f.coupled.inputs {
		for i := range j {
			if !asked[[2]int{i, j}] && math.Abs(f.coupled.copula.Correlation(i, j)) > noted {
				add(i, j, 0)
			}
		}
	}
	return c
}

// noted is the smallest repair of a correlation that is reported.
const noted = 1e-6

// warnCorrelations warns of correlations that cannot be met exactly.
func (f *file) warnCorrelations(ps *problems) {
	for _, c := range f.Correlations.items {
		for _, x := range c.known {
			ps.at(c.Between.at, fmt.Errorf("%s is known here, so it goes with nothing", x.path))
		}
		for _, item := range c.Between.items {
			for _, x := range f.coupled.inputs {
				if x.path == item.value && dist.Discrete(x.input.Dist) {
					ps.at(item.at, fmt.Errorf("%s takes single values, so its rank correlation is only met approximately", x.path))
				}
			}
		}
	}
	if f.coupled.copula != nil && f.coupled.copula.Repair() > noted {
		ps.at(f.Correlations.at, fmt.Errorf("no inputs can have these correlations all at once; the nearest possible ones are used, which differ by up to %.2g",
			f.coupled.copula.Repair()))
	}
}
