package study

import (
	"sim/model"
	"sim/model/theory"
)

// classics are the theories shown with every frontier.
var classics = []string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}

// theoryTerms are all parties' payoffs from a theory's terms.
type theoryTerms struct {
	theory             *model.Theory
	simulated, consent bool
	payoff             []float64
}

// termsOfAll solves the problem under every theory of the bargain and the
// classic ones.
func termsOfAll(b *model.Bargain, p *model.Problem) (list []theoryTerms) {
	simulated := map[string]bool{}
	for i := range b.Theories {
		if t := &b.Theories[i]; t.New != nil {
			simulated[t.Name] = true
			list = appendTerms(list, t, p, true)
		}
	}
	for _, name := range classics {
		if !simulated[name] {
			list = appendTermsOf(list, name, p)
		}
	}
	return list
}

// appendTerms appends a theory's terms to the list, if it has any. A theory
// that needs consenting parties has none if fewer than two must consent.
func appendTerms(list []theoryTerms, t *model.Theory, p *model.Problem, simulated bool) []theoryTerms {
	if t.Consent && len(consenting(p)) < 2 || t.Concave && seeksRisk(p) {
		return list
	}
	var out model.Offer
	stream := model.Stream{Events: model.MedianEvents{}, Key: model.Key("protocol/" + t.Name)}
	t.New().Solve(p, &stream, &out)
	if !out.HasTerms() {
		return list
	}
	return append(list, theoryTerms{t, simulated, out.Status.Agreed(), out.Payoff})
}

// seeksRisk reports whether a party that must consent seeks risk.
func seeksRisk(p *model.Problem) bool {
	for i, r := range p.Risk {
		if p.Consent[i] && r < 0 {
			return true
		}
	}
	return false
}

// appendTermsOf appends the terms of the named theory with its default
// parameters.
func appendTermsOf(list []theoryTerms, name string, p *model.Problem) []theoryTerms {
	e, err := theory.All.Lookup(name)
	if err != nil {
		return list
	}
	t, err := e.Default()
	if err != nil {
		return list
	}
	return appendTerms(list, &t, p, false)
}

// add adds the two parties' payoffs under theories.
func (f *Frontier) add(list []theoryTerms) {
	for _, t := range list {
		f.Points = append(f.Points, TheoryPayoffs{
			Theory: t.theory, Simulated: t.simulated, Consent: t.consent,
			Payoff: [2]float64{t.payoff[f.Parties[0]], t.payoff[f.Parties[1]]},
		})
	}
}

// addAlone adds the two parties' payoffs under the classic theories if only
// their consent were needed: there is no other way to include a party whose
// consent the package does not require.
func (f *Frontier) addAlone(p *model.Problem) {
	var list []theoryTerms
	two := bilateral(p, f.Parties)
	for _, name := range classics {
		list = appendTermsOf(list, name, two)
	}
	from := len(f.Points)
	f.add(list)
	for i := range f.Points[from:] {
		f.Points[from+i].Alone = true
	}
}
