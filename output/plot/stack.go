package plot

import (
	"sim/model"
)

// stackRounds draws, round by round, what is in force as stacked shares of
// draws, the first class at the bottom.
func (c chart) stackRounds(s *canvas, rounds [][model.Classes]int, classes []model.Class, draws int) {
	below := make([]float64, len(rounds))
	for n, class := range classes {
		above := make([]float64, len(rounds))
		some := false
		for t := range rounds {
			above[t] = below[t] + float64(rounds[t][class])/float64(draws)
			some = some || rounds[t][class] > 0
		}
		if some {
			f := classFills[class]
			s.polygon(between(c.steps(below), c.steps(above)), f.colour)
			c.hatch(s, below, above, f)
			if n > 0 {
				s.curve(c.steps(below), pen{colour: white, width: 1})
			}
		}
		below = above
	}
}

// hatch draws a fill's lines between two step curves, each in as few pieces as
// the steps allow.
func (c chart) hatch(s *canvas, lower, upper []float64, f fill) {
	var all [][2]point
	open := map[int]int{} // where in the list the line that runs on from the last slot is, by what stays the same on it
	for t := range lower {
		b := box{c.x.at(float64(t) + 0.5), c.y.at(upper[t]), c.x.at(float64(t) + 1.5), c.y.at(lower[t])}
		next := map[int]int{}
		if b.height() > 0.5 {
			for _, l := range hatchLines(b, f.pattern) {
				k := lineKey(l)
				if i, ok := open[k]; ok && all[i][1].x >= l[0].x-0.01 {
					all[i][1] = l[1]
					next[k] = i
					continue
				}
				all = append(all, l)
				next[k] = len(all) - 1
			}
		}
		open = next
	}
	s.segments(all, pen{colour: f.lines, width: 1.1})
}

// lineKey tells hatch lines apart: by y if level, by x + y if rising, by
// x − y if falling, and by which of these it is.
func lineKey(l [2]point) int {
	const fine = 16
	round := func(v float64) int { return int(v*fine + 0.5) }
	dx, dy := l[1].x-l[0].x, l[1].y-l[0].y
	switch {
	case dy == 0:
		return 3*round(l[0].y) + 0
	case dx*dy < 0:
		return 3*round(l[0].x+l[0].y) + 1
	}
	return 3*round(l[0].x-l[0].y+4*sheetWidth) + 2
}
