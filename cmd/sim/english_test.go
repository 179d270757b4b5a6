package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// translated are phrases that read as translated and have been rewritten.
var translated = []string{
	`plays the bargaining out thousands of times under several theories and draws how the outcomes spread`,
	`what your ranges leave open`,
	`plays the Alaska summit`,
	`leaves plots and a report`,
	`passes the tests`,
	`so that the baseline stays`,
	`What the change changes, on the same draws, is said by`,
	`Which assumptions move an outcome, and within which limits on them it lies, say`,
	`follows the figures along a lever`,
	"Each of these leaves a page of its own; with `--report alaska` what it finds is added to the report of the run in",
	`holds a single meeting at central values`,
	`finds every mistake of a file at its line and column`,
	`Or turn it in the browser`,
	`the outcomes as they follow`,
	`what is worth keeping is saved as a variant`,
	"By hand it is `sim run",
	"` for every part from 0 to 63, anywhere",
	`The data files and pictures are those of one machine, byte for byte`,
	`names every mistake at its line and column`,
	`a course that is erratic over rounds`,
	`A test turns every party`,
	`from nothing to full and sees that something moves`,
	`you are 90% sure that it lies between`,
	`least, most believable, most`,
	`Numbers that go together are said to`,
	`Correlations that no numbers can have all at once are moved to the nearest possible ones, which is said; by more than 0.15 only with`,
	`A run puts what its draws have beside what was asked for`,
	`asked at 1,024 draws and every doubling`,
	`and their like, under the first theory or the one named last`,
	"is content `at_least` or `at_most` somewhere",
	`makes losses straight, so that trades are all-or-nothing`,
	`only the difference between agreeing and not agreeing bargains`,
	"What is on the table as an issue is levered through `position`",
	`makes one lever stand in for another`,
	`something that fighting uses up`,
	`want of it raises`,
	`what is announced and not carried out, or passes its date unused, is believed less`,
	`leaning hard on a party costs belief and meetings`,
	`comes to its moment when`,
	`and is then carried out as often as its follow_through and weight say; otherwise it was only announced`,
	`turns a lever around after`,
	`Only what is in force at the end names the outcome`,
	`beside the pool, which is no better founded than they are`,
	`What moves an outcome, what a lever changes and where things flip is asked with`,
	`They read the draws of a run where those suffice and play the same draws anew where not`,
	`*cmd* is the door`,
	`Say what is wrong with scenarios, and what they rest on`,
	`Turn its levers in the browser and see what follows`,
	`Say within which limits on inputs draws of a kind lie`,
	`Put the parts of a run together that was played in shards`,
	`The folder changes whole or not at all`,
	`goes on from them and leaves what it would have left`,
	`how many draws answers are refined to`,
	`lets others in, and wants a --token that they must know`,
	`by how much of a measure's variance goes with each alone`,
	`so that a figure that rises and falls is not taken for one that does neither`,
	`of an issue: how many votes decide, in capability × salience`,
	`goes with it alone`,
	`no draw ends otherwise`,
	`farthest gets no_deal_threat at 0.5`,
	`figures: played for this`,
	`runs with luck of their own would need about`,
	`playing the same draws bought next to nothing; the two have little in common draw by draw`,
	`Found anew in 30 resamples and looked up in the draws left out of them, such a box holds`,
	`in the draws that it was found in, this one holds 62%, and 56% are`,
	`no run lies here`,
	`they make no assumption truer`,
	`Recorded as the party that did not consent`,
	`Single draws come before bands`,
	`No theory deserves belief alone. What they say together is shown only inside the range of what each of them says, with the weights that it was made with; with other weights it would be another`,
	`Asked besides`,
	`What else was asked`,
	`How to play it again`,
	`disagreement 1% of the most that there can be`,
	`below 99% of its range of belief`,
	`It is put down to Iran`,
	`How hard the holder leans on each: 0 never, 1 fully. A range such as 0.4 to 0.8 goes into the box`,
	`It goes into scenarios`,
	`Ctrl+Z takes a change back, Ctrl+Shift+Z brings it again`,
	`a range is written with to: 0.2 to 0.9`,
	`an effect that moves inducement takes no push`,
	`reservation values are had by walking out only`,
	`of equals the first in the file`,
	`Nash among more than two no longer calls it undecided where a party gets all but all it wants on an issue that others do not mind`,
	`Draws of the plainest meetings, observers under the weighted mean, take a third of the time; of all scenarios, summing draws up does`,
	"`sim compare` shows what a change changes",
}

// joined is where Go joins two parts of one text.
var joined = regexp.MustCompile(`"\s*\+\s*"`)

// code is one of the inventory of mechanisms, for example L1 or D7, which no
// reader has in hand.
var code = regexp.MustCompile(`\b[LDIPO]\d{1,2}\b`)

// TestTranslated: no document, scenario, page or text of the program has one of
// the phrases, and no shipped scenario a code.
func TestTranslated(t *testing.T) {
	root, read := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == "testdata" || name == "runs" || name == "node_modules" || strings.HasPrefix(name, ".") && path != root):
			return filepath.SkipDir
		case d.IsDir() || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		switch filepath.Ext(name) {
		case ".go", ".md", ".yaml", ".js", ".tmpl":
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		flat := strings.Join(strings.Fields(joined.ReplaceAllString(string(text), "")), " ")
		for _, phrase := range translated {
			if strings.Contains(flat, phrase) {
				t.Errorf("%s says %q", path, phrase)
			}
		}
		if c := code.FindString(flat); c != "" && filepath.Dir(path) == filepath.Join(root, "scenarios") {
			t.Errorf("%s has the code %s", path, c)
		}
		return nil
	})
	if err != nil || read < 300 {
		t.Errorf("%d files read: %v", read, err)
	}
}
