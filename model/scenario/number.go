package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// A number is a number of the scenario: known, or a range of belief, with the
// evidence that it rests on. What it means is worked out by settle once its
// domain is known, which for amounts in an issue's own unit is at the end.
type number struct {
	at       *node // nil: left out
	val      *node // the number itself; at, unless written long
	path     string
	f        field
	domain   domain
	unit     string
	words    map[string]float64 // names for values, such as medium
	evidence *evidence
	value    float64 // of a known number, or what leaving it out means

	input  *model.Input // after settle; nil if left out or in error
	result model.Number // after settle
}

// long is a number with its evidence.
type long struct {
	Value    anything  `yaml:"value" doc:"the number: known, a range, or a distribution"`
	Evidence *evidence `yaml:"evidence,omitempty" doc:"what the number rests on; without it the number counts as assumed"`
}

// evidence is what a number rests on.
type evidence struct {
	Document   ref    `yaml:"document" doc:"key of the document under documents" of:"document"`
	Says       text   `yaml:"says,omitempty" doc:"what it says, paraphrased"`
	Confidence choice `yaml:"confidence,omitempty" doc:"how far the document supports the number" of:"low|medium|high"`
	Disputed   text   `yaml:"disputed,omitempty" doc:"what another document says instead"`
}

// anything keeps a node to be read later.
type anything struct{ at *node }

func (a *anything) read(_ *decoder, n *node, _ field) { a.at = n }

func (a *anything) schema(*generator, field) map[string]any { return map[string]any{} }

func (x *number) absent(f field) {
	if s := f.tag.Get("default"); s != "" {
		x.value, _ = strconv.ParseFloat(s, 64)
		x.result = model.Known(x.value)
	}
}

// given reports whether the file gives the number.
func (x *number) given() bool { return x.at != nil }

// or is the number, or a known one if it is left out.
func (x *number) or(otherwise float64) model.Number {
	if x.given() {
		return x.result
	}
	return model.Known(otherwise)
}

func (x *number) read(d *decoder, n *node, f field) {
	x.at, x.val, x.f = n, n, f
	x.path = strings.Join(d.path, ".")
	x.domain, x.unit, x.words = f.domain(), f.unit(), wordsOf(f)
	d.numbers = append(d.numbers, x)
	if n.kind == mapping && (n.find("value") >= 0 || n.find("evidence") >= 0) {
		var l long
		d.value(n, &l, f)
		x.val, x.evidence = l.Value.at, l.Evidence
	}
}

// wordsOf reads a words: tag such as small=0.5|medium=1.
func wordsOf(f field) map[string]float64 {
	tag := f.tag.Get("words")
	if tag == "" {
		return nil
	}
	words := map[string]float64{}
	for pair := range strings.SplitSeq(tag, "|") {
		word, value, _ := strings.Cut(pair, "=")
		words[word], _ = strconv.ParseFloat(value, 64)
	}
	return words
}

// settle works out the number and makes its input. The column is given later.
func (x *number) settle(d *decoder) {
	if x.val == nil {
		return
	}
	in := model.Input{Path: x.path, Unit: x.unit, Column: -1, Evidence: x.evidence.model()}
	var ok bool
	if in.Dist, in.Family, in.Value, ok = d.belief(x.val, x.domain, x.words, x.f.Name); !ok {
		return
	}
	if in.Dist != nil {
		if !x.fits(d, in.Dist) {
			return
		}
		in.Value = in.Dist.Quantile(0.5)
	}
	in.Written = written(x.val)
	x.value = in.Value
	x.input = &in
	x.result = model.Known(in.Value)
}

// belief reads a plain number, a range or a distribution. dist is nil for a
// known number; ok is false if something was wrong and is reported.
func (d *decoder) belief(n *node, dom domain, words map[string]float64, name string) (b model.Dist, family string, value float64, ok bool) {
	switch n.kind {
	case sequence:
		d.at(n, fmt.Errorf("%s must be a number or a range, not a list; a range is written 0.4 to 0.8 or {uniform: [0.4, 0.8]}", name))
	case mapping:
		if b, family, ok = d.family(n, dom); ok && b == nil {
			ok = false
		}
		return b, family, 0, ok
	case scalar:
		if x, word := words[n.value]; word {
			return nil, knownFamily, x, true
		}
		return d.scalarBelief(n, dom, words, name)
	}
	return nil, "", 0, false
}

// knownFamily is the family of a number that does not vary.
const knownFamily = "known"

func (d *decoder) scalarBelief(n *node, dom domain, words map[string]float64, name string) (b model.Dist, family string, value float64, ok bool) {
	lo, hi, isRange, err := parseRange(n.value)
	if isRange && n.tag == isText {
		if err == nil {
			err = within(dom, lo, hi, name)
		}
		if err == nil {
			b, family, err = dist.Range(lo, hi, dom.lo, dom.hi)
		}
		if err != nil {
			d.at(n, err)
		}
		return b, family, 0, err == nil
	}
	x, err := parseFloat(n)
	switch {
	case err != nil && n.tag == isText && n.style == plain && words != nil:
		err = &registry.UnknownError{What: "size", Name: n.value, Known: sortedWords(words)}
	case err != nil && n.tag != isNumber && n.tag != isText:
		err = fmt.Errorf("%s must be a number or a range, not %s", name, n.describe())
	case err != nil:
		err = fmt.Errorf("%s: %w", name, err)
	case !dom.contains(x):
		err = fmt.Errorf("%s must be %s, not %s", name, dom, short(n.value))
	}
	if err != nil {
		d.at(n, err)
	}
	return nil, knownFamily, x, err == nil
}

// within reports a range that leaves the domain; one that only touches a
// bound is left to the distribution, which knows what to write instead.
func within(dom domain, lo, hi float64, name string) error {
	for _, x := range []float64{lo, hi} {
		if x < dom.lo || x > dom.hi {
			return fmt.Errorf("%s must be %s, not %s", name, dom, digits(x))
		}
	}
	return nil
}

// fits checks that every value the distribution can take lies in the domain.
func (x *number) fits(d *decoder, b model.Dist) bool {
	lo, hi := dist.Support(b)
	if x.domain.contains(lo) && x.domain.contains(hi) {
		return true
	}
	least, most := digits(x.domain.lo), digits(x.domain.hi)
	if math.IsInf(x.domain.lo, 0) {
		least = "…"
	}
	if math.IsInf(x.domain.hi, 0) {
		most = "…"
	}
	d.at(x.val, fmt.Errorf("%s must be %s, but this reaches from %s to %s; cut it off with {truncated: {of: …, min: %s, max: %s}}",
		x.f.Name, x.domain, rough(lo), rough(hi), least, most))
	return false
}

func rough(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }

func sortedWords(words map[string]float64) []string {
	var ks []string
	for k := range words {
		ks = append(ks, k)
	}
	slices.SortFunc(ks, func(a, b string) int {
		if words[a] < words[b] {
			return -1
		}
		return 1
	})
	return ks
}

// model is the evidence as the model has it.
func (e *evidence) model() *model.Evidence {
	if e == nil {
		return nil
	}
	return &model.Evidence{
		Document: e.Document.name, Says: e.Says.value,
		Confidence: e.Confidence.value, Disputed: e.Disputed.value,
	}
}

// written is the number as the file has it, on one line.
func written(n *node) string {
	var b strings.Builder
	inline(&b, n)
	return b.String()
}

func inline(b *strings.Builder, n *node) {
	switch n.kind {
	case scalar:
		b.WriteString(n.value)
	case sequence:
		b.WriteByte('[')
		for i, c := range n.items {
			if i > 0 {
				b.WriteString(", ")
			}
			if i == 20 {
				fmt.Fprintf(b, "… %d in all", len(n.items))
				break
			}
			inline(b, c)
		}
		b.WriteByte(']')
	case mapping:
		b.WriteByte('{')
		for i, e := range n.entries {
			if i > 0 {
				b.WriteString(", ")
			}
			inline(b, e.key)
			b.WriteString(": ")
			inline(b, e.val)
		}
		b.WriteByte('}')
	}
}

// column numbers the inputs that vary, in file order, and returns all inputs.
func (d *decoder) columns() (inputs []model.Input, n int) {
	for _, x := range d.numbers {
		if x.input == nil {
			continue
		}
		if x.input.Dist != nil {
			x.input.Column = n
			x.result = model.Uncertain(n)
			n++
		}
		inputs = append(inputs, *x.input)
	}
	return inputs, n
}
