package tabular

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"sim/model/registry"
)

// An element is an element of an XML file.
type element struct {
	name, text string
	at         place
	below      []*element
}

// first is the first element below that has the name; an empty one, at e's place,
// if there is none.
func (e *element) first(name string) *element {
	if all := e.all(name); all != nil {
		return all[0]
	}
	return &element{name: name, at: e.at}
}

// all are the elements below that have the name.
func (e *element) all(name string) (found []*element) {
	for _, b := range e.below {
		if b.name == name {
			found = append(found, b)
		}
	}
	return found
}

// cell is the element's text as a cell.
func (e *element) cell() cell { return cell{text: e.text, at: e.at, stored: true} }

// deepest is how far elements may lie inside each other.
const deepest = 20

// elements reads an XML file; nil if that fails.
func (r *reader) elements(f file) *element {
	text := r.text(f)
	if len(r.problems) > 0 {
		return nil
	}
	in := xml.NewDecoder(bytes.NewReader(text))
	in.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	top := &element{at: place{file: f.path}}
	open := []*element{top}
	for {
		token, err := in.Token()
		line, col := in.InputPos()
		at := place{f.path, "", line, col}
		if errors.Is(err, io.EOF) {
			return top
		}
		if err != nil {
			wrong := err.Error()
			if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
				wrong = syntax.Msg
			}
			r.bad(at, "no valid XML: %s", wrong)
			return nil
		}
		in := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if len(open) > deepest {
				r.bad(at, "elements lie more than %d deep inside each other", deepest)
				return nil
			}
			e := &element{name: token.Name.Local, at: at}
			in.below, open = append(in.below, e), append(open, e)
		case xml.EndElement:
			in.text = strings.TrimSpace(in.text)
			open = open[:len(open)-1]
		case xml.CharData:
			in.text += string(token)
		}
	}
}

// ktabXML reads KTAB's XML.
func (r *reader) ktabXML(f file, t *table) {
	top := r.elements(f)
	if top == nil {
		return
	}
	root := top.first("Scenario")
	if top.all("Scenario") == nil {
		for _, e := range top.below {
			r.bad(e.at, "the outermost element is %s; expected Scenario, as in KTAB's smpSchema.xsd", e.name)
		}
		if top.below == nil {
			r.bad(top.at, "there is no element in it; expected Scenario, as in KTAB's smpSchema.xsd")
		}
		return
	}
	if name := root.first("name").text; name != "" {
		t.title = name
	}
	actors := root.first("Actors").all("Actor")
	for _, d := range root.first("Dimensions").all("dName") {
		t.addIssue(d.text)
	}
	if len(t.issues) == 0 && len(actors) > 0 { // the schema lets them go without names
		for k := range actors[0].first("Position").all("dCoord") {
			t.addIssue(fmt.Sprintf("dimension %d", k+1))
		}
	}
	for _, a := range actors {
		i, ok := r.addParty(t, a.first("name").cell(), a.first("description").text)
		if !ok {
			continue
		}
		t.parties[i].power, _ = r.number(a.first("capability").cell(), "the capability of "+t.parties[i].id)
		position, salience := a.first("Position"), a.first("Salience")
		at, cares := position.all("dCoord"), salience.all("dSal")
		if len(at) != len(t.issues) || len(cares) != len(t.issues) {
			r.bad(position.at, "%s has %d positions and %d saliences; expected %d of each, one for every dimension", t.parties[i].id, len(at), len(cares), len(t.issues))
			continue
		}
		for k := range t.issues {
			r.setStance(t, i, k, at[k].cell(), cares[k].cell())
			if at[k].text == "" && cares[k].text == "" {
				r.bad(at[k].at, "the position of %s on %s is missing; expected a number", t.parties[i].id, t.issues[k].name)
			}
		}
		r.ktabTotal(t, i)
	}
	if pairs := root.first("IdealAdjustment").all("iaPair"); pairs != nil {
		r.take("Left out: the accommodation matrix (IdealAdjustment, %s), for which this program has no counterpart; the turns differ from KTAB's.", pairs[0].at)
	}
	if m := root.all("ModelParameters"); m != nil {
		t.options = r.ktabOptions(m[0])
	}
}

// A ktabOption is one of KTAB's model parameters, by its name there and in the
// parameters of the spatial model, with the values of both.
type ktabOption struct {
	name, key string
	values    [][2]string
}

// ktabParameters are the options that the spatial model has a switch for, the first
// value of each being the default of KTAB's program.
var ktabParameters = []ktabOption{
	{"VictoryProbModel", "victory", [][2]string{{"Linear", "linear"}, {"Square", "square"}, {"Quartic", "quartic"}, {"Octic", "octic"}, {"Binary", "binary"}}},
	{"PCEModel", "election", [][2]string{{"Conditional", "conditional"}, {"MarkovIncentive", "markov_incentive"}, {"MarkovUniform", "markov_uniform"}}},
	{"StateTransitions", "transitions", [][2]string{{"Deterministic", "deterministic"}, {"Stochastic", "stochastic"}}},
	{"VotingRule", "voting", [][2]string{{"Proportional", "proportional"}, {"Binary", "binary"}, {"PropBin", "proportional_binary"}, {"PropCbc", "proportional_cubic"}, {"Cubic", "cubic"}, {"ASymProsp", "asymmetric"}}},
	{"BigRAdjust", "perceived", [][2]string{{"OneThird", "one_third"}, {"Full", "full"}, {"TwoThirds", "two_thirds"}, {"Half", "half"}, {"No", "none"}}},
	{"BigRRange", "risk", [][2]string{{"Mid", "mid"}, {"Min", "min"}, {"Max", "max"}}},
	{"ThirdPartyCommit", "commitment", [][2]string{{"SemiCommit", "semi"}, {"NoCommit", "none"}, {"FullCommit", "full"}}},
	{"InterVecBrgn", "bargain", [][2]string{{"S2P2", "s2p2"}, {"S1P1", "s1p1"}}},
	{"BargnModel", "", [][2]string{{"InitOnlyInterp", ""}}},
}

// ktabOptions are the parameters of the spatial model that an XML file asks for.
func (r *reader) ktabOptions(m *element) string {
	var switches []string
	for _, e := range m.below {
		var known []string
		var option *ktabOption
		for i := range ktabParameters {
			if known = append(known, ktabParameters[i].name); known[i] == e.name {
				option = &ktabParameters[i]
			}
		}
		if option == nil {
			r.bad(e.at, "%v", &registry.UnknownError{What: "model parameter", Name: e.name, Known: known})
			continue
		}
		var values []string
		at := -1
		for i, v := range option.values {
			if values = append(values, v[0]); v[0] == e.text {
				at = i
			}
		}
		if at < 0 {
			r.bad(e.at, "%v", &registry.UnknownError{What: option.name, Name: e.text, Known: values})
		} else if at > 0 {
			switches = append(switches, option.key+": "+option.values[at][1])
		}
	}
	if switches == nil {
		return ""
	}
	return "preset: ktab, advanced: {" + strings.Join(switches, ", ") + "}"
}
