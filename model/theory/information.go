package theory

import (
	"errors"
	"fmt"

	"sim/model"
	"sim/model/protocol"
	"sim/model/registry"
)

// Information is bargaining with a party of which only itself knows what no
// agreement costs it (Fearon 1995; Sobel and Takahashi 1983; Fudenberg, Levine
// and Tirole 1985).
var Information = registry.Of(registry.About{
	Name: "information",
	Doc:  "Private information: demands are made of a party that alone knows what no agreement costs it, meeting after meeting.",
	Explain: `Of the two parties between which the dispute lies, one knows something that the other does not: its disagreement_cost, its reservation_value or the one term at which it walks_away has a range and is known_to it alone, or the strength of the first of the two is. The draw's value stays the same for the whole draw; the other party holds the range as its belief. In every meeting on a settlement the party that does not know demands terms, and the one that knows accepts or refuses. Terms are the best for who demands among those that give the other what the demand leaves it and everybody else its reservation value. (Where both know something alone a clock with the parties' powers as rates says who demands, and demands are not read as signals.)

Who demands weighs better terms against the share of types that refuse, looking ahead to the later demands, and learns from a refusal: the types that would have accepted are ruled out. A party accepts if it would not do better by waiting for the next, lower demand. If the clock ends: deadline, both know that nothing is signed after the last round. If it ends: watching (the default), talks go on as far as they know; where peace at the toughest type's price is worth more to who demands than going on against the average type, talks then end soon, and ignorance about costs explains delay rather than failure.

Other packages than settlements are divided as under nash. The twin is demands, the same with everything known.

With bids: sealed both parties bid at once instead, on a single divisible issue: a price, or a wage. Each walks away at a limit of its own that only it knows, uniformly distributed. They settle at the mean of the bids if the one that wants more does not bid above the other. Each bids 2/3 of its limit and a constant, so that they agree only if the limits leave a quarter of (the highest of the one − the lowest of the other) between them: both ask for more than they need (Chatterjee and Samuelson 1983). Where limits do not overlap widely these bids are no equilibrium, and the scenario is refused. No meeting changes the bids, so there is one. The twin, demands+sealed, settles halfway between the limits. Do not use it for the costs of a conflict: as these are above 0 some terms suit every type.

A strength that moves the line of the process drift (drift_a_round) shows in how it moves, and who does not know the strength learns from that.

It assumes that the belief is the written range, that payoffs stay as they are (the game is solved anew when they move by more than 0.001), and that only one number of a party is private. Do not use it where the party that knows can make offers of its own that tell what it knows.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995); J. Sobel and I. Takahashi, A Multistage Model of Bargaining, Review of Economic Studies 50 (1983); D. Fudenberg, D. Levine and J. Tirole, Infinite-Horizon Models of Bargaining with One-Sided Incomplete Information, in Game-Theoretic Models of Bargaining (1985); K. Chatterjee and W. Samuelson, Bargaining under Incomplete Information, Operations Research 31 (1983)",
}, screeningParameters{defaultTypes, unsealed}, func(p screeningParameters) (model.Theory, error) {
	t, err := p.theory(nil)
	t.With = oneKnown
	t.Name, t.Title, t.Cause, t.Twin, t.Family = "information", "private information", "information", "demands", "information"
	if p.Bids == sealed {
		t.Name, t.Title, t.Twin, t.With = t.Name+"+"+sealed, "sealed bids", t.Twin+"+"+sealed, nil
	}
	return t, err
})

// Demands is bargaining by demands where everybody knows everything: the twin of
// Information.
var Demands = registry.Of(registry.About{
	Name: "demands",
	Doc:  "Demands with everything known: one side takes all that the other would not give up for going on.",
	Explain: `As under information, the party that does not know the other's cost there makes the demands, but here it knows it. It leaves the other as much as going on would bring it, and takes the rest. This is no theory of its own: it stands beside information, so that the difference between the two is what ignorance alone does. Where both parties know something alone, demands+PARTY lets everybody know that party's number and leaves the other private, with the same party demanding as under information: how many more draws agree is the price of not knowing that number.

It assumes that one side makes all the offers. Do not use it to divide gains between equals: see nash.`,
	Citation: "I. Ståhl, Bargaining Theory (1972)",
}, demandsParameters{unsealed, everybody}, func(p demandsParameters) (model.Theory, error) {
	t, err := screeningParameters{defaultTypes, p.Bids}.theory(p.reveals)
	t.Name, t.Title, t.Beside, t.OnRequest = "demands", "demands, all known", true, true
	switch {
	case p.Bids == sealed:
		t.Name, t.Title = t.Name+"+"+sealed, "limits known, met halfway"
	case p.Known != everybody:
		t.Name, t.Title, t.Twin = t.Name+"+"+p.Known, p.Known+"'s number known", "information"
		t.Follows = append(t.Follows, "information", "demands")
		t.Lacks = p.lacks
	}
	return t, err
})

// oneKnown are the rows of demands in which one of several secrets is known to
// all: they tell from which ignorance a failure comes.
func oneKnown(b *model.Bargain) (names []string) {
	secrets := secretsOf(b)
	if len(secrets) < 2 {
		return nil
	}
	for _, s := range secrets {
		names = append(names, "demands+"+b.Parties[s.Party].ID)
	}
	return names
}

// secretsOf lists what the two parties of the dispute know alone.
func secretsOf(b *model.Bargain) (list []model.Secret) {
	pair, ok := b.Pair()
	for _, party := range pair {
		if ok && hasSecret(b, party) {
			list = append(list, b.SecretOf(party))
		}
	}
	return list
}

// lacksSecret says what a bargain lacks in which nothing is private.
func lacksSecret(b *model.Bargain) string {
	pair, ok := b.Pair()
	switch {
	case !ok:
		return "two parties between which the dispute lies: drift.between, or two signatories with a disagreement_cost"
	case !hasSecret(b, pair[0]) && !hasSecret(b, pair[1]):
		return "a private number: disagreement_cost: {value: 0.05 to 0.2, known_to: [PARTY]} of one of the two parties (or its reservation_value, or a term of walks_away), or a strength with known_to"
	}
	return ""
}

// defaultTypes is enough for shares to the closed forms' fourth digit, with a
// last round twenty meetings away.
const defaultTypes = 128

// hasSecret reports whether a party knows something alone.
func hasSecret(b *model.Bargain, party int) bool {
	return b.SecretOf(party).Of != model.NoSecret
}

type screeningParameters struct {
	Types int    `yaml:"types,omitempty" doc:"how many types a private range is divided into, 8 to 512"`
	Bids  string `yaml:"bids,omitempty" doc:"none: one party demands; sealed: both bid at once, each with a limit that only it knows"`
}

// set reads the part of a name after the plus: information+sealed.
func (s *screeningParameters) set(after string) error {
	s.Bids = after
	return s.check()
}

func (s *screeningParameters) check() error {
	if s.Bids != unsealed && s.Bids != sealed {
		return fmt.Errorf("bids must be %s or %s, not %s", unsealed, sealed, s.Bids)
	}
	return nil
}

// everybody is the value of known that leaves nothing private.
const everybody = "all"

type demandsParameters struct {
	Bids  string `yaml:"bids,omitempty" doc:"none, or sealed: the twin of information with bids: sealed"`
	Known string `yaml:"known,omitempty" doc:"whose private number everybody knows: all, or a party, whose number alone is known then"`
}

// set reads the part of a name after the plus: demands+sealed, demands+PARTY.
func (d *demandsParameters) set(after string) error {
	switch after {
	case sealed:
		d.Bids = sealed
	case everybody:
		return errors.New("demands are with everything known already: demands, or demands+PARTY")
	default:
		d.Known = after
	}
	return nil
}

// reveals lists the secrets that are known to all.
func (d demandsParameters) reveals(b *model.Bargain) (list []model.Secret) {
	for _, s := range secretsOf(b) {
		if d.Known == everybody || d.Known == b.Parties[s.Party].ID {
			list = append(list, s)
		}
	}
	return list
}

// lacks says what a bargain lacks in which a party knows nothing alone.
func (d demandsParameters) lacks(b *model.Bargain) string {
	if what := lacksSecret(b); what != "" || len(d.reveals(b)) > 0 {
		return what
	}
	return "a private number of " + d.Known + ", as one of the two parties"
}

// theory is nash with demands in its place where settlements are tabled; reveals
// lists the secrets that everybody knows, nil: none.
func (s screeningParameters) theory(reveals func(*model.Bargain) []model.Secret) (model.Theory, error) {
	if s.Types < 8 || s.Types > 512 {
		return model.Theory{}, fmt.Errorf("types must be between 8 and 512, not %d", s.Types)
	}
	if err := s.check(); err != nil {
		return model.Theory{}, err
	}
	t, err := protocol.Nash.Default()
	t.Rule, t.Totals, t.Concave = "nash", false, true
	t.Lacks, t.Reveals, t.Types = lacksSecret, reveals, s.Types
	if s.Bids == sealed {
		t.Lacks = lacksBids
		t.Acts = func(b *model.Bargain) []model.Process { return []model.Process{newBidding(b, reveals != nil)} }
		return t, err
	}
	t.Follows = []string{"nash"}
	t.Acts = func(b *model.Bargain) []model.Process { return []model.Process{newDemanding(b, s.Types, reveals)} }
	return t, err
}
