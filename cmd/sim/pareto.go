package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/plot"
	"sim/output/table"
)

// pareto prints what two parties could give each other, and draws it if a file
// is named.
func pareto(w, warnings io.Writer, s *study.Subject, o *solveOptions) error {
	pair, err := study.ParsePair(s.Scenario.Bargain, o.pareto)
	if err != nil {
		return usage("--pareto=%s: %w", o.pareto, err)
	}
	if o.out != "" && !slices.Contains(plot.Formats, strings.TrimPrefix(filepath.Ext(o.out), ".")) {
		return usage("--out=%s: the name of a picture ends in .%s", o.out, strings.Join(plot.Formats, ", ."))
	}
	if err := free(o.out, o.force || o.out == ""); err != nil {
		return err
	}
	var font *plot.Font
	if o.font != "" {
		if font, err = plot.OpenFont(o.font); err != nil {
			return usage("--font=%s: %w", o.font, err)
		}
	}
	f, ok := study.FrontierOf(s, pair)
	if !ok {
		return usage("--pareto=%s: no package leaves these two anything to trade (or more than eight parties must consent, or there are more than twenty)", o.pareto)
	}
	if err := table.WriteFrontier(w, s, f, styleOf(w)); err != nil {
		return err
	}
	if o.out == "" {
		_, err = fmt.Fprintf(w, "\nPayoffs are in stake units. With --out %s.svg it is drawn.\n", plot.ParetoName(s.Scenario.Bargain, f))
		return err
	}
	if err := warn(warnings, plot.LetterWarning(s.Scenario.Bargain, s.Scenario.Name, []string{strings.TrimPrefix(filepath.Ext(o.out), ".")}, font)); err != nil {
		return err
	}
	if err := plot.Save(o.out, font, plot.Pareto(&output.Result{Result: &study.Result{Scenario: s.Scenario}}, f)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nPayoffs are in stake units. Wrote %s.\n", o.out)
	return err
}
