package model

// A Quantity is one of the headline quantities of a run. It has a value per
// draw for each outcome, issue or party, which is summarised over the draws
// that have one.
type Quantity struct {
	Name     string // in data files, such as terms_p50
	Function string // name in conditions and measures, such as terms; empty: not available there
	Doc      string // description for the data dictionary
	Unit     string
	Of       KeyKind // what its keys are
	Sum      SumKind
	Level    float64 // level of a Quantile, (0, 1); else 0
	// OverRounds says that the quantity exists, or is not trivial, only in a
	// game over rounds: draws that are read back from files do not hold it.
	OverRounds bool
	// Value is the quantity's value in a draw for the outcome, issue or party
	// with index key: 1 or 0 for a Share, NaN if the draw has none. Nil: it
	// cannot be computed per draw.
	Value func(b *Bargain, o *Outcome, key int) float64
}

// A KeyKind is the kind of thing that a quantity describes.
type KeyKind int

// The kinds of key.
const (
	OfOutcome KeyKind = iota // a Class
	OfIssue
	OfParty
	OfTotal
	OfReason  // a Reason
	OfPackage // the package on which ripeness is judged
	OfOption  // an option of an issue that has options
)

// A SumKind is how a quantity is summarised over draws.
type SumKind int

// The kinds of summary.
const (
	Share    SumKind = iota // share of draws
	Mean                    // mean over the draws that have a value
	Quantile                // quantile over the draws that have a value
)

// Units of quantities.
const (
	StakeUnits   = "stake units"
	ShareOfDraws = "share of draws"
	ShareOfTime  = "discounted share of time"
	ShareOfRound = "share of rounds"
	ownUnit      = "the issue's own unit"
	totalUnit    = "the total's own unit"
	roundsUnit   = "rounds"
)

const (
	whereSettled = "over the draws in which a deal settled the issue or a theory predicts it, in the issue's own unit"
	withDeal     = "over draws with a deal, or with predicted terms"
	allDraws     = "over all draws"
)

// Quantities are the headline quantities, in the order of the summary. They are
// the single source of names for the summary, paired comparison, conditions,
// measures, the data dictionary and completion.
var Quantities = []Quantity{
	{Name: "share", Function: "share", Doc: "share of draws that end in the outcome", Unit: ShareOfDraws, Of: OfOutcome, Sum: Share, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifPlayed(o, indicator(o.Class == Class(key))) }},
	{Name: "terms_p05", Doc: "5% quantile of the terms, " + whereSettled, Unit: ownUnit, Of: OfIssue, Sum: Quantile, Level: 0.05, Value: amountOfTerms},
	{Name: "terms_p50", Function: "terms", Doc: "median of the terms, " + whereSettled, Unit: ownUnit, Of: OfIssue, Sum: Quantile, Level: 0.50, Value: amountOfTerms},
	{Name: "terms_p95", Doc: "95% quantile of the terms, " + whereSettled, Unit: ownUnit, Of: OfIssue, Sum: Quantile, Level: 0.95, Value: amountOfTerms},
	{Name: "option_share", Doc: "share of draws that put an issue with options at the option, its name after that of the issue, of those in which a deal settled the issue or a theory predicts it", Unit: ShareOfDraws, Of: OfOption, Sum: Mean, Value: atOptionOf},
	{Name: "utility_mean", Function: "utility", Doc: "mean value of what is held at the end, in the party's own tastes, " + allDraws, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return o.Utility[key] }},
	{Name: "reservation_value_mean", Function: "reservation_value", Doc: "mean value of refusing the first headline package, " + allDraws, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return o.Reservation[key] }},
	{Name: "talking_value_mean", Function: "talking_value", Doc: "mean value of going on talking, " + allDraws, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return o.Talking[key] }},
	{Name: "agreement_payoff_mean", Function: "agreement_payoff", Doc: "mean payoff of the agreement when it was signed, " + withDeal, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifDeal(o, o.Payoff[key]) }},
	{Name: "payoff_mean", Function: "payoff", Doc: "mean payoff, as the party sees it and with the costs of its own levers: of the agreement when it was signed, without one the reservation value, " + allDraws, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return o.PayoffOf(key) }},
	{Name: "surplus_mean", Function: "surplus", Doc: "mean payoff of the agreement minus reservation value, " + withDeal, Unit: StakeUnits, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifDeal(o, o.Payoff[key]-o.Reservation[key]) }},
	{Name: "refused_by", Function: "refused_by", Doc: "share of draws in which the terms that a theory predicts without asking anybody are worth less to the party, whose consent they would need, than its reservation value", Unit: ShareOfDraws, Of: OfParty, Sum: Share, Value: refusedBy},
	{Name: "compliance_mean", Function: "compliance", Doc: "mean share of time for which the party expected the agreement to hold when it was signed, " + withDeal, Unit: ShareOfTime, Of: OfParty, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifDeal(o, o.Compliance[key]) }},
	{Name: "total_price_mean", Function: "total_price", Doc: "mean of what one more unit of the total would add to the parties' payoffs, weighted as the terms weight them, " + withDeal, Unit: StakeUnits, Of: OfTotal, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifDeal(o, o.Price[key]) }},
	{Name: "total_excess_mean", Function: "total_excess", Doc: "mean of by how much the sum of the terms that a theory predicts without asking anybody exceeds the number of the total, in the total's own unit; negative: falls short of it", Unit: totalUnit, Of: OfTotal, Sum: Mean, Value: func(_ *Bargain, o *Outcome, key int) float64 { return o.Excess[key] }},
	{Name: "total_binds", Function: "total_binds", Doc: "share of draws, of all, with a deal that the total holds back", Unit: ShareOfDraws, Of: OfTotal, Sum: Share, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifNotExcluded(o, indicator(o.Binds(key))) }},
	{Name: "rounds_p50", Doc: "median round, from 0, in which draws first reached the outcome", Unit: roundsUnit, Of: OfOutcome, Sum: Quantile, Level: 0.50, OverRounds: true, Value: firstReached},
	{Name: "reached", Doc: "share of draws that reached the outcome at some time, in a game over rounds; share is what they ended in", Unit: ShareOfDraws, Of: OfOutcome, Sum: Share, OverRounds: true, Value: func(_ *Bargain, o *Outcome, key int) float64 { return ifPlayed(o, indicator(o.First[key] >= 0)) }},
	{Name: "reason", Doc: "share of draws, of all, that end without a headline package for the reason; reasons without a draw are left out", Unit: ShareOfDraws, Of: OfReason, Sum: Share},
	{Name: "ripe_mean", Doc: "mean over draws of the share of rounds without the package in force in which the conflict is ripe for it: going on hurts both parties, and some terms leave both more than refusing", Unit: ShareOfRound, Of: OfPackage, Sum: Mean, OverRounds: true, Value: func(_ *Bargain, o *Outcome, _ int) float64 { return o.Ripeness() }},
	{Name: "ripe_ever", Doc: "share of draws in which some round is ripe for the package", Unit: ShareOfDraws, Of: OfPackage, Sum: Share, OverRounds: true, Value: func(_ *Bargain, o *Outcome, _ int) float64 { return ifPlayed(o, indicator(o.RipeFirst >= 0)) }},
	{Name: "ripe_first_mean", Doc: "mean first round, from 0, that is ripe for the package, over the draws that have one", Unit: roundsUnit, Of: OfPackage, Sum: Mean, OverRounds: true, Value: func(_ *Bargain, o *Outcome, _ int) float64 { return o.firstRipe() }},
	{Name: "quiet", Doc: "share of draws that ended in a stalemate and were quiet for 12 rounds or more in a row: a frozen conflict", Unit: ShareOfDraws, Of: OfOutcome, Sum: Share, OverRounds: true},
}

// Predicted reports whether only theories that ask nobody have the quantity.
func (q *Quantity) Predicted() bool { return q.Name == "refused_by" || q.Name == "total_excess_mean" }

// Keys returns the IDs of the outcomes, issues, parties, totals, reasons or options
// of b that the quantity describes, by index.
func (q *Quantity) Keys(b *Bargain) []string {
	switch q.Of {
	case OfOutcome:
		return ClassNames[:]
	case OfIssue:
		return idsOf(b.Issues, func(i *Issue) string { return i.ID })
	case OfParty:
		return idsOf(b.Parties, func(p *Party) string { return p.ID })
	case OfTotal:
		return idsOf(b.Totals, func(t *Total) string { return t.ID })
	case OfReason:
		return ReasonNames
	case OfPackage:
		return idsOf(b.Packages, func(p *Package) string { return p.ID })
	case OfOption:
		var ids []string
		for k := range b.Issues {
			for o := range b.Issues[k].Options {
				ids = append(ids, b.Issues[k].ID+"."+b.Issues[k].OptionName(o))
			}
		}
		return ids
	}
	return nil
}

// Listed returns the keys of the quantity, as indices into Keys, in the order in
// which they are displayed.
func (q *Quantity) Listed(b *Bargain) []int {
	switch q.Of {
	case OfIssue:
		return b.ListedIssues()
	case OfParty:
		return b.ListedParties()
	case OfTotal:
		return listed(nil, len(b.Totals))
	case OfReason:
		return listed(nil, len(ReasonNames))[1:] // the first is that there is none
	case OfPackage:
		if pkg, ok := b.Ripens(); ok {
			return []int{pkg}
		}
		return nil
	case OfOption:
		return b.listedOptions()
	case OfOutcome:
	}
	return listed(nil, Classes)
}

// listedOptions are the options in the order in which their issues are displayed.
func (b *Bargain) listedOptions() (keys []int) {
	for _, k := range b.ListedIssues() {
		first := 0
		for i := range k {
			first += len(b.Issues[i].Options)
		}
		for o := range b.Issues[k].Options {
			keys = append(keys, first+o)
		}
	}
	return keys
}

// OptionOf is the issue and the option, by index, with a key of a quantity of
// options.
func (b *Bargain) OptionOf(key int) (issue, option int) {
	for key >= len(b.Issues[issue].Options) {
		key -= len(b.Issues[issue].Options)
		issue++
	}
	return issue, key
}

// atOptionOf is 1 if the issue of an option was settled there, else 0; NaN if it
// was not settled.
func atOptionOf(b *Bargain, o *Outcome, key int) float64 {
	issue, option := b.OptionOf(key)
	x := o.Terms[issue]
	if x != x {
		return nan
	}
	return indicator(b.Issues[issue].OptionAt(x) == option)
}

func idsOf[T any](list []T, id func(*T) string) []string {
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = id(&list[i])
	}
	return ids
}

func indicator(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// ifPlayed returns x if the draw has an outcome, else NaN.
func ifPlayed(o *Outcome, x float64) float64 {
	if !o.Class.Played() {
		return nan
	}
	return x
}

// ifNotExcluded returns x if the draw matches what was observed, else NaN.
func ifNotExcluded(o *Outcome, x float64) float64 {
	if o.Class == Excluded {
		return nan
	}
	return x
}

// ifDeal returns x if the draw ends in a deal, or in a prediction, else NaN.
func ifDeal(o *Outcome, x float64) float64 {
	if o.Class.Deal() || o.Class == Prediction {
		return x
	}
	return nan
}

// amountOfTerms is the agreed position of an issue, in the issue's own unit;
// NaN if it was not settled.
func amountOfTerms(b *Bargain, o *Outcome, issue int) float64 {
	if x := o.Terms[issue]; x == x {
		return b.Issues[issue].Scale.Amount(x)
	}
	return nan
}

// firstReached is the round in which a class was first reached; NaN if never.
func firstReached(_ *Bargain, o *Outcome, class int) float64 {
	if o.First[class] < 0 {
		return nan
	}
	return float64(o.First[class])
}
