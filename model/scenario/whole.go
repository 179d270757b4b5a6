package scenario

import (
	"fmt"
	"math"
	"strings"
)

// counting is true, or the number whose multiples can be agreed.
type counting struct {
	at   *node
	step float64 // 0: everything can be divided
}

// mostWhole is the largest number of whole numbers of an issue.
const mostWhole = 100_000

func (c *counting) read(d *decoder, n *node, f field) {
	if n.kind == scalar && n.tag == isBool {
		if strings.EqualFold(n.value, "true") {
			c.at, c.step = n, 1
		}
		return
	}
	var w whole
	f.tag = `in:"[1, 1000000000]"`
	w.read(d, n, f)
	c.at, c.step = w.at, float64(w.value)
}

func (*counting) schema(*generator, field) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"type": "boolean"}, map[string]any{"type": "integer", "minimum": 1}}}
}

// checkWhole reports whole numbers that the ends of the scale are none of.
func (s *issue) checkWhole(d *decoder) {
	if s.Whole.at == nil || s.unscaled() {
		return
	}
	lo, hi := s.scale.Bounds()
	switch n := (hi - lo) / s.Whole.step; {
	case s.Anchors.at != nil:
		d.at(s.Whole.at, fmt.Errorf("whole needs a straight scale; give the issue a range instead of anchors"))
	case s.Range.at == nil:
		d.at(s.Whole.at, fmt.Errorf("whole needs a range, such as [0, 50]"))
	case !multiple(lo, s.Whole.step) || !multiple(hi, s.Whole.step):
		d.at(s.Whole.at, fmt.Errorf("the ends of the range, %s and %s, must be multiples of %s", digits(lo), digits(hi), digits(s.Whole.step)))
	case n > mostWhole:
		d.at(s.Whole.at, fmt.Errorf("the range holds more than %d whole numbers; count in larger units", mostWhole))
	}
}

// multiple reports whether x is a multiple of step.
func multiple(x, step float64) bool {
	n := x / step
	return math.Abs(n-math.Round(n)) <= 1e-9
}

// wholeStep is the distance between neighbouring whole numbers as a position.
func (s *issue) wholeStep() float64 {
	if s.Whole.step == 0 {
		return 0
	}
	lo, hi := s.scale.Bounds()
	return s.Whole.step / (hi - lo)
}
