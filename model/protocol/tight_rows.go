package protocol

import "sim/model"

// noWorth is how small a price is that the search for terms may leave to a row that
// does not bind.
const noWorth = 1e-6

// keepTight finds the rows of the problem that the terms in out just meet, or that
// have a price. It reports whether there are others.
func (r *posedRows) keepTight(p *model.Problem, out *model.Offer) bool {
	r.binding, r.binds = r.binding[:0], r.binds[:0]
	for q := range p.Rows {
		row := &p.Rows[q]
		sum := -row.AtLeast
		for k, a := range row.Coefficient {
			sum += float64(a * out.Terms[k])
		}
		if row.Equal || sum <= rowSlack || q < len(out.Price) && out.Price[q] > noWorth {
			r.binding, r.binds = append(r.binding, *row), append(r.binds, q)
		}
	}
	return len(r.binding) < len(p.Rows)
}

// spread gives the offer of the rows that bind a price for each posed row, 0 for the
// others.
func (r *posedRows) spread(out *model.Offer) {
	if len(out.Price) != len(r.binds) {
		return
	}
	grow(&r.price, len(r.rows))
	clear(r.price)
	for at, q := range r.binds {
		r.price[q] = out.Price[at]
	}
	out.Price = append(out.Price[:0], r.price...)
}
