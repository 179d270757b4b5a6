package process

import (
	"sim/model"
	"sim/model/registry"
)

var violations = entryOf(registry.About{
	Name: "violations",
	Doc:  "Packages in force can be broken, and settle as they are kept; parties learn from the record.",
	Explain: `Each party breaks a package in force with a proportional hazard per round:

  h = hazard · e^(−monitoring·m − Σ by·q − assurances + disruption + temptation·θ)

where m is the package's monitoring, q how much more than at the start was agreed
on an issue that deters the party and is believed, and θ what the party would gain
by breaking the package as things are now. Each party has a clock with its own
hazard; the first one that rings within the round breaks the package. A package
that is kept settles with the chance settles per round; then its hazard is
multiplied by settled.

The violation is attributed to its author or, with the chance false_attribution, to
another party of the pair. The attributed party triggers levers that wait for a
violation, and inducements that snap back are taken back. What parties believe
follows the record of those on whose compliance they count:

  believed = (record·prior + breaches)/(record + kept)

where kept counts rounds in force, weighted with how much the terms lower the
hazard. The pair knows who broke a package; others go by the attribution.

Theories about commitment ask in addition whether the parties would break what they
sign on purpose: there noticed says how soon a breach is met, answers what it then
costs its author, and accidents which share of the hazard remains although nobody
means to break anything. Other theories take no notice of the three.

It assumes that violations are independent events, that one of them ends the
package, and that parties believe the law by which packages break, apart from
temptation. The signs of monitoring and guarantees are estimated by others; their
sizes are assumed.

Do not use it for a package that nobody could break, such as an exchange that is
over once it is done: say kept: certain there.`,
	Citation: "Fortna 2003, International Organization 57; Werner & Yuen 2005, International Organization 59, for the signs; Cox 1972, Journal of the Royal Statistical Society B 34, for the form; the Gamma–Poisson model (Gelman et al. 2013, Bayesian Data Analysis, ch. 2) for the record.",
}, func(p violationsParameters, b *model.Bargain) model.Process {
	return &Violations{Law: p.law(b), FalseAttribution: p.FalseAttribution}
})

// Violations lets packages in force be broken: the law is in model.Hazards, and
// a Table works out each party's hazard (model 1.8). A violation may be
// attributed to the wrong party, and what parties believe follows the record
// (model 1.8).
type Violations struct {
	model.BaseProcess
	Law              model.Hazards
	FalseAttribution model.Number // chance that a violation is attributed to another party, [0, 1]
	Line             *Drift       // whose parties are the pair; nil: there is none

	clocks  []model.Race      // per package: of the parties, who breaks it first
	settles []model.StreamKey // per package
	rates   []float64         // per party
	factors []float64         // scratch, per party
	attribution
	records []record // per party
}

type violationsParameters struct {
	Hazard           registry.Named[model.Parameter]     `yaml:"hazard" doc:"hazard per round of breaking a package without guarantee and monitoring, by party; left out: never" of:"each party" in:"[0, inf)" moved:"hazard"`
	Monitoring       model.Number                        `yaml:"monitoring,omitempty" doc:"how far full monitoring of a package lowers the log-hazard" in:"[0, inf)" default:"1"`
	Deters           registry.Named[deterrentParameters] `yaml:"deters,omitempty" doc:"issues whose terms restrain parties" of:"each issue"`
	Settles          registry.Each[model.Number]         `yaml:"settles,omitempty" doc:"how often a new package that is kept settles, per round: one number, or one per package" of:"each package" in:"[0, 1]" default:"0"`
	Settled          registry.Each[model.Number]         `yaml:"settled,omitempty" doc:"factor on the hazard of a package that has settled: one number, or one per package" of:"each package" in:"[0, 1]" default:"1"`
	Record           *recordParameters                   `yaml:"record,omitempty" doc:"what parties learn from: one number is its weight; left out: a weight of 40"`
	Temptation       model.Number                        `yaml:"temptation,omitempty" doc:"how far a stake unit that a party would gain by breaking a package raises its log-hazard" in:"[0, inf)" default:"0"`
	Disruption       registry.Named[model.Number]        `yaml:"disruption,omitempty" doc:"what third parties add to a party's log-hazard" of:"each party"`
	Noticed          model.Number                        `yaml:"noticed,omitempty" doc:"chance per round that a breach is noticed, if the monitoring of the package does not make it larger; for theories about commitment" in:"[0, 1]" default:"0.02"`
	Accidents        model.Number                        `yaml:"accidents,omitempty" doc:"share of the hazard believed in that no incentive prevents; for theories about commitment" in:"[0, 1]" default:"0"`
	Answers          registry.Named[answerParameters]    `yaml:"answers,omitempty" doc:"issues whose terms let a breach cost its author something once it is noticed; for theories about commitment" of:"each issue"`
	FalseAttribution model.Number                        `yaml:"false_attribution,omitempty" doc:"how often a violation is attributed to another party" in:"[0, 1]" default:"0"`
}

type deterrentParameters struct {
	Of   []registry.Ref               `yaml:"of" doc:"the parties that it restrains" of:"party"`
	By   model.Number                 `yaml:"by" doc:"how far the whole scale of what is agreed and believed lowers the log-hazard" in:"[0, inf)"`
	Less registry.Named[model.Number] `yaml:"less,omitempty" doc:"issues whose terms weaken it: share lost at the upper end of their scale" of:"each issue" in:"[0, 1]"`
}

type answerParameters struct {
	Of []registry.Ref `yaml:"of" doc:"the parties whose breach it answers" of:"party"`
	By model.Number   `yaml:"by" doc:"what the whole scale of what is agreed and believed costs them" in:"[0, inf)" unit:"stake units"`
}

type recordParameters struct {
	Weight   model.Number                 `yaml:"weight,omitempty" doc:"rounds of experience that beliefs at the start are worth" in:"(0, inf)" default:"40"`
	Breaches registry.Named[model.Number] `yaml:"breaches,omitempty" doc:"breaches on record at the start, by party" of:"each party" in:"[0, inf)"`
	Kept     model.Number                 `yaml:"kept,omitempty" doc:"rounds kept on record at the start" in:"[0, inf)" default:"0"`
}

// Short says that a plain number is the weight.
func (recordParameters) Short() string { return "weight" }

// defaultRecord is the weight of beliefs at the start, in rounds.
const defaultRecord = 40

// law turns parameters into the law by which packages are broken.
func (p *violationsParameters) law(b *model.Bargain) model.Hazards {
	law := model.Hazards{
		Rate: make([]model.Parameter, len(b.Parties)), Disruption: perIndex(p.Disruption, len(b.Parties), model.Number{}),
		Monitoring: p.Monitoring, Temptation: p.Temptation, Noticed: p.Noticed, Accidents: p.Accidents,
		Settles: perIndex(p.Settles.Own, len(b.Packages), p.Settles.All),
		Settled: perIndex(p.Settled.Own, len(b.Packages), p.Settled.All),
		Weight:  model.Known(defaultRecord), Breaches: make([]model.Number, len(b.Parties)),
	}
	for _, h := range p.Hazard {
		law.Rate[h.Ref.Index()] = h.Value
	}
	for i := range p.Deters {
		d := &p.Deters[i]
		deterrent := model.Deterrent{Issue: d.Ref.Index(), Of: indices(d.Value.Of), By: d.Value.By}
		for _, l := range d.Value.Less {
			deterrent.Less = append(deterrent.Less, model.Weakening{Issue: l.Ref.Index(), Share: l.Value})
		}
		law.Deters = append(law.Deters, deterrent)
	}
	for i := range p.Answers {
		a := &p.Answers[i]
		law.Answers = append(law.Answers, model.Answer{Issue: a.Ref.Index(), Of: indices(a.Value.Of), By: a.Value.By})
	}
	if r := p.Record; r != nil {
		law.Weight, law.Breaches, law.Kept = r.Weight, perIndex(r.Breaches, len(b.Parties), model.Number{}), r.Kept
	}
	return law
}

// perIndex spreads values by name over n things; those without one get other.
func perIndex[T any](values registry.Named[T], n int, other T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = other
	}
	for i := range values {
		list[values[i].Ref.Index()] = values[i].Value
	}
	return list
}

// Hazards is the law by which packages are broken, in draws and in beliefs.
func (v *Violations) Hazards() *model.Hazards { return &v.Law }

// Link finds the moving issue, whose two parties are the pair.
func (v *Violations) Link(all []model.Process) { v.Line = find[*Drift](all) }

// Begin makes room for the parties and starts their records.
func (v *Violations) Begin(g *model.Game) {
	b := g.Bargain
	if len(v.records) != len(b.Parties) {
		v.rates, v.records = make([]float64, len(b.Parties)), make([]record, len(b.Parties))
		v.factors = make([]float64, len(b.Parties))
		v.attribution = attributionOf(b, v.Line)
		for i := range b.Packages {
			v.clocks = append(v.clocks, raceOf(b, "violations/"+b.Packages[i].ID))
			v.settles = append(v.settles, model.Key("settles/"+b.Packages[i].ID))
		}
	}
	v.beginRecords(g)
}

// Move breaks the packages that are broken this round, settles others, and
// updates what parties believe. A package that nobody doubts is kept.
func (v *Violations) Move(g *model.Game) {
	for pkg := range g.Force {
		if !g.Force[pkg].On {
			continue
		}
		v.exposed(g, pkg)
		if g.Bargain.Packages[pkg].Certain {
			continue
		}
		for i := range v.rates {
			v.rates[i] = g.WorldHazard(i, pkg)
		}
		if violator, at := g.FirstOf(v.clocks[pkg], 0, v.rates); at < 1 {
			v.broken(g, pkg, violator)
			continue
		}
		if f := &g.Force[pkg]; !f.Settled && g.Happens(v.settles[pkg], 0, v.Law.Settles[pkg].In(g.In())) {
			f.Settled = true
			g.Refresh()
		}
	}
	v.believe(g)
}

// broken ends a package that a party has broken, attributes the violation and
// triggers what waits for it.
func (v *Violations) broken(g *model.Game, pkg, violator int) {
	taken := v.attributed(g, pkg, violator, v.FalseAttribution.In(g.In()))
	g.Break(pkg)
	g.Violator = taken
	g.Report(model.Event{Kind: model.Violated, Party: taken, Package: pkg, Lever: -1, Value: float64(violator)})
	v.breached(g, pkg, violator, taken)
	for l := range g.Bargain.Levers {
		lever := &g.Bargain.Levers[l]
		if lever.SnapsBack && lever.Target == taken && lever.ReactsTo(model.OnAgreement, model.OnAcceptance) {
			g.Now().Snapped[l] = true
			if lever.Weight.In(g.In()) > 0 && g.Now().Reach[l] > 0 {
				g.Report(model.Event{Kind: model.TakenBack, Party: taken, Package: -1, Lever: l})
			}
		}
		if lever.WaitsFor(model.OnViolation, taken) {
			g.Carry(l)
		}
	}
}
