package scenario

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/dist"
)

// A number is a number of the scenario: known, or with an uncertainty range,
// and its evidence. settle interprets it once its domain is known, which for
// amounts in an issue's own unit is at the end.
type number struct {
	at       *node // nil: left out
	val      *node // the number itself; same as at unless the long form is used
	path     string
	f        field
	domain   domain
	unit     string
	words    map[string]float64 // named values, such as medium
	movable  bool               // whether effects of levers may refer to its path
	evidence *evidence
	knownTo  knownTo
	value    float64 // value of a known number, or the default

	input  *model.Input // set by settle; nil if left out or invalid
	result model.Number // set by settle
}

// long is a number with its evidence, written as a mapping.
type long struct {
	Value    anything  `yaml:"value" doc:"the number: known, a range, or a distribution"`
	KnownTo  knownTo   `yaml:"known_to,omitempty" doc:"the party that alone knows the value of a draw; the others know the range. Left out: everybody knows it, and the range is the analyst's" of:"party"`
	Evidence *evidence `yaml:"evidence,omitempty" doc:"what the number rests on; without it the number counts as assumed"`
}

// evidence is the source of a number.
type evidence struct {
	Document   ref    `yaml:"document" doc:"key of the document under documents" of:"document"`
	Says       text   `yaml:"says,omitempty" doc:"what it says, paraphrased"`
	Confidence choice `yaml:"confidence,omitempty" doc:"how far the document supports the number" of:"low|medium|high"`
	Disputed   text   `yaml:"disputed,omitempty" doc:"what another document says instead"`
}

// anything stores a node to be decoded later.
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

// least is the smallest value that the number can take.
func (x *number) least() float64 {
	if x.input != nil && x.input.Dist != nil {
		lo, _ := dist.Support(x.input.Dist)
		return lo
	}
	return x.value
}

// most is the largest value that the number can take.
func (x *number) most() float64 {
	if x.input != nil && x.input.Dist != nil {
		_, hi := dist.Support(x.input.Dist)
		return hi
	}
	return x.value
}

// or returns the number, or a known one if it is left out.
func (x *number) or(otherwise float64) model.Number {
	if x.given() {
		return x.result
	}
	return model.Known(otherwise)
}

func (*number) form() any { return &long{} }

// enter registers a number that is written at n.
func (x *number) enter(d *decoder, n *node, f field) {
	x.at, x.val, x.f = n, n, f
	x.path = strings.Join(d.path, ".")
	x.domain, x.unit, x.words = f.domain(), f.unit(), wordsOf(f)
	d.numbers = append(d.numbers, x)
}

func (x *number) read(d *decoder, n *node, f field) {
	x.enter(d, n, f)
	if n.kind == mapping && (n.find("value") >= 0 || n.find("evidence") >= 0 || n.find("known_to") >= 0) {
		var l long
		d.value(n, &l, f)
		x.val, x.evidence = l.Value.at, l.Evidence
		x.knownTo = l.KnownTo
	}
}

// ofLabels is the words: tag of a number whose words are the labels of its issue,
// which scaling gives it.
const ofLabels = "labels"

// wordsOf parses a words: tag such as small=0.5|medium=1.
func wordsOf(f field) map[string]float64 {
	tag := f.tag.Get("words")
	if tag == "" || tag == ofLabels {
		return nil
	}
	words := map[string]float64{}
	for pair := range strings.SplitSeq(tag, "|") {
		word, value, _ := strings.Cut(pair, "=")
		words[word], _ = strconv.ParseFloat(value, 64)
	}
	return words
}

// settle interprets the number and makes its input. The column is assigned
// later.
func (x *number) settle(d *decoder) {
	if x.val == nil {
		return
	}
	in := model.Input{Path: x.path, Unit: x.unit, Column: -1, Lower: x.domain.lo, Upper: x.domain.hi, Evidence: x.evidence.model()}
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

// model converts the evidence to that of the model.
func (e *evidence) model() *model.Evidence {
	if e == nil {
		return nil
	}
	return &model.Evidence{
		Document: e.Document.name, Says: e.Says.value,
		Confidence: e.Confidence.value, Disputed: e.Disputed.value,
	}
}

// columns assigns columns to the varying inputs, in the order of their
// dimensions, so that the order of the file changes no analysis. It returns all
// inputs, in file order.
func (d *decoder) columns(order *dimensions) (inputs []model.Input, n int) {
	var varying []*number
	for _, x := range d.numbers {
		if x.varies() {
			x.input.Dimension = order.index[x.path] + 1
			varying = append(varying, x)
		}
	}
	slices.SortFunc(varying, func(x, y *number) int { return cmp.Compare(x.input.Dimension, y.input.Dimension) })
	for column, x := range varying {
		x.input.Column, x.result = column, model.Uncertain(column)
	}
	for _, x := range d.numbers {
		if x.input != nil {
			inputs = append(inputs, *x.input)
		}
	}
	return inputs, len(varying)
}
