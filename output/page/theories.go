package page

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sim/model"
	"sim/output"
	"sim/output/table"
)

// imagined is how many imagined runs the first screen speaks of.
const imagined = 100

// A theory is the panel of one theory on the first screen.
type theory struct {
	Index     int
	Name      string
	Asks      bool // whether its draws have an outcome: it does not only predict terms
	Endings   []ending
	Dots      []dot
	Deal      int    // of the imagined runs, how many end in a settlement, ceasefire or partial deal
	DealWords string // what those deals are called
	NoDeal    int    // and how many in none of them
	Note      string // what the counts are made of
	Quiet     string // how many stalemates are quiet, if any
	Tie       string // how many draws a tie decided, if any
	Terms     *table.Table
	ByRule    *table.Table // of rules beside the theory, if any
	Drivers   *table.Table
	Refusals  []refusal
}

// An ending is one class of outcome in counts.
type ending struct {
	Class      string
	Letter     string
	Count      string // of a hundred imagined runs
	Words      string
	Complement int
	Share      string // of draws, with its Monte Carlo error
}

// A dot is one imagined run.
type dot struct{ Class, Letter string }

// A refusal is how often a party is recorded as the one that did not consent.
type refusal struct{ Party, Share string }

// letters stand for the classes beside their colours.
var letters = [model.Classes]string{"S", "C", "P", "–", "E", "X"}

// lettersOf are the letters of a scenario's own labels, where each has one of
// its own.
func lettersOf(b *model.Bargain) [model.Classes]string {
	own, taken := letters, map[string]bool{}
	for c, label := range b.Labels {
		if label != "" {
			first, _ := utf8.DecodeRuneInString(label)
			own[c] = string(unicode.ToUpper(first))
		}
		if taken[own[c]] {
			return letters
		}
		taken[own[c]] = true
	}
	return own
}

func theories(r *output.Result) []theory {
	b := r.Scenario.Bargain
	ts := make([]theory, len(b.Theories))
	own, deal := lettersOf(b), "a settlement, ceasefire or partial deal"
	if b.Labels != [model.Classes]string{} {
		deal = "a deal"
	}
	for i := range ts {
		tally := &r.Tally.Theories[i]
		t := &ts[i]
		t.Index, t.Name, t.Asks, t.Terms = i, output.TheoryName(&b.Theories[i]), true, table.Terms(r, i)
		t.ByRule, t.Drivers = table.TermsByRule(r, i), table.Drivers(r, i)
		t.Quiet, t.Tie = table.Quiet(r, i), table.Tie(r, i)
		if b.Theories[i].Predicts {
			t.Asks, t.Note, t.Drivers = false, table.Imagined(r, i), new(table.Table)
			continue
		}
		counts := output.RoundCounts(tally.Classes[:], imagined)
		for _, c := range r.ClassesShown() {
			n := counts[c]
			e := ending{
				Class: c.String(), Letter: own[c], Count: strconv.Itoa(n), Words: verbFor(output.EndingName(b, c), n),
				Complement: imagined - n, Share: table.Share(r.Tally.Class(i, c)),
			}
			if n == 0 && tally.Classes[c] > 0 {
				e.Count = "<1"
			}
			t.Endings = append(t.Endings, e)
			for range n {
				t.Dots = append(t.Dots, dot{e.Class, e.Letter})
			}
			if c <= model.Partial {
				t.Deal += n
			}
		}
		t.DealWords, t.NoDeal = deal, imagined-t.Deal
		t.Note = fmt.Sprintf("The counts are %s draws scaled to %d and rounded so that they sum to it. Each imagined run is one draw of everything uncertain; none is more real than another.",
			output.FormatCount(r.Tally.N(i)), imagined)
		for _, p := range b.ListedParties() {
			if n := tally.NotConsenting[p]; n > 0 {
				t.Refusals = append(t.Refusals, refusal{output.PartyName(&b.Parties[p]), output.FormatShare(n, r.Tally.N(i))})
			}
		}
	}
	return ts
}

// verbFor fits "end in …" to a number.
func verbFor(words string, n int) string {
	if n == 1 {
		return strings.Replace(words, "end", "ends", 1)
	}
	return words
}

// switchStyle shows what belongs to the theory whose button is pressed and
// hides what belongs to the others; in print everything shows. It needs no
// script.
func switchStyle(n int) template.CSS {
	var s strings.Builder
	s.WriteString("@media screen{.panel{display:none}")
	for i := range n {
		fmt.Fprintf(&s, "#t%[1]d:checked~.p%[1]d{display:block}#t%[1]d:checked~.switch label[for=t%[1]d]{background:var(--ink);color:var(--paper)}#t%[1]d:focus-visible~.switch label[for=t%[1]d]{outline:3px solid var(--focus);outline-offset:2px}", i)
	}
	s.WriteString("}")
	return template.CSS(s.String()) //nolint:gosec // made of numbers
}
