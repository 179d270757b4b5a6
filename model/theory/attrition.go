package theory

import (
	"fmt"
	"math"
	"strconv"

	"sim/model"
	"sim/model/cause"
	"sim/model/protocol"
	"sim/model/registry"
)

// Attrition is bargaining in which either of two parties insists on a demand of its
// own until one of them gives in (Maynard Smith 1974; Hendricks, Weiss and Wilson
// 1988).
var Attrition = registry.Of(registry.About{
	Name: "attrition",
	Doc:  "War of attrition: each of the two parties of a dispute holds out for a demand of its own until one gives in.",
	Explain: `Each of the two parties between which the dispute lies insists on terms of its own: the ones that give it as much as the Nash solution and insistence times what its best offer would bring it beyond that, and the other as much as that leaves. In every meeting on a settlement one of the two, either as often as the other, is asked first whether it gives in, and then the other. Who gives in signs the other's demand; if neither does, the talks go on. A party gives in as often as leaves the other indifferent between giving in itself and holding out for another round:

    q = (1 − δ)·(L − f) / (δ·(W − L)),  between 0 and 1

with W what the other gets at its own demand, L at this party's, f per round while both hold out, and δ its patience. A party that loses nothing by holding out never makes the other give in.

So what makes a party give in is the impatience of the other, and how little of what there is to gain both leave each other: on one linear issue q is (1 − δ)(1 − insistence)/(2δ·insistence), whatever going on costs. Nothing is learnt from meeting to meeting, and payoffs that change are put in anew. Both parties act as if talks could go on for ever, whatever clock.ends says. Other packages than settlements are divided as under nash. The twin is nobody_insists, the same with insistence 0, which is signed at once.

It is shown on request only, since insistence has no source: results hang on it, and it is a range of 0.05 to 0.6 rather than a number. So attrition is shown with two other values, attrition+0.05 and attrition+0.6. Do not use it where parties can make new offers; nor to say how long a dispute lasts, which the length of the clock decides as much.`,
	Citation: "J. Maynard Smith, The Theory of Games and the Evolution of Animal Conflicts, Journal of Theoretical Biology 47 (1974); K. Hendricks, A. Weiss and C. Wilson, The War of Attrition in Continuous Time with Complete Information, International Economic Review 29 (1988)",
}, insistence{defaultInsistence}, func(p insistence) (model.Theory, error) {
	t, err := p.theory()
	t.Name, t.Title, t.Cause, t.Twin, t.Family = "attrition", "attrition", "attrition", "nobody_insists", "attrition"
	t.OnRequest, t.Random = true, true
	if p.Insistence == defaultInsistence {
		t.With = func(*model.Bargain) []string { return []string{"attrition+0.05", "attrition+0.6"} }
		return t, err
	}
	share := strconv.FormatFloat(p.Insistence, 'g', -1, 64)
	t.Name, t.Title = t.Name+"+"+share, t.Title+" at "+share
	return t, err
})

// NobodyInsists is the Nash solution, signed at the first meeting that finds terms:
// the twin of Attrition.
var NobodyInsists = registry.Of(registry.About{
	Name: "nobody_insists",
	Doc:  "Attrition in which nobody insists: the terms of nash, signed at the first meeting that finds any.",
	Explain: `Settlements are divided as under nash, and nobody is asked whether to wait. This is no theory of its own: it stands beside attrition, so that the difference between the two is what insisting alone does.

It assumes that both parties give in at once. Do not use it in place of nash, under which parties may wait.`,
	Citation: "J. F. Nash, The Bargaining Problem, Econometrica 18 (1950)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	t, err := insistence{0}.theory()
	t.Name, t.Title, t.Beside, t.OnRequest = "nobody_insists", "nobody insists", true, true
	return t, err
})

// defaultInsistence lies in the middle of its range, on a scale of ratios.
const defaultInsistence = 0.2

type insistence struct {
	Insistence float64 `yaml:"insistence,omitempty" doc:"how much a party insists on, from the Nash solution (0) to its best offer (1); no source says, so try several between 0.05 and 0.6"`
}

// set reads the part of a name after the plus: attrition+0.05.
func (p *insistence) set(after string) (err error) {
	if p.Insistence, err = strconv.ParseFloat(after, 64); err != nil {
		return fmt.Errorf("insistence must be a number between 0 and 1, not %s", after)
	}
	return nil
}

// theory is nash with insisting in its place where settlements are tabled.
func (p insistence) theory() (model.Theory, error) {
	if !(p.Insistence >= 0 && p.Insistence <= 1) {
		return model.Theory{}, fmt.Errorf("insistence must be between 0 and 1, not %s", model.FormatNumber(p.Insistence))
	}
	t, err := protocol.Nash.Default()
	t.Rule, t.Totals, t.Concave = "nash", false, true
	t.Lacks = lacksPair
	rule := t.New
	t.Acts = func(b *model.Bargain) []model.Process { return []model.Process{newInsisting(b, p.Insistence, rule())} }
	return t, err
}

// lacksPair says what a bargain lacks in which the dispute lies between no two
// parties.
func lacksPair(b *model.Bargain) string {
	if _, ok := b.Pair(); ok {
		return ""
	}
	return "two parties between which the dispute lies: drift.between, or two signatories with a disagreement_cost"
}

// insisting is the process of meetings in which both of the pair hold out for
// demands of their own.
type insisting struct {
	model.BaseProcess
	share float64 // of the way from the rule's terms to the best offer
	rule  model.Protocol
	best  *protocol.BestOffer
	pair  [2]int
	first model.Race // who is asked first
	rates []float64
	keys  [2]model.StreamKey // whether a party gives in
	// demand is what each of the pair insists on.
	demand [2]model.Offer
}

func newInsisting(b *model.Bargain, share float64, rule model.Protocol) *insisting {
	d := &insisting{share: share, rule: rule, best: protocol.NewBestOffer(), rates: make([]float64, len(b.Parties))}
	d.pair, _ = b.Pair()
	names := make([]string, len(b.Parties))
	for i := range names {
		names[i] = b.Parties[i].ID
	}
	d.first = model.NewRace("attrition/asked", names)
	for j, party := range d.pair {
		d.keys[j] = model.Key("attrition/gives_in/" + names[party])
		d.rates[party] = 1
	}
	return d
}

// Proposes implements model.Proposer: parties insist on settlements.
func (d *insisting) Proposes(g *model.Game, pkg int) bool {
	return g.Bargain.Packages[pkg].Outcome == model.Settlement
}

// Propose implements model.Proposer.
func (d *insisting) Propose(g *model.Game, pkg int, p *model.Problem, out *model.Offer) {
	d.rule.Solve(p, nil, out)
	if !out.Status.Agreed() || d.share == 0 || !d.insists(p, out) {
		return
	}
	var sides [2]cause.Insisting
	for j, party := range d.pair {
		sides[j] = cause.Insisting{
			HoldsOut: g.Table.Talking(party), Patience: g.Table.Patience(party),
			Wins: d.demand[j].Payoff[party], GivesIn: d.demand[1-j].Payoff[party],
		}
	}
	war := cause.NewAttrition(sides[0], sides[1])
	for j, party := range d.pair {
		g.Report(model.Event{Kind: model.Insisted, Party: party, Package: pkg, Lever: -1, Value: war.GivesIn[j], Terms: d.demand[j].Terms})
	}
	asked := 0
	if party, _ := g.FirstOf(d.first, 0, d.rates); party == d.pair[1] {
		asked = 1
	}
	gives := war.Meet(asked, [2]float64{g.Uniform(d.keys[0], 0), g.Uniform(d.keys[1], 0)})
	if gives < 0 {
		p.AtLevel(p.Nearest(out.Terms))
		out.Status, out.Reason, out.LogProduct = model.None, model.HeldOut, math.NaN()
		clear(out.Certificate)
		clear(out.Share)
		out.Share[d.pair[0]], out.Share[d.pair[1]] = 0.5, 0.5
		return
	}
	g.Report(model.Event{Kind: model.GaveIn, Party: d.pair[gives], Package: pkg, Lever: -1})
	*out, d.demand[1-gives] = d.demand[1-gives], *out
	p.AtLevel(p.Nearest(out.Terms))
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// insists works out what each of the pair insists on, from the rule's terms in out;
// it reports whether they insist on anything but those.
func (d *insisting) insists(p *model.Problem, out *model.Offer) bool {
	var most [2]float64
	for j, party := range d.pair {
		if d.best.Solve(p, party, &d.demand[j]); !d.demand[j].Status.Agreed() {
			return false
		}
		most[j] = out.Payoff[party] + float64(d.share*max(0, d.demand[j].Payoff[party]-out.Payoff[party]))
	}
	for j := range d.pair {
		if !d.ask(p, j, most[j], &d.demand[j]) {
			return false
		}
	}
	return true
}

// ask writes into out the terms that are best for the other of the pair among
// those that give party j of it a payoff; it reports whether there are any.
func (d *insisting) ask(p *model.Problem, j int, payoff float64, out *model.Offer) bool {
	party := d.pair[j]
	own := p.Reservation[party]
	p.Reservation[party] = payoff - enough
	d.best.Solve(p, d.pair[1-j], out)
	p.Reservation[party] = own
	return out.Status.Agreed()
}
