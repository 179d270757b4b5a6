package scenario_test

import (
	"strings"
	"testing"

	"sim/model/scenario"
)

// TestUnitSlips: amounts that look as if they were written in another unit are
// remarked on, and others are not.
func TestUnitSlips(t *testing.T) {
	const shares = "issues: {x: {unit: percent, range: [0, 100], status_quo: 0.5, positions: {a: {ideal: 0.2, salience: 50}, b: {ideal: 0.9, salience: 50}}}}"
	change := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(shares) }
	for name, c := range map[string]struct{ issues, want string }{
		"shares on percent":   {shares, "4:10: all amounts on x lie between 0.2 and 0.9, next to an end of its scale from 0 to 100; were they written in another unit?"},
		"ranges too":          {change("0.2", "0.1 to 0.3", "0.9", "0.6 to 0.9"), "4:10: all amounts on x lie between"},
		"thousands":           {change("[0, 100]", "[0, 27000]", "0.5", "12", "0.2", "8", "0.9", "27"), "4:10: all amounts on x lie between 8 and 27, next to an end of its scale from 0 to 27000"},
		"falling":             {change("[0, 100]", "[100, 0]"), "4:10: all amounts on x lie between 0.2 and 0.9"},
		"one of them":         {change("0.5", "50", "0.2", "20"), "4:115: ideal is 0.9 on a scale from 0 to 100; if a share is meant, write 90"},
		"status quo":          {change("0.5", "0.5", "0.2", "20", "0.9", "90"), "4:58: status_quo is 0.5 on a scale from 0 to 100; if a share is meant, write 50"},
		"salience":            {change("[0, 100]", "[0, 1]", "salience: 50}, b", "salience: 0.7}, b"), "4:99: salience goes from 0 to 100, and this is below 1; if a share is meant, write 70"},
		"saliences":           {change("[0, 100]", "[0, 1]", "salience: 50", "salience: 0.7"), "this is below 1, here and 1 more time; if"},
		"amid the scale":      {change("[0, 100]", "[-100, 100]"), "4:10: all amounts on x lie between 0.2 and 0.9, close together on its scale from -100 to 100; were they written in another unit?"},
		"large":               {change("[0, 100]", "[0, 5e9]", "0.5", "1234567.5", "0.2", "1e6", "0.9", "2e6"), "4:10: all amounts on x lie between 1000000 and 2000000, next to an end of its scale from 0 to 5000000000"},
		"right":               {change("[0, 100]", "[0, 1]"), ""},
		"right in percent":    {change("0.5", "50", "0.2", "20", "0.9", "90"), ""},
		"all in one place":    {change("0.5", "40", "0.2", "40", "0.9", "40"), ""},
		"all at an end":       {change("0.5", "0", "0.2", "0", "0.9", "0"), ""},
		"little":              {change("0.5", "2", "0.2", "0", "0.9", "3"), ""},
		"hardly any salience": {change("[0, 100]", "[0, 1]", "salience: 50}, b", "salience: 0.1 to 5}, b"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, w := range parse(t, "title: Units\npurpose: illustration\nparties: {a: {}, b: {}}\n"+c.issues+"\n").Warnings {
				if w.Line > 0 && !strings.Contains(w.Msg, "near one end of the scale: ") {
					line, _, _ := strings.Cut(w.String(), "\n")
					got = append(got, strings.TrimPrefix(line, "in.yaml:"))
				}
			}
			if c.want == "" && got != nil || c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
				t.Errorf("remarks %q, want %q", got, c.want)
			}
		})
	}
}

// TestOneSpelling: a letter that two systems type in two ways is one letter, in
// files, in overrides and in conditions.
func TestOneSpelling(t *testing.T) {
	const composed, decomposed = "caf\u00e9", "cafe\u0301"
	text := "title: " + decomposed + "\npurpose: illustration\nparties: {a: {}, " + decomposed + ": {}}\n" +
		"issues: {pie: {status_quo: 0.25, positions: {" + composed + ": {ideal: 1, salience: 50}}}}\n" +
		"require: ['utility(\"" + decomposed + "\") > -9']\n"
	text = strings.Replace(text, "title: "+decomposed, `title: "cafe\u0301"`, 1) // by an escape
	s := parse(t, text, "parties."+decomposed+".power=3")
	if got := s.Bargain.Parties[1].ID; got != composed || s.Bargain.Title != composed {
		t.Errorf("the party is %+q, the title %+q", got, s.Bargain.Title)
	}
	if in := s.Bargain.Inputs[0]; in.Path != "parties."+composed+".power" || in.Value != 3 {
		t.Errorf("the first input is %+q = %g", in.Path, in.Value)
	}
	if again := parse(t, strings.ReplaceAll(text, decomposed, composed), "parties."+composed+".power=3"); again.Digest != s.Digest {
		t.Error("the digest depends on the spelling")
	}
	if _, err := scenario.ParseMeasure("utility."+decomposed, s.Bargain); err != nil {
		t.Error(err)
	}
}
