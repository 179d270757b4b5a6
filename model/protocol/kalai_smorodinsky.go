package protocol

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

// KalaiSmorodinsky is the Kalai–Smorodinsky solution (1975): every party gains
// the same share of the most that it could gain.
var KalaiSmorodinsky = registry.Of(registry.About{
	Name: "kalai_smorodinsky",
	Doc:  "Kalai–Smorodinsky solution: everybody gains the same share of the most it could gain.",
	Explain: `For each party that must consent, M is the largest payoff it could get while all others get at least their reservation values. The terms make the smallest share of that gain as large as possible:

    maximise  the smallest of (payoff − reservation value) / (M − reservation value)

With two parties both shares are equal. With more, where somebody can still gain without making the smallest share smaller, the smallest one among those parties is made as large as possible, and so on (Imai 1983). Bargaining power plays no part, except through what each party could get at best.

It assumes that parties know each other's preferences and measure what they get by what they could get at best. It compares shares, nobody's units. A party whose possibilities improve never loses by it, unlike in the Nash solution. Do not use it where best offers are beyond what anybody would table.`,
	Citation: "E. Kalai and M. Smorodinsky, Other Solutions to Nash's Bargaining Problem, Econometrica 43 (1975); more than two parties: H. Imai, Individual Monotonicity and Lexicographic Maxmin Solution, Econometrica 51 (1983)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	return model.Theory{
		Name: "kalai_smorodinsky", Title: "Kalai–Smorodinsky", Family: "complete_information", OnRequest: true, Consent: true, MinParties: 2, MinIssues: 1, Totals: true, Efficient: true, Concave: true,
		New: func() model.Protocol { return atEachLevel(new(kalaiSmorodinsky)) },
	}, nil
})

type kalaiSmorodinsky struct {
	solver
	surveyed bool
	bare     model.Problem // the problem surveyed, without what bears on agreements alone
	best     *BestOffer
	scratch  model.Offer
	most     []float64 // per party of the problem: its largest surplus at any level, whether terms would be kept or not
	weight   []float64 // scratch, per party
}

// survey implements surveyingTheory: what a party could get at best, it could
// get at any level.
func (ks *kalaiSmorodinsky) survey(p *model.Problem) {
	ks.surveyed = p.Levels() > 1 || p.Whole != nil // whole numbers are compared by the same best offers
	if !ks.surveyed {
		return
	}
	grow(&ks.most, p.Parties)
	clear(ks.most)
	if ks.best == nil {
		ks.best = NewBestOffer()
	}
	ks.bare = *p
	ks.bare.Floor, ks.bare.Keeps, ks.bare.Votes, ks.bare.Whole = nil, nil, nil, nil
	for i, needed := range p.Consent {
		if !needed {
			continue
		}
		if ks.best.Solve(&ks.bare, i, &ks.scratch); ks.scratch.Status.Agreed() {
			ks.most[i] = max(0, gained(p, &ks.scratch, i))
		}
	}
}

// allRows implements levelTheory: rows limit the most that a party could get.
func (ks *kalaiSmorodinsky) allRows() bool { return true }

// Solve implements model.Protocol.
func (ks *kalaiSmorodinsky) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	s := &ks.solver
	if !s.begin(p, out) {
		return
	}
	s.compares, s.low, s.high = s.duals == s.parties, math.Inf(-1), nearEdge // that there is a zone is enough
	status, margin := s.zone()
	s.compares = false
	if status != model.Agreement {
		out.Margin = margin
		if status == model.KnifeEdge {
			out.Flags |= model.Degenerate
		}
		s.writeByStatus(out, status)
		return
	}
	if !ks.surveyed && p.Conditions == 0 {
		grow(&ks.most, p.Parties)
		s.idealSurpluses()
		for j, i := range s.party[:s.parties] {
			ks.most[i] = s.hope[j]
		}
	}
	for j, i := range s.party[:s.parties] {
		if s.unit[j] = conditionUnit; !s.isCondition(j) {
			s.unit[j] = ks.most[i]
		}
	}
	status, level := s.zoneByUnit()
	out.Flags |= s.leximin(level)
	s.writeByStatus(out, status)
}

// idealSurpluses stores in hope each party's surplus at its best terms that
// leave every other party its reservation value. The terms in x do so as well: if
// a thin zone makes the search for better ones fail, they are used instead.
func (s *solver) idealSurpluses() {
	if s.pair() {
		s.goal[0], s.goal[1] = s.need[0], s.need[1]
		v, _ := s.curveValues(s.searchCurve(bestForFirst))
		s.hope[0] = s.surplus(0, v)
		_, v = s.curveValues(s.searchCurve(bestForSecond))
		s.hope[1] = s.surplus(1, v)
		return
	}
	for i := range s.parties {
		s.hope[i] = s.surplus(i, s.value[i])
	}
	for i := range s.parties {
		s.set = s.set[:0]
		for j := range s.parties {
			if j != i {
				s.set = append(s.set, j)
				s.goal[j] = s.need[j]
			}
		}
		s.hope[i] = max(s.hope[i], s.surplus(i, s.bestOffer(i, s.set)))
	}
	s.set = s.set[:0]
	for j := range s.parties {
		s.set = append(s.set, j)
	}
}

// score implements levelTheory: the smallest share of what each party could gain
// at best.
func (ks *kalaiSmorodinsky) score(out *model.Offer) float64 {
	if !out.Status.Agreed() || ks.parties == 0 {
		return ks.solver.score(out)
	}
	return ks.leastGain(out, func(j int) float64 { return ks.most[ks.party[j]] })
}

// prove implements boundedTheory.
func (ks *kalaiSmorodinsky) prove(p *model.Problem, out *model.Offer, b *levelBound) bool {
	if p.Conditions > 0 {
		return false // they are measured otherwise
	}
	for j, i := range ks.party[:ks.parties] {
		if !(ks.most[i] > 0) && ks.mu[j] != 0 {
			return false
		}
	}
	ks.weight = append(ks.weight[:0], out.Certificate...)
	return ks.proveLeast(p, out, ks.weight, ks.most, b)
}
