package model

// A theory that asks nobody predicts terms; nothing is signed, and nothing in a
// draw follows from them (model 2.16).

// predicts reports whether the theory of the game asks nobody.
func (g *Game) predicts() bool { return g.Bargain.Theories[g.Theory].Predicts }

// predict records the terms that the theory predicts for package i, which end the
// draw; it reports whether there are any.
func (g *Game) predict(i int, p *Problem) bool {
	if g.offer.Status != Predicted {
		g.last = g.offer.Reason
		return false
	}
	g.predicted, g.last = i, NoReason
	f := &g.Force[i]
	copy(f.Terms, g.offer.Terms)
	copy(f.Included, p.InPackage)
	copy(f.Payoff, g.offer.Payoff)
	g.Table.noteExcess(p, g.offer.Terms, g.excess)
	g.tell(Event{Kind: TermsPredicted, Party: -1, Package: i, Lever: -1, Terms: g.offer.Terms, Payoff: g.offer.Surplus})
	return true
}

// finishPrediction writes the outcome of a draw in which nobody was asked.
func (g *Game) finishPrediction(out *Outcome) {
	*out = Outcome{
		Class: Prediction, Round: g.Round, Package: g.predicted, NotConsenting: -1, Breaker: -1, Weakest: nan, RipeFirst: -1, Reason: g.last, Tied: g.tied, Lasted: -1,
		Terms: out.Terms, Utility: out.Utility, Payoff: out.Payoff, Reservation: out.Reservation, Talking: out.Talking,
		Compliance: out.Compliance, GivenAway: out.GivenAway, Price: out.Price, Excess: out.Excess, Blocks: out.Blocks, Path: out.Path,
	}
	for c := range out.First {
		out.First[c] = -1
	}
	clear(out.Blocks)
	if out.Path != nil {
		g.rest(out.Path, Prediction)
		for r := range out.Path.Class {
			out.Path.Class[r] = Prediction
		}
	}
	for k := range out.Terms {
		out.Terms[k] = nan
		if g.predicted >= 0 && g.Force[g.predicted].Included[k] {
			out.Terms[k] = g.Force[g.predicted].Terms[k]
		}
	}
	for r := range out.Price {
		out.Price[r], out.Excess[r] = nan, nan
		if g.predicted >= 0 {
			out.Excess[r] = g.excess[r]
		}
	}
	for i := range out.Payoff {
		out.Utility[i] = g.Table.PlainAt(i, out.Terms)
		out.Payoff[i], out.Compliance[i], out.GivenAway[i] = nan, nan, nan
		if g.predicted >= 0 {
			out.Payoff[i] = g.Force[g.predicted].Payoff[i]
		}
	}
	if !g.worthKnown {
		g.noteNoDeal(g.reservation, g.talking)
	}
	copy(out.Reservation, g.reservation)
	copy(out.Talking, g.talking)
}

// Needs reports whether package pkg needs the consent of a party: of signatories,
// and of who carries out one of its issues.
func (b *Bargain) Needs(pkg, party int) bool {
	if b.Parties[party].Seat == Signatory {
		return true
	}
	for _, k := range b.Packages[pkg].Issues {
		if b.Issues[k].CarriedOutBy(party) {
			return true
		}
	}
	return false
}

// Asked reports whether the consent of a party is needed for some package that
// theories which ask nobody may speak about: a headline package, or the first if
// there is none.
func (b *Bargain) Asked(party int) bool {
	headline := false
	for g := range b.Packages {
		if b.Packages[g].Headline() {
			if headline = true; b.Needs(g, party) {
				return true
			}
		}
	}
	return !headline && len(b.Packages) > 0 && b.Needs(0, party)
}

// refusal is how far below its reservation value a party refuses, in stake units.
// It allows for rounding.
const refusal = 1e-9

// refusedBy is 1 if a party that would have to consent is worse off by predicted
// terms than by refusing them, else 0; NaN if nothing is predicted, or it is never asked.
func refusedBy(b *Bargain, o *Outcome, party int) float64 {
	if o.Class != Prediction || !b.Asked(party) {
		return nan
	}
	return indicator(o.Package >= 0 && b.Needs(o.Package, party) && o.Payoff[party]-o.Reservation[party] < -refusal)
}

// Refuses reports whether a draw's predicted terms are worth less to a party that
// would have to consent than refusing them.
func (o *Outcome) Refuses(b *Bargain, party int) bool { return refusedBy(b, o, party) == 1 }
