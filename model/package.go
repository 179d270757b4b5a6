package model

// A Class is how a draw ended, in general terms; a scenario gives the classes
// its own labels.
type Class int

// The classes of outcome.
const (
	Settlement Class = iota // a comprehensive package is in force
	Ceasefire               // an interim package is in force
	Partial                 // a limited package is in force
	Stalemate               // none of these
	Escalation              // an escalation ended the draw
	Collapsed               // a settlement or ceasefire was signed and broken
	Classes    = 6
)

// ClassNames are the names of the classes as files write them.
var ClassNames = [Classes]string{"settlement", "ceasefire", "partial", "stalemate", "escalation", "collapsed"}

func (c Class) String() string { return ClassNames[c] }

// ClassLabel is what the scenario calls a class of outcome in text and
// pictures. Files and expressions use its name.
func (b *Bargain) ClassLabel(c Class) string {
	if label := b.Labels[c]; label != "" {
		return label
	}
	return c.String()
}

// Deal reports whether the class is one in which a package is in force that
// ends some of the fighting.
func (c Class) Deal() bool { return c == Settlement || c == Ceasefire || c == Partial }

// A Package is a set of issues settled together; the others stay at the
// status quo. Packages are tried in the order in which a scenario lists them.
type Package struct {
	ID, Title    string
	Outcome      Class // Settlement, Ceasefire or Partial
	Issues       []int
	Limits       []Limit
	Relief       Number // how much of the fighting it ends, [0, 1]; 0 = reported, never classified
	Share        Number // how much of the levers that act on agreement it earns, [0, 1]
	Stake        Number // how much of the breach loss it risks, [0, 1]
	Monitoring   Number // ≥ 0
	Meetings     Number // how many must have been held before it can be tabled
	FreezesFront bool
	LeverageLoss []LeverageLoss
}

// Unclassified reports whether the package, with the given relief, is reported but
// never classified: a partial one that ends none of the fighting.
func (p *Package) Unclassified(relief float64) bool { return p.Outcome == Partial && relief == 0 }

// Headline reports whether the package is judged against a party's
// reservation value: a settlement or a ceasefire. Others are judged against what talking on is worth.
func (p *Package) Headline() bool { return p.Outcome != Partial }

// A Limit bounds an issue inside a package, in the issue's own unit.
type Limit struct {
	Issue        int
	Lower, Upper Number
}

// A LeverageLoss is what agreeing to the package costs a party's hand.
type LeverageLoss struct {
	Party int
	Loss  Number // stake units, ≥ 0
}
