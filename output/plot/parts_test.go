package plot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// TestDotsCountDraws checks the dots of a known distribution: those of the
// uniform one on an axis stand evenly, and each holds 2% of it.
func TestDotsCountDraws(t *testing.T) {
	var s montecarlo.Distribution
	for i := range 5000 {
		s.Put((float64(i) + 0.5) / 5000)
	}
	a := axis{0, 1, 100, 500}
	var xs []float64
	for i, p := range dotLevels() {
		x := a.at(s.At(p))
		if want := 100 + 400*(float64(i)+0.5)/50; math.Abs(x-want) > 0.1 {
			t.Errorf("dot %d stands at %g, want %g", i, x, want)
		}
		xs = append(xs, x)
	}
	l := layDots(100, 500, [][]float64{xs})
	total := 0
	for _, n := range l.stacks(xs) {
		total += n
	}
	if total != dotCount || l.pressed {
		t.Errorf("%d dots, pressed %v", total, l.pressed)
	}
	// All in one place: one stack of 50, pressed and counted.
	if l := layDots(100, 500, [][]float64{slices.Repeat([]float64{500}, dotCount)}); !l.pressed || l.room(slices.Repeat([]float64{500}, dotCount)) > stackHeight+14 {
		t.Errorf("a point mass: %+v", l)
	}
}

func TestVerdictsAddUp(t *testing.T) {
	r := summit(700)
	for i := range r.Tally.Theories {
		sum := 0
		for _, v := range verdicts(r, i) {
			sum += v.count
		}
		headline := r.Tally.Theories[i].Classes[model.Settlement] + r.Tally.Theories[i].Classes[model.Ceasefire]
		if sum != r.Tally.Draws || verdicts(r, i)[0].count != headline {
			t.Errorf("theory %d: %d of %d draws, %d with a headline package, want %d", i, sum, r.Tally.Draws, verdicts(r, i)[0].count, headline)
		}
	}
}

func TestSectionsCountEveryInput(t *testing.T) {
	b := summit(1).Scenario.Bargain
	ss := sections(b)
	whole := output.CountEvidence(b)
	if all := ss[len(ss)-1]; all.total != whole.Total || all.of != whole.Of {
		t.Errorf("all numbers: %+v, want %+v", all, whole)
	}
	total := 0
	for _, s := range ss[:len(ss)-1] {
		total += s.total
	}
	if total != whole.Total {
		t.Errorf("sections hold %d numbers of %d", total, whole.Total)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		most     int
		want     []float64
	}{
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{0, 12000, 5, []float64{0, 2500, 5000, 7500, 10000}},
		{10, 4, 6, []float64{4, 5, 6, 7, 8, 9, 10}},
		{-0.3, 0.3, 3, []float64{-0.2, 0, 0.2}},
		{5, 5, 5, []float64{5}},
	} {
		got := axis{c.from, c.to, 0, 1}.ticks(c.most)
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("from %g to %g: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	for x, want := range map[float64]string{0: "0", -0.2: "−0.2", 2500: "2,500", 0.30000000000000004: "0.3", 27000: "27,000"} {
		if got := tickText(x); got != want {
			t.Errorf("%v is written %q, want %q", x, got, want)
		}
	}
}

func TestHatchStaysInside(t *testing.T) {
	b := box{13.3, 27.1, 91.9, 44.4}
	const slack = 1e-9
	for _, down := range []bool{false, true} {
		lines := diagonals(b, down)
		if len(lines) < int(b.width()/hatchStep) {
			t.Errorf("down %v: only %d lines", down, len(lines))
		}
		for _, l := range lines {
			for _, p := range l {
				if p.x < b.left-slack || p.x > b.right+slack || p.y < b.top-slack || p.y > b.bottom+slack {
					t.Errorf("down %v: %v leaves %v", down, p, b)
				}
			}
			if slope := (l[1].y - l[0].y) / (l[1].x - l[0].x); math.Abs(math.Abs(slope)-1) > 1e-6 || (slope > 0) != down {
				t.Errorf("down %v: slope %g", down, slope)
			}
		}
	}
}

// TestFillsDifferInGrey checks that no two classes look alike without colour:
// they differ in pattern or clearly in luminance, and text on each is legible
// (contrast of at least 4.5 : 1, WCAG 2.1).
func TestFillsDifferInGrey(t *testing.T) {
	ratio := func(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
	for i, f := range classFills {
		if r := ratio(luminance(f.colour), luminance(contrast(f.colour))); r < 4.5 {
			t.Errorf("%s: text has a contrast of %.1f", model.Class(i), r)
		}
		for j, g := range classFills[:i] {
			if f.pattern == g.pattern && ratio(luminance(f.colour), luminance(g.colour)) < 1.8 {
				t.Errorf("%s and %s look alike in grey", model.Class(i), model.Class(j))
			}
		}
	}
	for i, f := range reasonFills {
		for j, g := range append(reasonFills[:i:i], classFills[model.Settlement]) {
			if f.pattern == g.pattern && ratio(luminance(f.colour), luminance(g.colour)) < 1.3 && ratio(luminance(f.lines), luminance(g.lines)) < 1.8 {
				t.Errorf("reasons %d and %d look alike in grey", i, j)
			}
		}
	}
	if r := ratio(luminance(noticeInk), 1); r < 4.5 {
		t.Errorf("the notice has a contrast of %.2f", r)
	}
}

// TestOutlinesAreAsWideAsMeasured checks letters that are drawn as curves
// against the widths of the font.
func TestOutlinesAreAsWideAsMeasured(t *testing.T) {
	for _, st := range []style{titleStyle, textStyle, noticeStyle} {
		const words = "Illustration, not prediction: 95% · −½ → HHH"
		path := outline(st.face().Face, words, st.size, vg.Point{X: 7, Y: 9})
		left, right := math.Inf(1), math.Inf(-1)
		for _, c := range path {
			if c.Type != vg.CloseComp {
				left, right = min(left, c.Pos.X.Points()), max(right, c.Pos.X.Points())
			}
		}
		if w := st.measure(words); math.Abs(right-left-w) > 0.2*st.size || left < 7-0.1*st.size {
			t.Errorf("outlines reach from %.1f to %.1f, measured %.1f", left, right, w)
		}
	}
}

// TestCirclesAreRound checks the curves that stand for a circle in a PDF.
func TestCirclesAreRound(t *testing.T) {
	from := point{35, -8}
	for i, c := range quarters(point{30, -8}, 5) {
		for _, u := range []float64{0.1, 0.25, 0.5, 0.8, 1} {
			bezier := func(p0, p1, p2, p3 float64) float64 {
				v := 1 - u
				return v*v*v*p0 + 3*v*v*u*p1 + 3*v*u*u*p2 + u*u*u*p3
			}
			x := bezier(from.x, c[0].x, c[1].x, c[2].x) - 30
			y := bezier(from.y, c[0].y, c[1].y, c[2].y) + 8
			if r := math.Hypot(x, y); math.Abs(r-5) > 5*3e-4 {
				t.Errorf("curve %d is %g from the centre", i, r)
			}
		}
		from = c[2]
	}
	if math.Hypot(from.x-35, from.y+8) > 1e-9 {
		t.Errorf("the circle ends at %v", from)
	}
}

// TestPointersNeverTouch places random labels.
func TestPointersNeverTouch(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		ps := make([]*pointer, 1+rng.IntN(9))
		xs := make([]float64, len(ps))
		for i := range xs {
			xs[i] = axesLeft + rng.Float64()*(axesRight-axesLeft)
		}
		slices.Sort(xs)
		for i := range ps {
			ps[i] = &pointer{x: xs[i], width: 20 + 100*rng.Float64()}
		}
		place(ps)
		for i, p := range ps {
			if p.box.left < margin-1e-9 || p.box.right > sheetWidth-margin+1e-9 || math.Abs(p.box.width()-p.width) > 1e-9 {
				t.Errorf("%+v", *p)
			}
			if p.x < p.box.left-1e-9 && p.box.left > margin || p.x > p.box.right+1e-9 && p.box.right < sheetWidth-margin {
				t.Errorf("words at %v do not stand below %g", p.box, p.x)
			}
			for _, o := range ps[:i] {
				if p.touches(o) {
					t.Errorf("%+v touches %+v", *p, *o)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		words string
		width float64
		most  int
	}{
		{"a few words that need more than one line", 80, 0},
		{"a few words that need more than one line", 80, 2},
		{"Donaudampfschifffahrtsgesellschaftskapitän", 60, 0},
		{"W", 1, 0},
		{"", 50, 2},
	} {
		lines := labelStyle.wrap(c.words, c.width, c.most)
		if c.most > 0 && len(lines) > c.most {
			t.Errorf("%q: %d lines", c.words, len(lines))
		}
		for _, l := range lines {
			if labelStyle.measure(l) > c.width && len([]rune(l)) > 1 {
				t.Errorf("%q: line %q is wider than %g", c.words, l, c.width)
			}
		}
	}
	for _, words := range []string{"errors are 95% wide", "errors are 95%, and so on"} {
		if lines := labelStyle.wrap(words, labelStyle.measure("errors are 95")+1, 0); lines[0] != "errors are" {
			t.Errorf("a percent sign begins a line: %q", lines)
		}
	}
	if lines := labelStyle.wrap("Kalai–Smorodinsky", labelStyle.measure("Kalai–Smorodins"), 0); len(lines) != 2 || lines[0] != "Kalai–" {
		t.Errorf("not broken at the dash: %q", lines)
	}
}
