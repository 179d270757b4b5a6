package output

import (
	"regexp"
	"strings"

	"sim/model/study"
)

// simpleMeasure is a measure that is one function of one name.
var simpleMeasure = regexp.MustCompile(`^\s*(share|terms|utility|reservation_value|talking_value|agreement_payoff|payoff|surplus|compliance)(?:\.(\w+)|\(\s*"(\w+)"\s*(?:,\s*"\w+"\s*)?\))\s*$`)

// measureNames say what the functions stand for.
var measureNames = map[string]string{
	"share": "share of draws that end in ", "terms": "terms of ", "utility": "utility of ", "reservation_value": "reservation value of ", "talking_value": "value of talking of ",
	"agreement_payoff": "agreement payoff of ", "payoff": "payoff of ", "surplus": "surplus of ", "compliance": "expected compliance of ",
}

// MeasureName is a measure in words, or as it is written where it is more than
// one function of one name.
func MeasureName(m *study.Measure) string {
	found := simpleMeasure.FindStringSubmatch(m.Text)
	if found == nil {
		return m.Text
	}
	return measureNames[found[1]] + strings.ReplaceAll(found[2]+found[3], "_", " ")
}

// MeasureAxis is a measure in words with its unit, for the axis of a picture.
func MeasureAxis(m *study.Measure) string {
	if m.Unit == "" || m.Share {
		return MeasureName(m)
	}
	return MeasureName(m) + ", " + m.Unit
}

// simpleWhere is the condition that draws end in an outcome, or that they do
// not.
var simpleWhere = regexp.MustCompile(`^\s*(not \()?\s*outcome\s*==\s*"(\w+)"\s*(\))?\s*$`)

// WhereWords are the draws that a condition picks, in words that follow "draws":
// "that end in settlement", or "in which …" as it is written.
func WhereWords(w *study.Where) string {
	if found := simpleWhere.FindStringSubmatch(w.Text); found != nil {
		switch {
		case found[1] == "" && found[3] == "":
			return "that end in " + found[2]
		case found[1] != "" && found[3] != "":
			return "that do not end in " + found[2]
		}
	}
	return "in which " + w.Text
}
