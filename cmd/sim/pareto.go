package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/plot"
	"sim/output/table"
)

// pairOf reads the two parties that --pareto names.
func pairOf(b *model.Bargain, value string) (pair [2]int, err error) {
	ids := strings.Split(value, ",")
	if len(ids) != 2 {
		return pair, usage("--pareto=%s: expected two parties, such as --pareto %s", value, examplePair(b))
	}
	var known []string
	for i := range b.Parties {
		known = append(known, b.Parties[i].ID)
	}
	var errs []error
	for n, id := range ids {
		if pair[n] = slices.Index(known, strings.TrimSpace(id)); pair[n] < 0 {
			errs = append(errs, usage("--pareto=%s: %w", value, &registry.UnknownError{What: "party", Name: strings.TrimSpace(id), Known: known}))
		}
	}
	if errs == nil && pair[0] == pair[1] {
		errs = append(errs, usage("--pareto=%s: expected two different parties", value))
	}
	return pair, errors.Join(errs...)
}

// examplePair is the scenario's first two parties, as --pareto takes them.
func examplePair(b *model.Bargain) string {
	if len(b.Parties) < 2 {
		return "a,b"
	}
	return b.Parties[0].ID + "," + b.Parties[1].ID
}

// pareto prints what two parties could give each other, and draws it if a file
// is named.
func pareto(w, warnings io.Writer, s *study.Subject, o *solveOptions) error {
	pair, err := pairOf(s.Scenario.Bargain, o.pareto)
	if err != nil {
		return err
	}
	if o.out != "" && !slices.Contains(plot.Formats, strings.TrimPrefix(filepath.Ext(o.out), ".")) {
		return usage("--out=%s: the name of a picture ends in .%s", o.out, strings.Join(plot.Formats, ", ."))
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
	if err := draw(o.out, font, plot.Pareto(&output.Result{Result: &study.Result{Scenario: s.Scenario}}, f)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nPayoffs are in stake units. Wrote %s.\n", o.out)
	return err
}

// draw writes a picture, in the format that the file's name asks for: whole, or not at all.
func draw(path string, font *plot.Font, f plot.Figure) (err error) {
	data, err := plot.Encode(f, strings.TrimPrefix(filepath.Ext(path), "."), font)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name()) // half a picture helps nobody; the first error is the one to report
		}
	}()
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
