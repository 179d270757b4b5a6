package model

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// A sketch draws the numbers of a random bargain. If it varies, some are inputs
// that differ between three draws.
type sketch struct {
	*rapid.T
	varies bool
	in     [3][]float64
}

// number draws a number between lower and upper.
func (s *sketch) number(label string, lower, upper float64) Number {
	if !s.varies || !s.one(label+" varies", 3) {
		return Known(rapid.Float64Range(lower, upper).Draw(s.T, label))
	}
	for i := range s.in {
		s.in[i] = append(s.in[i], rapid.Float64Range(lower, upper).Draw(s.T, label))
	}
	return Uncertain(len(s.in[0]) - 1)
}

func (s *sketch) share(label string) Number { return s.number(label, 0.05, 0.95) }

func (s *sketch) below(label string, n int) int { return rapid.IntRange(0, n-1).Draw(s.T, label) }

// one reports whether something happens that does in one of n cases.
func (s *sketch) one(label string, n int) bool { return s.below(label, n) == 0 }

// some draws a part of the numbers below n, ascending; nil: none.
func (s *sketch) some(label string, n int) (is []int) {
	for i := range n {
		if s.one(label, 2) {
			is = append(is, i)
		}
	}
	return is
}

// size draws an amount of payoff, as such or as a worth on an issue.
func (s *sketch) size(label string, lower, upper float64, issues int) Size {
	return Size{Amount: s.number(label, lower, upper), Issue: s.below(label+" on", issues+1)}
}

// guard is a process that breaks no agreement itself but says how they are
// broken, and owns the status quo of an issue.
type guard struct {
	BaseProcess
	hazards *Hazards
	owns    int // the issue that it moves, from 1; 0: none
}

func (p guard) Hazards() *Hazards            { return p.hazards }
func (p guard) Owns(issue int) bool          { return p.owns == issue+1 }
func (guard) Set(g *Game, k int, to float64) { g.Now().StatusQuo[k] = to }

// drawBargain makes a random bargain of known numbers: two to four parties, one
// to five issues and perhaps one that says how far things stop, up to six levers
// of any kind, and hazards of breaking what is agreed.
func drawBargain(t *rapid.T) *Bargain { return (&sketch{T: t}).bargain() }

// bargain draws a bargain; its inputs that vary are in s.in.
func (s *sketch) bargain() *Bargain {
	b := &Bargain{}
	n, k := 2+s.below("parties", 3), 1+s.below("issues", 5)
	for i := range n {
		b.Parties = append(b.Parties, s.party(i, n, k))
	}
	levels := 2 // issues with only a few possible positions
	for i := range k {
		b.Issues = append(b.Issues, s.issue(i, n, &levels))
	}
	s.packages(b, k)
	for range s.below("levers", 7) {
		b.Levers = append(b.Levers, s.lever(b))
	}
	for i := range b.Parties {
		for l := range b.Levers {
			if b.Parties[i].Leaves != (Number{}) && b.Levers[l].Holder == i && s.one("carried out on leaving", 2) {
				b.Parties[i].OnLeaving = append(b.Parties[i].OnLeaving, l)
			}
		}
	}
	if !s.one("nothing happens between rounds", 4) {
		s.hazards(b)
	}
	for k := range b.Issues {
		s.ending(b, k)
	}
	b.Columns = len(s.in[0])
	return b
}

func (s *sketch) party(i, n, issues int) Party {
	p := Party{
		ID: fmt.Sprint("p", i), Seat: Seat(s.below("seat", min(i, 2)+1)),
		Power: s.share("power"), Patience: s.number("patience", 0.7, 0.99), RiskAversion: s.share("risk"),
		DisagreementCost: s.size("cost", 0, 0.3, issues),
		Compliance:       Compliance{Given: s.one("states compliance", 2), Chance: s.share("compliance"), Over: s.number("over", 5, 30)},
	}
	for j := range n {
		if j != i && s.one("counts on", 2) {
			p.CountsOn = append(p.CountsOn, j)
		}
	}
	for k := range issues {
		if s.one("prospects", 3) {
			p.Prospects = append(p.Prospects, Prospect{Issue: k, Shift: s.number("shift", -0.3, 0.3)})
		}
	}
	if s.one("says little", 4) {
		p.Say = s.some("say", issues)
	}
	if p.Seat == Sponsor && s.one("may leave", 2) {
		p.Leaves = s.number("leaves", 0.05, 1)
	}
	if s.one("states its reservation value", 10) {
		p.Stated, p.ReservationValue = true, s.share("reservation value")
	}
	for s.one("walks away", 8) {
		p.Stated, p.WalksAway = true, append(p.WalksAway, []WalkAway{{Issue: s.below("walks away over", issues), Term: s.share("walks away at")}})
	}
	return p
}

func (s *sketch) issue(k, n int, levels *int) Issue {
	is := Issue{
		ID: fmt.Sprint("i", k), StatusQuo: s.share("quo"), Curvature: s.number("curvature", 1, 3),
		LossAversion: s.number("loss aversion", 1, 3), Irreversible: s.number("irreversible", 0, 1),
	}
	if s.one("linear, losses count as gains", 4) {
		is.Curvature, is.LossAversion, is.Irreversible = Known(1), Known(1), Known(0)
	}
	for range n {
		is.Stances = append(is.Stances, Stance{Ideal: s.share("ideal"), Side: Side(s.below("side", 3)), Salience: s.number("salience", 1, 60)})
	}
	for j := range s.below("red lines", 3) {
		line := RedLine{
			Party: s.below("party", n), Side: AtMost, Bound: s.number("bound", 0.6, 0.99), Binding: s.share("binding"), Stream: Key(fmt.Sprint(is.ID, j)),
		}
		if s.one("counted from what is held", 3) {
			line.Held, line.Bound = true, s.number("bound", -0.05, 0.2)
		}
		if s.one("tied", 3) {
			line.Packages, line.Only = []int{s.below("package", 3)}, s.one("only", 2)
		}
		is.RedLines = append(is.RedLines, line)
	}
	if *levels > 0 && s.one("few positions", 3) {
		*levels--
		if is.Steps = 2 + s.below("steps", 4); s.one("options", 2) {
			is.Steps, is.Options = 0, []float64{0, 0.3, 0.55, 0.9}[s.below("first option", 2):]
			for i := range is.Stances { // the language takes no other ideal
				is.Stances[i].Ideal = Known(is.Options[s.below("ideal", len(is.Options))])
			}
		}
	}
	carriers := 2 // more than one needs steps: each is believed to its own degree
	if is.Steps > 0 || is.Options != nil {
		carriers = n + 1
	}
	for j := range s.below("carriers", carriers) {
		is.Carriers = append(is.Carriers, Carrier{Party: (k + j) % n, Share: s.share("share of the act"), Credibility: s.share("credibility")})
	}
	return is
}

// ending draws where issue k ends without a deal, if nothing counts from what is
// held on it.
func (s *sketch) ending(b *Bargain, k int) {
	counts := b.Standstill != nil && b.Standstill.Issue == k || k == MovingIssue(b) || slices.ContainsFunc(b.Issues[k].RedLines, func(l RedLine) bool { return l.Held })
	for i := range b.Parties {
		counts = counts || slices.ContainsFunc(b.Parties[i].Prospects, func(p Prospect) bool { return p.Issue == k })
	}
	for l := range b.Levers {
		counts = counts || slices.ContainsFunc(b.Levers[l].Effects, func(e Effect) bool { return (e.Does == Expects || e.Does == Offers) && e.Issue == k })
	}
	if b.Processes != nil {
		for _, p := range b.Processes(b) {
			if h, ok := p.(HazardSource); ok {
				counts = counts || slices.ContainsFunc(h.Hazards().Deters, func(d Deterrent) bool { return d.Issue == k })
			}
		}
	}
	is := &b.Issues[k]
	switch {
	case counts:
	case s.one("ends elsewhere without a deal", 4):
		is.HasNoDeal, is.NoDeal = true, s.share("no deal")
	case s.one("exists in a deal only", 4):
		is.DealOnly, is.LossAversion, is.Irreversible = true, Known(1), Known(0)
	}
}

// packages draws a settlement of all issues, a ceasefire and a truce; in half
// of the bargains an issue after the first k says how far they stop things.
func (s *sketch) packages(b *Bargain, k int) {
	b.Packages = []Package{
		{ID: "settlement", Outcome: Settlement, Share: Known(1), Relieves: Known(1), Holds: Known(1)},
		{ID: "ceasefire", Outcome: Ceasefire, Share: s.share("share"), Relieves: s.number("relieves", 0.5, 1), Holds: s.share("holds")},
		{ID: "truce", Outcome: Partial, Relieves: s.number("relieves", 0, 0.5)},
	}
	b.Packages[0].Issues, b.Packages[1].Issues, b.Packages[2].Issues = indices(k), []int{0}, []int{k - 1}
	for g := range b.Packages {
		b.Packages[g].Monitoring, b.Packages[g].Counts = s.share("monitoring"), s.share("counts")
		if s.one("loses leverage", 3) {
			b.Packages[g].LeverageLoss = []LeverageLoss{{Party: s.below("party", len(b.Parties)), Loss: s.number("loss", 0, 0.1)}}
		}
	}
	if !s.one("standstill", 2) {
		return
	}
	scope := Issue{ID: fmt.Sprint("i", k), Curvature: Known(2), LossAversion: Known(1), Options: []float64{0, 0.3, 0.6, 1}, Stances: make([]Stance, len(b.Parties))}
	b.Issues = append(b.Issues, scope)
	b.Standstill = &Standstill{Issue: k}
	most := 0.0
	for range scope.Options {
		b.Standstill.Relieves = append(b.Standstill.Relieves, s.number("relieves", most, most+0.25))
		b.Standstill.Holds = append(b.Standstill.Holds, s.number("holds", 0, 1))
		most += 0.25
	}
	for g, limits := range [][2]float64{{1, 1}, {1, 1}, {0.3, 0.6}} {
		p := &b.Packages[g]
		p.Issues, p.Limits = append(p.Issues, k), []Limit{{Issue: k, Lower: Known(limits[0]), Upper: Known(limits[1])}}
		p.Relieves, p.Holds = Number{}, Number{}
	}
	if s.one("a package stops nothing", 2) {
		b.Packages = append(b.Packages, Package{ID: "visits", Outcome: Partial, Issues: []int{0}, Certain: true, Counts: Known(0.2)})
	}
}

// lever draws a lever with up to three effects of any kind on b.
func (s *sketch) lever(b *Bargain) Lever {
	n, k := len(b.Parties), len(b.Issues)
	party := func() int { return s.below("party", n) }
	l := Lever{
		ID: fmt.Sprintf("l%02d", s.below("id", 100)*100+len(b.Levers)), Holder: party(), Target: party(),
		Weight: s.share("weight"), Credibility: s.share("credibility"), FollowThrough: s.share("follow-through"), PassThrough: s.share("pass"),
		Cost: s.number("cost", 0, 0.1), SnapsBack: s.one("snaps back", 3),
	}
	for range 1 + s.below("moments", 2) {
		l.When = append(l.When, Moment{Trigger(s.below("when", int(WhileTalking)+1)), party()})
	}
	for range 1 + s.below("effects", 3) {
		l.Effects = append(l.Effects, s.effect(b, party, k))
	}
	if issue, ok := s.unoffered(b, l.Holder); ok && s.one("offers", 2) {
		up := s.number("up to", 0.95, 1)
		if issue%2 == 1 {
			up = s.number("up to", 0, 0.05)
		}
		l.When = []Moment{{OnAgreement, -1}}
		l.Effects = append(l.Effects, Effect{Does: Offers, Party: l.Target, Issue: issue, RedLine: -1, Against: -1, UpTo: up})
	}
	if len(b.Levers) > 0 && len(b.Levers[0].Substitutions) == 0 && s.one("offsets", 2) {
		l.Substitutions = []Substitution{{Lever: 0, Share: s.share("share")}}
	}
	return l
}

func (s *sketch) effect(b *Bargain, party func() int, issues int) Effect {
	e := Effect{Does: Verb(1 + s.below("does", int(MovesPatience))), Party: party(), Issue: -1, RedLine: -1, Against: -1}
	switch e.Does { //nolint:exhaustive // offers are drawn apart
	case Presses, Rewards:
		e.By = s.size("by", 0, 0.2, issues)
	case Costs:
		e.By = s.size("by", -0.1, 0.2, issues)
	case Expects:
		e.Issue, e.By = s.below("issue", issues), Size{Amount: s.number("by", -0.2, 0.2)}
	case Assures:
		e.Against, e.By = party(), Size{Amount: s.number("by", 0, 1)}
	case Hardens:
		for k := range b.Issues {
			if len(b.Issues[k].RedLines) > 0 {
				e.Issue, e.RedLine, e.By = k, 0, Size{Amount: s.number("by", -2, 2)}
				return e
			}
		}
		e.Does, e.By = Rewards, Size{Amount: Known(0.1)}
	case MovesProcess:
		e.Party, e.Path, e.By = -1, fmt.Sprint("hazard.p", s.below("path", len(b.Parties))), Size{Amount: s.number("by", -1, 1)}
	default:
		e.By = Size{Amount: s.number("by", -1, 1)}
	}
	return e
}

// unoffered returns an issue that the party carries out and that none of its
// levers offers.
func (s *sketch) unoffered(b *Bargain, party int) (issue int, ok bool) {
	for k := range b.Issues {
		if !b.Issues[k].CarriedOutBy(party) {
			continue
		}
		if !slices.ContainsFunc(b.Levers, func(l Lever) bool {
			return l.Holder == party && slices.ContainsFunc(l.Effects, func(e Effect) bool { return e.Does == Offers && e.Issue == k })
		}) {
			return k, true
		}
	}
	return 0, false
}

// hazards gives the bargain a process that says how agreements are broken.
func (s *sketch) hazards(b *Bargain) {
	h := &Hazards{Monitoring: s.number("monitoring", 0, 2), Weight: Known(40), Temptation: s.number("temptation", 0, 5)}
	rate := make([]Number, len(b.Parties))
	for i := range b.Parties {
		rate[i] = s.number("hazard", 0, 0.2)
		h.Disruption = append(h.Disruption, s.number("disruption", -0.5, 0.5))
	}
	for range b.Packages {
		h.Settles, h.Settled = append(h.Settles, s.number("settles", 0, 0.1)), append(h.Settled, s.number("settled", 0, 1))
	}
	for k := range b.Issues {
		if is := &b.Issues[k]; is.Options == nil && is.Steps == 0 || b.Standstill != nil && b.Standstill.Issue == k {
			continue
		}
		d := Deterrent{Issue: k, Of: s.some("deters", len(b.Parties)), By: s.number("deters by", 0, 2)}
		if j := len(h.Deters) - 1; j >= 0 && s.one("less", 2) {
			d.Less = []Weakening{{Issue: h.Deters[j].Issue, Share: s.share("less")}}
		}
		h.Deters = append(h.Deters, d)
	}
	owns := s.below("owns", len(b.Issues)+1)
	if owns > 0 && b.Standstill != nil && b.Standstill.Issue == owns-1 {
		owns = 0
	}
	b.Processes = func(b *Bargain) []Process {
		of := *h
		of.Rate = nil
		for i := range rate {
			of.Rate = append(of.Rate, b.Parameter(rate[i], fmt.Sprint("hazard.p", i)))
		}
		return []Process{guard{hazards: &of, owns: owns}}
	}
}

func indices(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	return is
}

// chances are the random numbers of a draw that hash their names.
type chances uint64

func (c chances) Uniform(stream StreamKey, round, k int) float64 {
	x := uint64(c)*0x9e3779b97f4a7c15 ^ uint64(stream) ^ uint64(round)<<32 ^ uint64(k)<<48
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return (float64((x^x>>31)>>11) + 0.5) / (1 << 53)
}
