package dataset

import (
	"io"

	"sim/model"
	"sim/model/analysis"
	"sim/output"
)

// ensembleCSV is what the theories say together and how far they are apart.
type ensembleCSV struct{}

// Name is the file's name.
func (ensembleCSV) Name() string { return "ensemble.csv" }

// Write writes the figures in full precision; none for fewer than two theories.
func (ensembleCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, ensembleColumns())
	if err != nil {
		return err
	}
	e, ok := r.Ensemble()
	if !ok {
		return c.flush()
	}
	var failed error
	add := func(class, quantity string, value float64) {
		if failed == nil {
			failed = c.row(class, quantity, number(value))
		}
	}
	split := func(class, prefix string, s analysis.Split) {
		add(class, prefix+"variance_within", s.Within)
		add(class, prefix+"variance_between", s.Between)
		add(class, prefix+"between_share", s.BetweenShare())
		add(class, prefix+"variance_rules", s.Rules)
		add(class, prefix+"variance_causes", s.Causes)
	}
	for class := range model.Classes {
		name := model.Class(class).String()
		lower, upper := e.Pool.Robust(class, analysis.Contamination)
		add(name, "pooled_share", e.Pool.Shares[class])
		add(name, "pooled_share_error", e.Errors[class])
		add(name, "envelope_lower", e.Pool.Lower[class])
		add(name, "envelope_upper", e.Pool.Upper[class])
		add(name, "robust_lower", lower)
		add(name, "robust_upper", upper)
		split(name, "", e.Classes[class])
	}
	add("", "divergence", e.Pool.Divergence)
	add("", "disagreement", e.Pool.Disagreement)
	add(model.Class(e.Pool.Modal).String(), "modal_agreement", e.Pool.ModalAgreement)
	for m, weight := range e.Weights {
		if !r.Scenario.Bargain.Theories[m].Pooled() {
			continue
		}
		add("", "weight."+r.Scenario.Bargain.Theories[m].Name, weight)
	}
	for _, k := range r.Scenario.Bargain.ListedIssues() {
		if e.Terms[k].Theories > 1 {
			split("", "terms."+r.Scenario.Bargain.Issues[k].ID+".", e.Terms[k].Split)
		}
	}
	if failed != nil {
		return failed
	}
	return c.flush()
}

// ensembleColumns describes ensemble.csv.
func ensembleColumns() []Column {
	return []Column{
		{"class", Text, "", true, "the class of outcome that the figure is about; empty where it is about all of them or about terms"},
		{"quantity", Text, "", false, "what the figure is: pooled_share (" + percent + ", over all theories, by their weights), pooled_share_error (one standard error for Monte Carlo error, at most), envelope_lower, envelope_upper (smallest and largest share that a theory gives), robust_lower, robust_upper (range of the pooled share if half of the weight may lie anywhere among the theories), variance_within, variance_between, between_share (of whether a draw ends in the class: variance within theories, between them, and the share of the whole that lies between), variance_rules, variance_causes (the two parts of variance_between: between the rules of one cause, and between causes), divergence (generalised Jensen–Shannon divergence of the theories, nats), disagreement (divergence over the most that it can be, 0 to 1), modal_agreement (weight of the theories that give the class the largest share, for the class that the pool gives it), weight.THEORY (what the theory weighs in the pool), terms.ISSUE.variance_within and so on (of the issue's position, 0 to 1, over draws in which a deal settled it, among theories with at least 100 of them)"},
		{"value", Real, "the figure's own", true, "the figure; empty where nothing varies"},
	}
}
