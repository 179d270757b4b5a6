package model

// aid is the realised account of model 1.6 in one draw.
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

func (r *aid) realise(a *AidAccount, in []float64) {
	r.need, r.push = a.Need.In(in), a.Push.In(in)
	for i := range a.Donors {
		r.flow[i] = a.Donors[i].Flow.In(in)
	}
	for i := range a.Fillers {
		f := &a.Fillers[i]
		r.capacity[i], r.willing[i], r.substitute[i] = f.Capacity.In(in), f.Willingness.In(in), f.Substitutability.In(in)
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
