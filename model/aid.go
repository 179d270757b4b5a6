package model

// An AidAccount replaces offsets by accounting: donors' flows, cut by levers
// and filled by others, against a need (adequacy, model 1.6).
type AidAccount struct {
	Of      int    // the party that receives the aid and whose conflict cost it eases
	Need    Number // money per round, > 0
	Push    Number // log-odds that a complete lack of aid adds to the conflict cost
	Donors  []Donor
	Fillers []Filler
}

// A Donor gives aid that a lever may cut.
type Donor struct {
	Party int
	Flow  Number // money per round
	CutBy int    // lever whose strength is the share cut; −1 if none
}

// A Filler makes up for what others cut.
type Filler struct {
	Party            int
	Capacity         Number // money per round at most
	Willingness      Number // share of the gap it is ready to fill, [0, 1]
	Substitutability Number // how far its aid replaces what was cut, [0, 1]
}

// aid is one draw's aid account: needs, flows and fillers with their sampled values.
type aid struct {
	need, push                    float64
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
		gap += f * cut
		kept += f * (1 - cut)
	}
	var raw float64
	for i, c := range r.capacity {
		raw += min(c, r.willing[i]*gap)
	}
	if raw > 0 {
		scale := min(1, gap/raw)
		for i, c := range r.capacity {
			kept += r.substitute[i] * scale * min(c, r.willing[i]*gap)
		}
	}
	return min(1, kept/r.need)
}
