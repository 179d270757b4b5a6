package protocol

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sim/model"
)

// A recorded course changes nothing that a theory finds, hangs together from
// turn to turn, and comes to the theory's terms.
func TestRecordedCourse(t *testing.T) {
	recorders := 0
	for _, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := theory.New().(model.Recorder); !ok {
			continue
		}
		recorders++
		t.Run(e.Name, func(t *testing.T) {
			m := crowd(anyCurve)
			m.parties[1] = 6
			m.slack = []float64{0.3, 0}
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				var quiet, told, after model.Offer
				v := theory.New()
				v.Solve(p, nil, &quiet)
				r := v.(model.Recorder)
				var c model.Course
				r.Record(&c)
				v.Solve(p, nil, &told)
				turns := len(c.Turns)
				r.Record(nil)
				v.Solve(p, nil, &after)
				if d := cmp.Diff(quiet, told, cmpopts.EquateNaNs()); d != "" {
					t.Fatalf("recorded, it differs (-not +recorded):\n%s", d)
				}
				if d := cmp.Diff(quiet, after, cmpopts.EquateNaNs()); d != "" || len(c.Turns) != turns {
					t.Fatalf("after a record it differs or goes on recording (-before +after):\n%s", d)
				}
				if told.Reason == model.NotDecided || told.Reason == model.RedLineConflict {
					return
				}
				for k := range p.Issues {
					if of := c.Of(k); len(of) > 0 {
						last := of[len(of)-1]
						if x := min(max(last.Outcome[last.Column], p.Lower[k]), p.Upper[k]); p.Whole == nil && math.Abs(x-told.Terms[k]) > 1e-12 {
							t.Fatalf("issue %d: the course comes to %v, the terms are %v", k, x, told.Terms[k])
						}
						followed(t, &c, k, of)
					}
				}
			})
		})
	}
	if recorders < 4 {
		t.Errorf("only %d theories have a course", recorders)
	}
}

// followed checks that on issue k positions change by the moves that are taken
// and by nothing else; a course of one round has no other change.
func followed(t *rapid.T, c *model.Course, k int, of []model.CourseStep) {
	for n := 1; n < len(of); n++ {
		if of[n].Number != of[n-1].Number+1 {
			t.Fatalf("turn %d follows turn %d", of[n].Number, of[n-1].Number)
		}
		for row, party := range c.Parties {
			from, to := of[n-1].Position[row][of[n-1].Column], of[n].Position[row][of[n].Column]
			want := []float64{}
			for _, move := range of[n].Moves {
				for _, s := range move.Steps {
					if s.Party == party && s.Issue == k && s.Taken {
						if s.From != from {
							t.Fatalf("turn %d: party %d moves from %v and stands at %v", of[n].Number, party, s.From, from)
						}
						want = append(want, s.To)
					}
				}
			}
			for _, x := range want {
				if x != to {
					t.Fatalf("turn %d: party %d goes to %v and is at %v", of[n].Number, party, x, to)
				}
			}
			if len(want) == 0 && from != to && from == from {
				t.Fatalf("turn %d: party %d is moved from %v to %v by nobody", of[n].Number, party, from, to)
			}
		}
	}
}
