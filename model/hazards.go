package model

// Hazards say how agreements are broken: one law, by which they are broken in a
// draw and by which parties believe that they are (model 1.8). A process that
// implements HazardSource provides them.
type Hazards struct {
	Rate       []Parameter // per party: hazard per round of breaking an agreement without guarantee and monitoring; zero: never. Nil: nobody does
	Disruption []Number    // per party: what third parties add to its log-hazard; nil: nothing
	Monitoring Number      // how far full monitoring lowers the log-hazard, ≥ 0
	Deters     []Deterrent
	Temptation Number   // log-hazard per stake unit that a party would gain by breaking, ≥ 0; in the draw only, not in beliefs
	Settles    []Number // per package: chance per round that a new agreement settles, [0, 1]
	Settled    []Number // per package: factor on the hazard once it has settled, [0, 1]
	Weight     Number   // rounds of experience that beliefs at the start are worth, > 0
	Breaches   []Number // per party: breaches on record at the start
	Kept       Number   // rounds kept on record at the start
	Noticed    Number   // chance per round that a breach is noticed, if monitoring does not make it larger, [0, 1]
	Accidents  Number   // share of the believed hazard that no incentive prevents, [0, 1]
	Answers    []Answer
}

// A Deterrent is an issue whose terms restrain parties from breaking an
// agreement.
type Deterrent struct {
	Issue int
	Of    []int  // the parties that it restrains
	By    Number // log-hazard per position of the believed amount, ≥ 0
	Less  []Weakening
}

// An Answer is an issue whose terms let a breach cost its author something once it
// is noticed.
type Answer struct {
	Issue int
	Of    []int  // the parties whose breach it answers
	By    Number // stake units per position of the believed amount, ≥ 0
}

// A Weakening is an issue whose terms make a deterrent count less: its effect is
// multiplied by 1 − Share·position.
type Weakening struct {
	Issue int
	Share Number // [0, 1]
}

// A HazardSource is a Process that breaks agreements.
type HazardSource interface{ Hazards() *Hazards }
