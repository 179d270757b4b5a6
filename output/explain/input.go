package explain

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// input is how a number was understood and what it rests on.
func input(b *model.Bargain, in *model.Input) []string {
	written := "written " + in.Written
	if in.Unit != "" {
		written += " (" + in.Unit + ")"
	}
	lines := []string{written}
	if in.Dist == nil {
		lines = append(lines, "a known number: it does not vary")
	} else {
		q, amounts := output.QuantilesOf(in), output.AmountsIn(in)
		lines = append(lines, fmt.Sprintf("understood as %s: 5%% below %s, half below %s, 95%% below %s", in.Family, amounts.Exact(q[0]), amounts.Exact(q[1]), amounts.Exact(q[2])))
		if fit, ok := study.FitOf(in); ok {
			lines = append(lines, fmt.Sprintf("fitted: %s; asked for: 5%% below %s, half below %s, 95%% below %s", fit.Shape, amounts.Exact(fit.Asked[0]), amounts.Exact(fit.Asked[1]), amounts.Exact(fit.Asked[2])))
		}
	}
	for i := range b.Parties {
		secret := b.SecretOf(i)
		if column, varies := secret.Number(b).Column(); secret.Of != model.NoSecret && varies && column == in.Column {
			lines = append(lines, "known to "+output.PartyName(&b.Parties[i])+" alone: under the theory information the others know no more than this range")
		}
	}
	lines = append(lines, goesWith(b, in)...)
	lines = append(lines, "rests on: "+output.EvidenceStatusOf(b, in).String())
	if e := in.Evidence; e != nil {
		d, _ := output.DocumentOf(b, in)
		lines = append(lines, fmt.Sprintf("  %s (%s, %s): %s", d.Title, d.Kind, d.Published, e.Says))
		if e.Confidence != "" {
			lines = append(lines, "  confidence: "+e.Confidence)
		}
		if e.Disputed != "" {
			lines = append(lines, "  disputed: "+e.Disputed)
		}
	}
	return lines
}

// goesWith says which inputs an input is correlated with.
func goesWith(b *model.Bargain, in *model.Input) (lines []string) {
	if b.Coupling == nil || in.Dist == nil {
		return nil
	}
	varying := b.Varying()
	for _, c := range b.Coupling.Pairs {
		other := c.Columns[0]
		switch in.Column {
		case c.Columns[0]:
			other = c.Columns[1]
		case c.Columns[1]:
		default:
			continue
		}
		line := fmt.Sprintf("goes with %s: rank correlation %s", varying[other].Path, output.FormatExact(c.Used))
		if math.Abs(c.Used-c.Rank) > 0.005 {
			line += fmt.Sprintf(" (asked for: %s; not possible together with the others)", output.FormatExact(c.Rank))
		}
		lines = append(lines, line)
	}
	return lines
}
