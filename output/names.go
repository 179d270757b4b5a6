package output

import (
	"strings"
	"unicode"

	"sim/model"
)

// TheoryTitle is a theory's name in prose and pictures.
func TheoryTitle(t *model.Theory) string {
	if t.Title != "" {
		return t.Title
	}
	return strings.ReplaceAll(t.Name, "_", " ")
}

// FamilyOf is the name by which text calls the family of a theory.
func FamilyOf(t *model.Theory) string { return strings.ReplaceAll(t.Family, "_", " ") }

// TheoryName is a theory's name in prose, the baseline marked as such.
func TheoryName(t *model.Theory) string {
	name := TheoryTitle(t)
	if t.Baseline {
		name += " (baseline)"
	}
	return name
}

// PartyName is the name by which text calls a party.
func PartyName(p *model.Party) string {
	if p.Name != "" {
		return p.Name
	}
	return strings.ReplaceAll(p.ID, "_", " ")
}

// IssueName is the name by which text calls an issue.
func IssueName(i *model.Issue) string { return strings.ReplaceAll(i.ID, "_", " ") }

// ClassesShown are the outcome classes that a run talks about: those that the
// scenario's packages can lead to, stalemate, and whatever else happened.
func (r *Result) ClassesShown() []model.Class {
	var shown [model.Classes]bool
	shown[model.Stalemate] = true
	for i := range r.Scenario.Bargain.Packages {
		shown[r.Scenario.Bargain.Packages[i].Outcome] = true
	}
	for t := range r.Tally.Theories {
		for c, n := range r.Tally.Theories[t].Classes {
			shown[c] = shown[c] || n > 0
		}
	}
	var classes []model.Class
	for c, yes := range shown {
		if yes {
			classes = append(classes, model.Class(c))
		}
	}
	return classes
}

var endingNames = [model.Classes]string{
	"end in a settlement", "end in a ceasefire", "end in a partial deal",
	"end in stalemate", "end in escalation", "end in a deal that collapsed",
}

// EndingName says how so many imagined runs end that end in the class.
func EndingName(b *model.Bargain, c model.Class) string {
	if b.Labels[c] != "" {
		return "end in “" + b.Labels[c] + "”"
	}
	return endingNames[c]
}

// Deal is an outcome that a package leads to as a sentence takes it: a settlement.
func Deal(b *model.Bargain, c model.Class) string {
	if b.Labels[c] == "" {
		return "a " + b.ClassLabel(c)
	}
	return "“" + b.ClassLabel(c) + "”"
}

// Headline is HeadlineWords as a sentence takes them: a settlement or ceasefire.
func Headline(b *model.Bargain) string {
	if b.Labels[model.Settlement] == "" {
		return "a " + HeadlineWords(b)
	}
	return "“" + b.ClassLabel(model.Settlement) + "” or “" + b.ClassLabel(model.Ceasefire) + "”"
}

// HeadlineWords name what a headline package leads to: settlement or ceasefire.
func HeadlineWords(b *model.Bargain) string {
	return b.ClassLabel(model.Settlement) + " or " + b.ClassLabel(model.Ceasefire)
}

// Printable is text of a scenario as a terminal may show it: control
// characters, which could move the cursor or hide text, become "·"; line breaks
// and tabs stay.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u202e' || r == '\u2066' || r == '\u2067' || r == '\u2068' {
			return '·'
		}
		return r
	}, s)
}
