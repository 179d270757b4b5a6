package scenario

import (
	"slices"

	"sim/model"
)

// bargain converts a file without problems into a model.Bargain. Theories are
// chosen afterwards.
func (f *file) bargain(inputs []model.Input, columns int) *model.Bargain {
	b := &model.Bargain{
		Title: f.Title.value, About: f.About.value, Inputs: inputs, Columns: columns,
		Labels:  f.Outcomes.labels(),
		Listing: model.Listing{Parties: f.Parties.listed, Issues: f.Issues.listed, Levers: f.Levers.listed},
	}
	for i, doc := range f.Documents.values {
		b.Documents = append(b.Documents, model.Document{
			ID: f.Documents.keys[i].name, Title: doc.Title.value, Published: doc.Published.value, Kind: doc.Kind.value,
		})
	}
	for i, p := range f.Parties.values {
		b.Parties = append(b.Parties, p.model(f.Parties.keys[i].name))
	}
	for i, s := range f.Issues.values {
		b.Issues = append(b.Issues, s.model(f.Issues.keys[i].name, f))
	}
	for i, l := range f.Levers.values {
		b.Levers = append(b.Levers, l.model(f.Levers.keys[i].name, f))
	}
	for i, p := range f.Packages.values {
		b.Packages = append(b.Packages, p.model(f.Packages.keys[i].name, f))
	}
	if len(b.Packages) == 0 {
		b.Packages = []model.Package{everything(len(b.Issues))}
	}
	if f.Aid != nil {
		b.Aid = f.Aid.model()
	}
	b.Coupling = f.coupling()
	b.Clock = f.Clock.model()
	for _, fill := range f.last {
		fill(b)
	}
	return b
}

// everything is the package of a file that declares none: all issues together.
func everything(issues int) model.Package {
	return model.Package{
		ID: "settlement", Title: "settlement", Outcome: model.Settlement, Issues: count(issues),
		Relief: model.Known(1), Share: model.Known(1), Stake: model.Known(1),
	}
}

func (p *party) model(id string) model.Party {
	return model.Party{
		ID: id, Name: or(p.Name.value, id),
		Seat:  p.seat(),
		Power: p.Power.result, Voice: p.Voice.result, Patience: p.Patience.result,
		RiskAversion: p.RiskAversion.result, ConflictCost: p.ConflictCost.result,
		ExpectedCompliance: p.ExpectedCompliance.result, CountsOn: p.CountsOn.index(),
		BreachLoss: p.BreachLoss.result, Prospects: p.Prospects.result,
		PressureCap: p.PressureCap.result, InducementCap: p.InducementCap.result,
		Stated: p.ReservationValue.given(), ReservationValue: p.ReservationValue.result,
	}
}

// seat is the party's seat, a signatory by default.
func (p *party) seat() model.Seat {
	return model.Seat(max(0, slices.Index(model.SeatNames, p.Seat.value)))
}

func (s *issue) model(id string, f *file) model.Issue {
	m := model.Issue{
		ID: id, Question: or(s.Question.value, id), Unit: s.Unit.value, Scale: s.scale, Labels: s.labels(&decoder{}),
		StatusQuo: s.StatusQuo.result, Curvature: s.Curvature.result,
		Stances: make([]model.Stance, len(f.Parties.values)), CarriedOutBy: sortedIndices(s.CarriedOutBy.items),
	}
	for i := range m.Stances {
		m.Stances[i] = model.Stance{Ideal: m.StatusQuo} // salience 0: the party does not care
	}
	for i, p := range s.Positions.values {
		x, side := sided(&p.Ideal, &p.AtLeast, &p.AtMost)
		m.Stances[s.Positions.keys[i].index()] = model.Stance{Ideal: x, Side: s.side(side), Salience: p.Salience.result}
	}
	for i, r := range s.RedLines.values {
		x, side := sided(&number{}, &r.AtLeast, &r.AtMost)
		m.RedLines = append(m.RedLines, model.RedLine{
			Party: s.RedLines.keys[i].index(), Side: s.side(side), Bound: x, Binding: r.Binding.result,
			Packages: indices(r.Packages.items), Stream: model.Key("redline/" + id + "." + s.RedLines.keys[i].name),
		})
	}
	return m
}

// sided returns the one of three numbers that is given, and the side it
// implies.
func sided(ideal, least, most *number) (model.Number, model.Side) {
	switch {
	case least.given():
		return least.result, model.AtLeast
	case most.given():
		return most.result, model.AtMost
	}
	return ideal.result, model.TwoSided
}

func (l *lever) model(id string, f *file) model.Lever {
	m := model.Lever{
		ID: id, Title: or(l.Title.value, id), Holder: l.Holder.index(), Target: l.Target.index(), Kind: l.Kind.value,
		Weight: l.Weight.result, Intensity: l.Intensity.result, Credibility: l.Credibility.result,
		FollowThrough: l.FollowThrough.result, Cost: l.Cost.result, PassThrough: l.PassThrough.result,
		When: l.When.when, WhenParty: l.When.party.index(),
		FromRound: l.FromRound.result, UntilRound: l.UntilRound.result, PhasedOver: l.PhasedOver.result, SnapsBack: l.SnapsBack.value,
	}
	for _, e := range l.Effects.items {
		moved, _ := e.Moves.movement()
		fx := model.Effect{
			Moves: moved.channel, Path: e.Moves.value, Party: -1, Issue: e.Issue.index(), RedLine: -1,
			Push: e.Push.result, Toward: e.Toward.result, Additive: e.Additive.value,
		}
		if moved.party {
			fx.Party = e.of(l)
		}
		if fx.Moves == model.MovesBinding {
			fx.RedLine = f.redLine(fx.Issue, fx.Party)
		}
		m.Effects = append(m.Effects, fx)
	}
	for i, share := range l.Offsets.values {
		m.Substitutions = append(m.Substitutions, model.Substitution{Lever: l.Offsets.keys[i].index(), Share: share.result})
	}
	return m
}

func (p *pack) model(id string, f *file) model.Package {
	m := model.Package{
		ID: id, Title: or(p.Title.value, id), Outcome: classOf(p.Outcome.value), Issues: sortedIndices(p.Issues.of.items),
		Relief: p.Relief.result, Share: p.Share.result, Stake: p.Stake.result,
		Monitoring: p.Monitoring.result, Meetings: p.Meetings.result, FreezesFront: p.FreezesFront.value,
	}
	if p.Issues.all {
		m.Issues = count(len(f.Issues.values))
	}
	if m.Outcome == model.Settlement {
		m.Relief, m.Share, m.Stake = p.Relief.or(1), p.Share.or(1), p.Stake.or(1)
	}
	for i, b := range p.Limits.values {
		m.Limits = append(m.Limits, model.Limit{Issue: p.Limits.keys[i].index(), Lower: b.Lower.result, Upper: b.Upper.result})
	}
	for i, loss := range p.LeverageLoss.values {
		m.LeverageLoss = append(m.LeverageLoss, model.LeverageLoss{Party: p.LeverageLoss.keys[i].index(), Loss: loss.result})
	}
	return m
}

func (a *aid) model() *model.AidAccount {
	m := &model.AidAccount{Of: a.Of.index(), Need: a.Need.result, Push: a.Push.result}
	for i, flow := range a.Flows.values {
		m.Donors = append(m.Donors, model.Donor{Party: a.Flows.keys[i].index(), Flow: flow.Amount.result, CutBy: flow.CutBy.index()})
	}
	for i, fill := range a.Fill.values {
		m.Fillers = append(m.Fillers, model.Filler{
			Party: a.Fill.keys[i].index(), Capacity: fill.Capacity.result,
			Willingness: fill.Willingness.result, Substitutability: fill.Substitutes.result,
		})
	}
	return m
}

func indices(refs []*ref) []int {
	var is []int
	for _, r := range refs {
		is = append(is, r.index())
	}
	return is
}

// sortedIndices is indices in ascending order: that of the names.
func sortedIndices(refs []*ref) []int {
	is := indices(refs)
	slices.Sort(is)
	return is
}

func count(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	return is
}
