package dataset

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

// courseOf is the course of draw 0 of three parties on two issues.
func courseOf(t *testing.T, theory string) *output.Course {
	t.Helper()
	s, err := study.New(study.Source{Path: "../../model/study/testdata/three.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Follow(s, 0, slices.Index(s.TheoryNames(), theory))
	if err != nil {
		t.Fatal(err)
	}
	return &output.Course{Study: &output.Study{Subject: s, Name: "trace"}, Course: found}
}

// By hand: Anna is at (0, 0), Ben at (40, 40), Cleo at (100, 100), so distances in
// everybody's eyes are 0.4, 0.6 and 1; they vote with 3·1, 2·0.6 and 2·0.7. Of
// Anna against Ben: Anna votes 3·0.4, Ben 1.2·0.4, Cleo 1.4·0.4 against.
func TestCourseOfElection(t *testing.T) {
	files := Course(courseOf(t, "condorcet"))
	equal(t, "coalitions", lines(t, files, "coalitions", "for", "against", "party", "vote")[:3],
		"a|b|a|1.2000000000000002", "a|b|b|-0.48", "a|b|c|-0.5599999999999999")
	equal(t, "contests", lines(t, files, "contests", "for", "against", "strength", "opposed")[:1], "a|b|1.2000000000000002|1.04")
	if lines(t, files, "contests", "victory")[0][:6] != "0.5357" { // 1.2/2.24
		t.Error("of Anna against Ben:", lines(t, files, "contests", "victory"))
	}
	if rows := lines(t, files, "course", "issue", "turn", "party", "position", "outcome"); len(rows) != 6 || rows[2] != "one|0|c|100|0" {
		t.Error("positions:", rows)
	}
}

// By hand: means (1.5·0 + 0.6·40 + 1.2·100)/3.3 on one and (1.5·0 + 0.6·40 +
// 0.2·100)/2.3 on two. Cleo cares more about one, Anna in proportion about two:
// each other's gains are equal if the shifts are as 1.1 to 0.6. Cleo gives up two
// in full, which shifts it by 20/230; what that brings Ben, who stands at 40, is
// counted by how near the outcomes come to him.
func TestCourseOfExchange(t *testing.T) {
	c := courseOf(t, "exchange")
	files := Course(c)
	equal(t, "moves", lines(t, files, "moves", "kind", "by", "other", "issue", "party", "from", "taken", "chance"),
		"exchange|c|a|one|a|0|yes|", "exchange|c|a|two|c|100|yes|")
	shift := 0.2 / 2.3
	for i, want := range []float64{100 * shift * 0.6 / 1.1 * 3.3 / 1.5, 0} {
		if to := files[1].Rows[i][12].(float64); to-want > 1e-9 || want-to > 1e-9 {
			t.Errorf("move %d: to %v, want %v", i, to, want)
		}
	}
	gain := 0.5*shift - 0.5*shift*0.6/1.1
	for i, row := range files[1].Rows {
		if x := row[len(row)-2].(float64); x-gain > 1e-12 || gain-x > 1e-12 {
			t.Errorf("move %d: gain %v, want %v", i, x, gain)
		}
	}
	mean := (0.6*0.4 + 1.2) / 3.3
	ben := 0.3*(mean-0.4-(mean+shift*0.6/1.1-0.4)) + 0.3*(0.4-(0.6*0.4+0.2)/2.3-(0.4-((0.6*0.4+0.2)/2.3-shift)))
	effects := map[string]float64{}
	for _, row := range files[2].Rows {
		effects[row[8].(string)] = row[9].(float64)
	}
	for who, want := range map[string]float64{"a": gain, "b": ben, "c": gain} {
		if x := effects[who]; x-want > 1e-12 || want-x > 1e-12 {
			t.Errorf("what it brings %s: %v, want %v", who, x, want)
		}
	}
}

// Challenges are told issue by issue, and end where the run says.
func TestCourseOfChallenges(t *testing.T) {
	files := Course(courseOf(t, "challenge"))
	for _, row := range lines(t, files, "moves", "kind", "by", "other", "party", "taken", "chance", "gain", "other_gain") {
		f := strings.Split(row, "|")
		if f[0] != "confrontation" || f[1] != f[3] || f[4] != "yes" || f[5] == "" || f[7] <= f[6] {
			t.Error(row)
		}
	}
	rows := lines(t, files, "course", "issue", "turn", "party", "position", "share")
	equal(t, "positions", []string{rows[0], rows[3], rows[5], rows[len(rows)-1]}, "one|0|a|0|", "one|1|a|0|", "one|1|c|0|", "two|2|c|0|")
}

// A theory without turns says which have them.
func TestNoCourse(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../model/study/testdata/three.yaml", Theories: []string{"median"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = study.Follow(s, 0, slices.Index(s.TheoryNames(), "median"))
	if e, ok := errors.AsType[*study.NoCourseError](err); !ok || !strings.Contains(e.Error(), "challenge") || strings.Contains(e.Error(), "nash") {
		t.Error(err)
	}
}
