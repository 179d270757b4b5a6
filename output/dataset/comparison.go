package dataset

import (
	"math"

	"sim/model/analysis"
	"sim/output"
)

// Comparison is compare.csv: every headline figure that both runs have, theory
// by theory, with its paired difference; and verdicts.csv: whether the theories
// agree on the direction of each; where it was asked, effects.csv: what each change
// does by itself.
func Comparison(c *output.Comparison) []*DataFile {
	const unit = "the figure's own"
	t := &DataFile{Name: "compare", Columns: []Column{
		{"variant", Text, "", false, "what is compared with the base: a file, or what was changed"},
		{"protocol", Text, "", false, "the bargaining theory"},
		{"quantity", Text, "", false, "what the figure is, as in a run's summary.csv"},
		{"key", Text, "", false, "the outcome, issue or party that it is about"},
		{"base_n", Integer, "draws", false, "how many draws the figure rests on in the base"},
		{"base", Real, unit, true, "the figure in the base"},
		{"base_error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"variant_n", Integer, "draws", false, "how many draws the figure rests on in the variant"},
		{"value", Real, unit, true, "the figure in the variant"},
		{"value_error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"difference", Real, unit, true, "the figure in the variant minus that in the base, on the same draws"},
		{"error", Real, unit, true, "Monte Carlo error of the difference, of paired draws: one standard error; an upper bound for medians of rounds and for quantiles at 5% and 95%"},
		{"lower", Real, unit, true, "lower end of the difference's 95% interval"},
		{"upper", Real, unit, true, "upper end of the difference's 95% interval"},
		{"only_base", Integer, "draws", true, "for a share: draws that count in the base and not in the variant"},
		{"only_variant", Integer, "draws", true, "for a share: draws that count in the variant and not in the base"},
		{"gain", Real, "", true, "what the pairing bought: how many times as many draws runs with random numbers of their own would need for the same error"},
		{"noise", Text, "", true, "~ where the difference is no more than two errors away from none"},
	}}
	verdicts := &DataFile{Name: "verdicts", Columns: []Column{
		{"variant", Text, "", false, "what is compared with the base"},
		{"quantity", Text, "", false, "what the figure is"},
		{"key", Text, "", false, "the outcome, issue or party that it is about"},
		{"verdict", Text, "", false, "robust_positive, robust_negative: all theories see that direction; some_positive, some_negative: some see that direction and the others none; contested: some see one and others the other; no_direction: none sees one"},
		{"weight_positive", Real, "share", false, "weight of the theories under which the figure goes up by more than two errors"},
		{"weight_negative", Real, "share", false, "weight of those under which it goes down by more than two errors"},
		{"weight_undetermined", Real, "share", false, "weight of those under which it is noise or rests on too few draws"},
		{"lowest", Real, unit, true, "smallest difference under any theory"},
		{"highest", Real, unit, true, "largest difference under any theory"},
	}}
	for i := range c.Variants {
		v := &c.Variants[i]
		for m := range v.Theories {
			for f := range v.Quantities {
				t.Rows = append(t.Rows, comparedRow(v, m, f))
			}
		}
		for f := range v.Quantities {
			e := &v.Effects[f]
			verdicts.Rows = append(verdicts.Rows, []any{
				v.Name, v.Quantities[f].Quantity, v.Quantities[f].Key, e.Verdict.String(), e.Positive, e.Negative, e.Undetermined, e.Lower, e.Upper,
			})
		}
	}
	files := []*DataFile{t, verdicts}
	if effects := changeEffects(c); effects.Rows != nil {
		files = append(files, effects)
	}
	return files
}

func changeEffects(c *output.Comparison) *DataFile {
	const unit = "the figure's own"
	t := &DataFile{Name: "effects", Columns: []Column{
		{"variant", Text, "", false, "what is compared with the base"},
		{"change", Text, "", false, "the number that differs, or the part of the scenario that several numbers belong to"},
		{"made", Text, "", false, "first: the base with this change alone, against the base; last: the variant against the variant without this change"},
		{"protocol", Text, "", false, "the bargaining theory"},
		{"quantity", Text, "", false, "what the figure is, as in a run's summary.csv"},
		{"key", Text, "", false, "the outcome, issue or party that it is about"},
		{"difference", Real, unit, true, "what the change adds to the figure, on the same draws"},
		{"error", Real, unit, true, "Monte Carlo error of the difference: one standard error"},
		{"noise", Text, "", true, "~ where the difference is no more than two errors away from none"},
	}}
	for i := range c.Variants {
		v := &c.Variants[i]
		for j := range v.Changes {
			e := &v.Changes[j]
			t.Rows = append(t.Rows, effectRows(v.Name, output.EffectName(e), "first", e.First)...)
			t.Rows = append(t.Rows, effectRows(v.Name, output.EffectName(e), "last", e.Last)...)
		}
	}
	return t
}

func effectRows(variant, change, made string, c *analysis.Comparison) (rows [][]any) {
	if c == nil {
		return nil
	}
	for m := range c.Theories {
		for f, h := range c.Quantities {
			p := &c.Paired[m][f]
			rows = append(rows, []any{variant, change, made, c.Theories[m].Name, h.Quantity, h.Key, p.Difference.Value, p.Difference.Error, noiseMark(p)})
		}
	}
	return rows
}

func noiseMark(p *analysis.Paired) string {
	if p.Noise() {
		return "~"
	}
	return ""
}

func comparedRow(v *output.Variant, theory, figure int) []any {
	p, h := &v.Paired[theory][figure], &v.Quantities[figure]
	var onlyA, onlyB any
	if h.Share {
		onlyA, onlyB = p.OnlyA, p.OnlyB
	}
	d := p.Difference
	return []any{
		v.Name, v.Theories[theory].Name, h.Quantity, h.Key, p.A.N, p.A.Value, p.A.Error, p.B.N, p.B.Value, p.B.Error,
		d.Value, d.Error, d.Lower, d.Upper, onlyA, onlyB, finite(p.Gain), noiseMark(p),
	}
}

// finite is x, or nothing.
func finite(x float64) any {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return x
}
