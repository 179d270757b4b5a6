package study

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
)

// MostPoints is how many points a sweep may have in all.
const MostPoints = 100_000

// ParseAxes reads what a sweep goes over: one or two numbers with their values. The
// error says what is wrong with the texts.
func ParseAxes(specs []string) ([]Axis, error) {
	if len(specs) > 2 {
		return nil, fmt.Errorf("a sweep goes over one or two numbers, not %d", len(specs))
	}
	points := 1
	var axes []Axis
	for _, spec := range specs {
		a, err := ParseAxis(spec)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", spec, err)
		}
		if points *= len(a.Values); points > MostPoints {
			return nil, fmt.Errorf("more than %d points in all", MostPoints)
		}
		axes = append(axes, a)
	}
	if len(axes) == 2 && axes[0].Path == axes[1].Path {
		return nil, fmt.Errorf("%s is named twice", axes[0].Path)
	}
	return axes, nil
}

// ParseAxis reads path=from:to:step, or path=value,value,…. The error says what is
// wrong with the text.
func ParseAxis(spec string) (Axis, error) {
	bad := func(what string, args ...any) (Axis, error) {
		return Axis{}, fmt.Errorf(what, args...)
	}
	path, text, ok := strings.Cut(spec, "=")
	a := Axis{Path: strings.TrimSpace(path)}
	if !ok || a.Path == "" {
		return bad("expected path=from:to:step, such as levers.aid_cutoff.weight=0:1:0.1, or path=value,value")
	}
	parts, ranged := strings.Split(text, ":"), strings.Contains(text, ":")
	if !ranged {
		parts = strings.Split(text, ",")
	}
	var numbers []float64
	for _, part := range parts {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return bad("%q is not a number", strings.TrimSpace(part))
		}
		numbers = append(numbers, x)
	}
	if !ranged {
		if a.Values = numbers; len(numbers) < 2 {
			return bad("one value is no sweep; use --set")
		}
		slices.Sort(a.Values)
		if len(slices.Compact(slices.Clone(a.Values))) < len(a.Values) {
			return bad("a value is there twice")
		}
		return a, nil
	}
	if len(numbers) != 3 {
		return bad("expected from:to:step")
	}
	from, to, step := numbers[0], numbers[1], numbers[2]
	switch {
	case !(step > 0):
		return bad("the step must be above 0")
	case !(from < to):
		return bad("from must lie below to")
	case (to-from)/step > MostPoints:
		return bad("more than %d points", MostPoints)
	}
	for i := 0; from+float64(float64(i)*step) <= to+float64(step*1e-9); i++ {
		x := from + float64(float64(i)*step)
		a.Values = append(a.Values, math.Round(x*1e12)/1e12)
	}
	if len(a.Values) < 2 {
		return bad("one value is no sweep; use a smaller step, or --set")
	}
	if last := a.Values[len(a.Values)-1]; to-last > step*1e-6 {
		return bad("steps of %s from %s end at %s, short of %s; end there, or take a step that fits, such as %s", model.FormatNumber(step), model.FormatNumber(from), model.FormatNumber(last), model.FormatNumber(to), model.FormatNumber((to-from)/math.Ceil((to-from)/step)))
	}
	return a, nil
}
