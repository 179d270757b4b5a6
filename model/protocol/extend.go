package protocol

import "sim/model"

// roomFor returns a problem like p with room for more parties, which stand for terms of
// its objective or conditions on its terms.
func roomFor(p *model.Problem, more int) *model.Problem {
	q := model.NewProblem(p.Parties+more, p.Issues)
	q.Toll = rowsFor(q)
	if p.Price != nil {
		q.Line, q.Price = rowsFor(q), rowsFor(q)
	}
	return q
}

func rowsFor(q *model.Problem) [][]float64 {
	rows := make([][]float64, q.Parties)
	for i := range rows {
		rows[i] = make([]float64, q.Issues)
	}
	return rows
}

// extend writes p, as it stands at its level, into q, which has more parties.
func extend(q, p *model.Problem) {
	if p.Price != nil && q.Price == nil {
		q.Line, q.Price = rowsFor(q), rowsFor(q)
	} else if p.Price == nil {
		q.Line, q.Price = nil, nil
	}
	for i := range p.Parties {
		copyTastes(q, p, i, i)
		clear(q.Toll[i])
		copy(q.Gain[i], p.Gain[i])
		copy(q.Loss[i], p.Loss[i])
		if p.Toll != nil {
			copy(q.Toll[i], p.Toll[i])
		}
		if p.Price != nil {
			copy(q.Line[i], p.Line[i])
			copy(q.Price[i], p.Price[i])
		}
		q.Constant[i], q.Reservation[i], q.Power[i], q.Risk[i] = p.Constant[i], p.Reservation[i], p.Power[i], p.Risk[i]
		q.Consent[i], q.Voice[i], q.Patience[i] = p.Consent[i], p.Voice[i], p.Patience[i]
	}
	copy(q.Lower, p.Lower)
	copy(q.Upper, p.Upper)
	copy(q.StatusQuo, p.StatusQuo)
	copy(q.InPackage, p.InPackage)
	copy(q.Absent, p.Absent)
	q.Rows = p.Rows
}

// copyTastes writes into party i of q what party of of p wants.
func copyTastes(q, p *model.Problem, i, of int) {
	copy(q.Weight[i], p.Weight[of])
	copy(q.Ideal[i], p.Ideal[of])
	copy(q.Side[i], p.Side[of])
	copy(q.Curvature[i], p.Curvature[of])
}
