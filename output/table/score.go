package table

import (
	"fmt"
	"io"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// WriteScore writes how theories did on resolved cases for a terminal or a pipe; what
// says which cases these are.
func WriteScore(w io.Writer, s *study.Score, what string, style Style) error {
	count := fmt.Sprintf("%d resolved %s", s.Cases, plural("case", "cases", s.Cases))
	if _, err := fmt.Fprintf(w, "%s\n%s\n\n", style.Strong(count+what+": what each theory said, and how they ended"), strings.ToUpper(output.Notice)); err != nil {
		return err
	}
	for _, words := range caveats(s) {
		if _, err := fmt.Fprintf(w, "%s\n\n", Wrap(words)); err != nil {
			return err
		}
	}
	if s.Terms != nil {
		if err := termsScores(s.Terms).Text(w, style); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		for _, words := range termsWords(s.Terms, s.Afterwards()) {
			if _, err := fmt.Fprintf(w, "%s\n\n", Wrap(words)); err != nil {
				return err
			}
		}
		if err := writePairs(w, s.Terms, style); err != nil {
			return err
		}
	}
	if len(s.Theories) == 0 {
		return nil
	}
	if err := scores(s).Text(w, style); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", Wrap("Brier and ranked: 0 is best, 1 worst; log: nearer 0 is better. "+endedWords(s)+weightsWords(s)))
	return err
}

// writePairs writes which theories differ from each other, unless there are no pairs.
func writePairs(w io.Writer, s *study.TermsScore, style Style) error {
	if len(s.Pairs) == 0 {
		return nil
	}
	if t := termsPairs(s); t != nil {
		if err := t.Text(w, style); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%s\n\n", Wrap(pairsWords(s)))
	return err
}

// endedWords say what cases that all ended alike do not tell.
func endedWords(s *study.Score) string {
	if s.Cases < 2 || len(s.Ended) != 1 {
		return ""
	}
	all := fmt.Sprintf("All %d", s.Cases)
	if s.Cases == 2 {
		all = "Both"
	}
	return fmt.Sprintf("%s cases ended as %s, so that these scores only say how often draws do: whether a theory tells cases that end so from others is open. ", all, model.ClassNames[s.Ended[0]])
}

// caveats say what a record rests on, and what cases say that their reader must know.
func caveats(s *study.Score) (words []string) {
	if !s.Afterwards() {
		words = append(words, "A record as far as the dates in the files hold. Whoever codes what was agreed knows it.")
	}
	if s.Published != nil {
		words = append(words, publishedWords(s))
	}
	for _, c := range s.Caveats {
		words = append(words, c.Case+": "+strings.Join(strings.Fields(c.Says), " "))
	}
	return words
}

// PublishedInputs says of cases with published inputs, after their number, when these
// were published.
func PublishedInputs(s *study.Score) string {
	switch {
	case s.Published == nil:
		return " with inputs dated before the outcome"
	case s.Afterwards():
		return " with published inputs, not dated before the outcome, no record"
	}
	return fmt.Sprintf(" with published inputs, %d of %d dated before the outcome", s.Before, s.Cases)
}

// publishedWords say which cases are no record by themselves, and what is left without
// them.
func publishedWords(s *study.Score) string {
	words := fmt.Sprintf("No record by %s: %s. The inputs were published, but not before the outcome.", plural("itself", "themselves", len(s.Published)), output.List(s.Published))
	switch s.Before {
	case 0:
		return words
	case 1:
		return words + fmt.Sprintf(" Without %s one case is left, and one case says nothing.", plural("it", "them", len(s.Published)))
	}
	return words + fmt.Sprintf(" Without %s %d cases are left.", plural("it", "them", len(s.Published)), s.Before)
}

// weightsWords say what weights follow from the scores.
func weightsWords(s *study.Score) string {
	if s.Afterwards() {
		return "No weights follow: only a case whose inputs were published before the outcome, and that says so (resolved), tells anything about theories."
	}
	if !s.Weigh() && s.Cases > 1 {
		return "No weights follow: only one case has inputs that were published before the outcome, and one case says nothing."
	}
	if !s.Weigh() {
		return "No weights follow: one case says nothing."
	}
	moved := "as far as Bayes's rule goes"
	if s.Temper < 1 {
		moved = "half " + moved
	}
	return fmt.Sprintf("Weights are offered, not applied: they are moved %s. A few cases say next to nothing.", moved)
}

// scores are the scores, theory by theory.
func scores(s *study.Score) *Table {
	t := &Table{Head: []string{"theory", "share of draws that ended so", "Brier", "ranked", "log"}}
	if s.Weigh() {
		t.Head = append(t.Head, "weight", "weight after")
	}
	for i := range s.Theories {
		x := &s.Theories[i]
		row := []string{
			output.TheoryTitle(x.Theory), output.FormatPercent(x.Share, 0.01),
			output.Format(x.Brier, 0.01), output.Format(x.Ranked, 0.01), output.Format(x.Log, 0.1),
		}
		if s.Weigh() {
			row = append(row, output.FormatPercent(x.Before, 0.001), output.FormatPercent(x.After, 0.001))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
