package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var screening = entryOf(registry.About{
	Name: "screening",
	Doc:  "One side asks for more than a strong opponent would give, until contests show its strength.",
	Explain: `Whether the opponent is weak or strong is its secret, drawn once per draw: weak
with the chance prior. As long as the belief that it is weak is above

  (pool − alone) / (screen − alone)

where alone is what going on without an agreement brings against a strong opponent,
the other side makes the demand (screen) that only a weak opponent would accept,
so a strong one does not consent; below that it asks what both would give (pool).
Each round of which something is not relieved, on an issue that is not held, is a
contest, such as a battle in a war, and the belief follows Bayes' rule.

It assumes two types of opponent only, and that the screening side knows how
often each type would lose.

Do not use it where strength shows at the table rather than in contests.`,
	Citation: "Filson & Werner 2002, A Bargaining Model of War and Peace, American Journal of Political Science 46.",
}, func(p screeningParameters, b *model.Bargain) model.Process {
	return &Screening{
		By: p.By.Index(), Of: p.Of.Index(), Prior: p.Prior, IfWeak: p.IfWeak, IfStrong: p.IfStrong, Packages: indices(p.Packages),
		Key: model.Key("private/" + b.Parties[p.Of.Index()].ID),
	}
})

// Screening lets one side ask for more than a strong opponent would give,
// while it believes that the opponent is probably weak, and learn from contests
// that it is not (Filson and Werner 2002; model 2.12). Of which type the
// opponent is, is private: it is drawn once a draw.
type Screening struct {
	model.BaseProcess
	By, Of   int             // who screens whom
	Prior    model.Number    // belief at the start that the opponent is weak, (0, 1)
	IfWeak   model.Number    // share of contests won against a weak opponent, (0, 1)
	IfStrong model.Number    // against a strong one, less than IfWeak
	Packages []int           // those about which it screens
	Key      model.StreamKey // private/<party>

	strong       bool
	wins, losses int
}

type screeningParameters struct {
	By       registry.Ref   `yaml:"by" doc:"the party that asks for more" of:"party"`
	Of       registry.Ref   `yaml:"of" doc:"the opponent whose strength is private" of:"party"`
	Prior    model.Number   `yaml:"prior" doc:"belief at the start that the opponent is weak" in:"(0, 1)"`
	IfWeak   model.Number   `yaml:"if_weak" doc:"share of contests won against a weak opponent" in:"(0, 1)"`
	IfStrong model.Number   `yaml:"if_strong" doc:"share of contests won against a strong one" in:"(0, 1)"`
	Packages []registry.Ref `yaml:"packages" doc:"packages about which it screens" of:"package"`
}

var contestKey = model.Key("screening/contest")

// Begin draws the opponent's type.
func (s *Screening) Begin(g *model.Game) {
	s.wins, s.losses = 0, 0
	s.strong = g.Uniform(s.Key, 0) > s.Prior.In(g.In())
}

// Move sees a contest unless packages in force stop it.
func (s *Screening) Move(g *model.Game) {
	if g.Round == 0 || g.Now().Unrelieved == 0 || g.Now().Holding == 1 {
		return
	}
	rate := s.IfWeak
	if s.strong {
		rate = s.IfStrong
	}
	if g.Happens(contestKey, 0, rate.In(g.In())) {
		s.wins++
	} else {
		s.losses++
	}
}

// Respond lets a strong opponent not consent while it is being screened.
func (s *Screening) Respond(g *model.Game, i, pkg int, _ float64) model.Action {
	about := false
	for _, p := range s.Packages {
		about = about || p == pkg
	}
	if !about || i != s.Of || !s.strong {
		return model.Accept
	}
	in := g.In()
	weak, strong := s.IfWeak.In(in), s.IfStrong.In(in)
	q := Posterior(s.Prior.In(in), weak, strong, s.wins, s.losses)
	pool, screen := Demands(weak, strong, g.Table.Amount(g.Bargain.Parties[s.Of].DisagreementCost, s.Of))
	if q > ScreeningThreshold(pool, screen, strong-g.Table.Amount(g.Bargain.Parties[s.By].DisagreementCost, s.By)) {
		g.Report(model.Event{Kind: model.StoodFirm, Party: i, Package: pkg, Lever: -1})
		return model.Refuse
	}
	return model.Accept
}

// Posterior is the belief that an opponent is weak after wins and losses
// against it, by Bayes' rule.
func Posterior(prior, ifWeak, ifStrong float64, wins, losses int) float64 {
	odds := float64(prior / (1 - prior) * portable.Pow(ifWeak/ifStrong, float64(wins)) * portable.Pow((1-ifWeak)/(1-ifStrong), float64(losses)))
	return odds / (1 + odds)
}

// Demands are what the screening side can ask so that both types accept, and
// so that only a weak one does, where disagreement costs the opponent cost.
func Demands(ifWeak, ifStrong, cost float64) (pool, screen float64) {
	return ifStrong + cost, ifWeak + cost
}

// ScreeningThreshold is the belief in a weak opponent above which screening
// pays; alone is what going on against a strong one brings.
func ScreeningThreshold(pool, screen, alone float64) float64 {
	return (pool - alone) / (screen - alone)
}
