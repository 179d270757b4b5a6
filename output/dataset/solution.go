package dataset

import (
	"io"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// solution is what WriteSolution writes. Maps are written in the order of their keys.
type solution struct {
	Purpose       string              `json:"purpose"`
	Scenario      string              `json:"scenario"`
	Protocol      string              `json:"protocol"`
	Status        string              `json:"status"`
	Reason        string              `json:"reason"`
	NotConsenting []string            `json:"not_consenting"`
	Package       string              `json:"package"`
	Granted       []string            `json:"granted"`          // what its package waits for in a run, and this meeting takes for granted
	Terms         map[string]float64  `json:"terms"`            // own units; without an agreement empty, or what the theory would have had
	Payoff        map[string]float64  `json:"agreement_payoff"` // stake units, at the terms; empty without
	Reservation   map[string]float64  `json:"reservation_value"`
	Surplus       map[string]float64  `json:"surplus"` // at the terms; empty without
	Totals        map[string]metTotal `json:"totals"`  // of those that the package has; empty without terms
	Certificate   map[string]*float64 `json:"certificate"`
	Margin        *float64            `json:"margin"`
	LogProduct    *float64            `json:"log_product"`
	Flags         []string            `json:"flags"`
	Ripeness      *ripeMoment         `json:"ripeness"` // null: there is no such index
}

// metTotal is what the terms make of a total, in its own unit, and what one more
// unit of it would be worth, in stake units; null where nothing is agreed.
type metTotal struct {
	Bound float64  `json:"bound"`
	Sum   float64  `json:"sum"`
	Price *float64 `json:"price"`
}

// ripeMoment is whether the conflict is ripe for a package, and why.
type ripeMoment struct {
	Package string             `json:"package"`
	Hurting map[string]float64 `json:"hurting"` // what a round of going on costs, stake units
	WayOut  *float64           `json:"way_out"` // the largest smallest surplus, stake units
	Ripe    bool               `json:"ripe"`
}

// WriteSolution writes what one meeting comes to as JSON, in full precision; what
// does not exist is null.
func WriteSolution(w io.Writer, s *study.Solution) error {
	b, offer := s.Subject.Scenario.Bargain, &s.Offer
	out := solution{
		Purpose: output.Purpose, Scenario: s.Subject.Scenario.Name, Protocol: s.Theory.Name,
		Status: offer.Status.String(), Reason: offer.Reason.String(), Package: s.Package.ID,
		Granted: append([]string{}, output.Granted(s)...), NotConsenting: []string{}, Flags: []string{}, Terms: map[string]float64{}, Payoff: map[string]float64{},
		Reservation: map[string]float64{}, Surplus: map[string]float64{}, Certificate: map[string]*float64{}, Totals: map[string]metTotal{},
		Margin: jsonNumber(s.Margin), LogProduct: jsonNumber(offer.LogProduct),
	}
	if r := s.Ripeness; r != nil {
		out.Ripeness = &ripeMoment{b.Packages[r.Package].ID, map[string]float64{}, jsonNumber(r.WayOut), r.Ripe()}
		for j, i := range r.Pair {
			out.Ripeness.Hurting[b.Parties[i].ID] = r.Hurting[j]
		}
	}
	for k := range b.Issues {
		if amount, ok := s.Terms(k); ok {
			out.Terms[b.Issues[k].ID] = amount
		}
	}
	for j, m := range s.Totals {
		if m.Concerned {
			out.Totals[b.Totals[j].ID] = metTotal{m.Bound, m.Sum, jsonNumber(m.Price)}
		}
	}
	for i := range b.Parties {
		id := b.Parties[i].ID
		out.Reservation[id] = s.Problem.Reservation[i]
		if s.Tabled() {
			out.Payoff[id], out.Surplus[id] = s.Payoff(i), offer.Surplus[i]
		}
		out.Certificate[id] = jsonNumber(s.Certificate(i))
	}
	for _, i := range s.NotConsenting() {
		out.NotConsenting = append(out.NotConsenting, b.Parties[i].ID)
	}
	for i, name := range model.FlagNames {
		if offer.Flags&(1<<i) != 0 {
			out.Flags = append(out.Flags, name)
		}
	}
	return writeJSON(w, out)
}
