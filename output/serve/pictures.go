package serve

import (
	"slices"
	"strings"

	"sim/output"
	"sim/output/explore"
	"sim/output/plot"
)

// pictures are those of reports.
type pictures struct{}

// Of draws those of the named pictures that a result has.
func (pictures) Of(r *output.Result, names []string) ([]explore.Picture, error) {
	var list []explore.Picture
	for _, k := range plot.All {
		if !slices.ContainsFunc(names, func(name string) bool { return name == k.Name || strings.HasPrefix(name, k.Name+"-") }) {
			continue
		}
		for _, f := range k.Figures(r) {
			if !slices.Contains(names, f.Name) {
				continue
			}
			p, err := drawn(f, r)
			if err != nil {
				return nil, err
			}
			list = append(list, p)
		}
	}
	return list, nil
}

// OneDraw draws one draw.
func (pictures) OneDraw(r *output.Result, lead, draw int) (explore.Picture, bool, error) {
	f, ok := plot.OneDraw(r, lead, draw)
	if !ok {
		return explore.Picture{}, false, nil
	}
	p, err := drawn(f, r)
	return p, true, err
}

func drawn(f plot.Figure, r *output.Result) (explore.Picture, error) {
	svg, err := plot.SVG(f, r)
	return explore.Picture{Name: f.Name, Title: f.Title, Description: f.Description, SVG: string(svg)}, err
}
