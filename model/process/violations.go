package process

import (
	"math"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var violations = entryOf(registry.About{
	Name: "violations",
	Doc:  "Packages in force can be broken.",
	Explain: `Each signatory breaks a package in force with a proportional hazard per round:

  h = hazard · e^(−monitoring·m − guarantee·g + disruption + temptation·θ)

where m is the package's monitoring, g how strong a guarantee was agreed
(guarantee_issue), and θ what the party would gain by breaking it, as things
stand. The package then ends, the violation is put down to the party, or falsely
to the one that it counts on (false_attribution), levers that wait for a
violation are triggered, inducements that snap back are taken back, and whoever
counted on the violator expects less compliance from it (trust_loss). Parties
expect a package's relief to last as this hazard says over 13 rounds, without
temptation.

It assumes that violations are independent events, not strategic choices, and
that one ends the package. The signs of monitoring, guarantees and temptation are
estimated by others; their sizes are assumed.

Do not use it for a package that nobody could break, such as an exchange that is
over once it is done.`,
	Citation: "Fortna 2003, International Organization 57; Werner & Yuen 2005, International Organization 59, for the signs; Cox 1972, Journal of the Royal Statistical Society B 34, for the form.",
}, func(p violationsParameters, b *model.Bargain) model.Process {
	v := &Violations{
		Monitoring: p.Monitoring, Guarantee: p.Guarantee, Temptation: p.Temptation, FalseAttribution: p.FalseAttribution,
		GuaranteeIssue: p.GuaranteeIssue.Index(), TrustLoss: p.TrustLoss, Disruption: make([]model.Number, len(b.Parties)),
	}
	for _, h := range p.Hazard {
		v.Hazard = append(v.Hazard, Hazard{Package: h.Ref.Index(), Rate: h.Value})
	}
	for _, x := range p.Disruption {
		v.Disruption[x.Ref.Index()] = x.Value
	}
	return v
})

// Violations lets packages in force be broken: a proportional hazard that
// monitoring and an agreed guarantee lower and that temptation raises (model
// 3.4; signs after Fortna 2003 and Werner and Yuen 2005, sizes assumed). To
// whom a violation is put down may be wrong.
type Violations struct {
	model.BaseProcess
	Hazard           []Hazard
	Monitoring       model.Number   // how much a package's monitoring lowers the log-hazard
	Guarantee        model.Number   // how much a full guarantee lowers it
	Temptation       model.Number   // how much a stake unit of temptation raises it
	Disruption       []model.Number // per party: what third parties add to its log-hazard
	FalseAttribution model.Number   // chance that a violation is put down to the other side, [0, 1]
	GuaranteeIssue   int            // −1: none
	TrustLoss        model.Number   // log-odds of expected compliance that those who counted on the violator lose

	hazards []float64
	expects []expectation // per hazard
}

// An expectation is how much of a package's relief parties expect to last, and
// what that was worked out from: all else stays as it is all draw long.
type expectation struct{ base, guarantee, survival float64 }

// Hazard is a package's hazard of violation per round and party.
type Hazard struct {
	Package int
	Rate    model.Parameter

	race model.Race // of the parties: who breaks it first
}

type violationsParameters struct {
	Hazard           registry.Named[model.Parameter] `yaml:"hazard" doc:"hazard of violation per round and signatory, by package" of:"each package" in:"[0, inf)" moved:"hazard"`
	Monitoring       model.Number                    `yaml:"monitoring,omitempty" doc:"how far a package's monitoring lowers the log-hazard" in:"[0, inf)" default:"1"`
	Guarantee        model.Number                    `yaml:"guarantee,omitempty" doc:"how far a full guarantee lowers the log-hazard" in:"[0, inf)" default:"1.2"`
	GuaranteeIssue   registry.Ref                    `yaml:"guarantee_issue,omitempty" doc:"the issue whose agreed terms are the guarantee" of:"issue"`
	Temptation       model.Number                    `yaml:"temptation,omitempty" doc:"how far a stake unit of temptation raises the log-hazard" in:"[0, inf)" default:"2"`
	Disruption       registry.Named[model.Number]    `yaml:"disruption,omitempty" doc:"what third parties add to a party's log-hazard" of:"each party"`
	FalseAttribution model.Number                    `yaml:"false_attribution,omitempty" doc:"how often a violation is put down to the other side" in:"[0, 1]" default:"0"`
	TrustLoss        model.Number                    `yaml:"trust_loss,omitempty" doc:"log-odds of expected compliance that whoever counted on the violator loses" in:"[0, inf)" default:"0" unit:"log-odds"`
}

// expectedRounds is how far ahead parties look when they ask whether a
// package's relief will last (13 rounds; model 3.1).
const expectedRounds = 13

var falseKey = model.Key("violations/false")

// Begin makes room for the parties and their clocks.
func (v *Violations) Begin(g *model.Game) {
	if len(v.hazards) != len(g.Bargain.Parties) {
		v.hazards, v.expects = make([]float64, len(g.Bargain.Parties)), make([]expectation, len(v.Hazard))
		for i := range v.Hazard {
			v.Hazard[i].race = raceOf(g.Bargain, "viol/"+g.Bargain.Packages[v.Hazard[i].Package].ID)
		}
	}
	for i := range v.expects {
		v.expects[i] = expectation{base: math.NaN()}
	}
	v.expect(g)
}

// Move breaks what is broken this round and works out how long packages are
// expected to last.
func (v *Violations) Move(g *model.Game) {
	for i := range v.Hazard {
		h := &v.Hazard[i]
		if !g.Force[h.Package].On {
			continue
		}
		v.ratesAt(g, h, g.Table.Hazard(&h.Rate), v.guarantee(g, h), true)
		if violator, at := g.FirstOf(h.race, 0, v.hazards); at < 1 {
			v.broken(g, h, violator)
		}
	}
	v.expect(g)
	g.Refresh()
}

// broken ends the package that a party has broken and puts the violation down
// to a party.
func (v *Violations) broken(g *model.Game, h *Hazard, violator int) {
	put := violator
	if other := g.Bargain.Parties[violator].CountsOn; other >= 0 && g.Happens(falseKey, h.Package, v.FalseAttribution.In(g.In())) {
		put = other
	}
	g.End(h.Package)
	g.Violator = put
	g.Report(model.Event{Kind: model.Violated, Party: put, Package: h.Package, Lever: -1, Value: float64(violator)})
	for i := range g.Bargain.Parties {
		if g.Bargain.Parties[i].CountsOn == violator {
			g.Now().CompliancePush[i] -= v.TrustLoss.In(g.In())
		}
	}
	for l := range g.Bargain.Levers {
		lever := &g.Bargain.Levers[l]
		if lever.SnapsBack && lever.Target == put && (lever.When == model.OnAgreement || lever.When == model.OnAcceptance) {
			g.Now().Snapped[l] = true
			if lever.Weight.In(g.In()) > 0 && g.Now().Reach[l] > 0 {
				g.Report(model.Event{Kind: model.TakenBack, Party: put, Package: -1, Lever: l})
			}
		}
		if lever.When == model.OnViolation && lever.WhenParty == put {
			g.Carry(l)
		}
	}
}

// guarantee is how strong a guarantee the package gives; 0 if it is not in force.
func (v *Violations) guarantee(g *model.Game, h *Hazard) float64 {
	if f := &g.Force[h.Package]; v.GuaranteeIssue >= 0 && f.On && f.Included[v.GuaranteeIssue] {
		return g.Agreed(v.GuaranteeIssue)
	}
	return 0
}

// ratesAt works out each party's hazard of breaking the package, and their sum.
// Temptation counts only for a package in force.
func (v *Violations) ratesAt(g *model.Game, h *Hazard, base, guarantee float64, tempted bool) (total float64) {
	in := g.In()
	monitoring := g.Bargain.Packages[h.Package].Monitoring.In(in)
	for i := range v.hazards {
		v.hazards[i] = 0
		if g.Bargain.Parties[i].Seat != model.Signatory {
			continue
		}
		theta := 0.0
		if tempted {
			theta = max(0, g.Table.Violating(i)-g.Standing(h.Package, i))
		}
		spoiling := 0.0
		if len(v.Disruption) > 0 {
			spoiling = v.Disruption[i].In(in)
		}
		v.hazards[i] = ViolationHazard(base, float64(v.Monitoring.In(in)*monitoring), float64(v.Guarantee.In(in)*guarantee), spoiling, float64(v.Temptation.In(in)*theta))
		total += v.hazards[i]
	}
	return total
}

// expect works out the share of each package's relief that parties expect to last.
func (v *Violations) expect(g *model.Game) {
	for i := range v.Hazard {
		h, e := &v.Hazard[i], &v.expects[i]
		if base, guarantee := g.Table.Hazard(&h.Rate), v.guarantee(g, h); base != e.base || guarantee != e.guarantee {
			*e = expectation{base, guarantee, portable.Exp(float64(-expectedRounds * v.ratesAt(g, h, base, guarantee, false)))}
		}
		g.Now().Survival[h.Package] = e.survival
	}
}

// ViolationHazard is a proportional hazard: base · exp(−monitoring −guarantee
// +spoiling +temptation), each covariate already times its coefficient.
func ViolationHazard(base, monitoring, guarantee, spoiling, temptation float64) float64 {
	return float64(base * portable.Exp(-monitoring-guarantee+spoiling+temptation))
}
