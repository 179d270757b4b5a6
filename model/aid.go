package model

// An AidAccount computes a party's aid instead of using fixed substitutions:
// donors' flows, which levers cut and others replace, are compared with a need
// (adequacy, model 1.6).
type AidAccount struct {
	Of      int    // party that receives the aid; the lack of it raises its disagreement cost
	Need    Number // money per round, > 0
	Costs   Number // what a complete lack of aid adds to its disagreement cost, stake units
	Donors  []Donor
	Fillers []Filler
}

// A Donor gives aid that a lever may cut.
type Donor struct {
	Party int
	Flow  Number // money per round
	CutBy int    // lever whose strength is the share of the flow that it cuts; −1 if none
}

// A Filler is a party that replaces aid that others cut.
type Filler struct {
	Party            int
	Capacity         Number // most that it can give, money per round
	Willingness      Number // share of the gap that it is willing to fill, [0, 1]
	Substitutability Number // how much of what was cut a unit of its aid replaces, [0, 1]
}

// aid is one draw's aid account: needs, flows and fillers with their sampled values.
type aid struct {
	need, costs                   float64
	flow                          []float64
	capacity, willing, substitute []float64
}

func newAid(a *AidAccount) *aid {
	if a == nil {
		return nil
	}
	f := len(a.Fillers)
	return &aid{
		flow:     make([]float64, len(a.Donors)),
		capacity: make([]float64, f), willing: make([]float64, f), substitute: make([]float64, f),
	}
}

// adequacy is the share of the need that is met, in [0, 1], when each donor's
// flow is cut by the strength of its lever.
func (r *aid) adequacy(a *AidAccount, strength []float64) float64 {
	var gap, kept float64
	for i, f := range r.flow {
		cut := 0.0
		if l := a.Donors[i].CutBy; l >= 0 {
			cut = strength[l]
		}
		gap += float64(f * cut)
		kept += float64(f * (1 - cut))
	}
	var raw float64
	for i, c := range r.capacity {
		raw += min(c, r.willing[i]*gap)
	}
	if raw > 0 {
		scale := min(1, gap/raw)
		for i, c := range r.capacity {
			kept += float64(r.substitute[i] * scale * min(c, r.willing[i]*gap))
		}
	}
	return min(1, kept/r.need)
}
