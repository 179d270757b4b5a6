package model

import (
	"encoding/json"
	"os"
	"testing"
)

// The precedence of outcome classes, against the oracles of model 3.7.
func TestClassify(t *testing.T) {
	src, err := os.ReadFile("process/testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Model string
		Inputs      struct {
			Agreed    int  `json:"agreement_issues"`
			Total     int  `json:"total_issues"`
			Ceasefire bool `json:"ceasefire_in_force"`
			Escalated bool
			Partial   bool
			Broken    bool `json:"headline_broken"`
		}
		Expected struct{ Outcome string }
	}
	if err := json.Unmarshal(src, &cases); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, c := range cases {
		if c.Model != "outcome.classify" {
			continue
		}
		ran++
		in := c.Inputs
		if got := classify(in.Escalated, in.Agreed == in.Total, in.Ceasefire, in.Broken, in.Partial); got.String() != c.Expected.Outcome {
			t.Errorf("%s: got %v, want %s", c.Name, got, c.Expected.Outcome)
		}
	}
	if ran != 8 {
		t.Errorf("ran %d oracles, want 8", ran)
	}
}

// pause is a process that breaks the package in force at the start of a round.
type pause struct {
	BaseProcess
	end int
}

func (p pause) Move(g *Game) {
	for i := range g.Force {
		if g.Round == p.end && g.Force[i].On {
			g.End(i)
		}
	}
	g.Decides[0] = g.Round == 0
}

// settles is a stub theory that settles whatever is tabled.
type settles struct{}

func (settles) Solve(p *Problem, _ *Stream, out *Offer) { out.Reset(p.Parties, p.Issues) }

// A stalemate is quiet if for 12 rounds in a row no more than a fifth of the
// fighting went on (model 3.7); nothing else is.
func TestQuiet(t *testing.T) {
	for _, c := range []struct {
		name   string
		class  Class
		relief float64
		end    int // the round in which the package is broken; −1: never
		want   Class
		quiet  bool
	}{
		{"long pause", Partial, 0.8, 12, Stalemate, true},
		{"pause a round too short", Partial, 0.8, 11, Stalemate, false},
		{"too much fighting", Partial, 0.75, 12, Stalemate, false},
		{"pause that lasts", Partial, 0.8, -1, Partial, false},
		{"broken ceasefire", Ceasefire, 0.8, 12, Collapsed, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := &Bargain{
				Parties:  []Party{player("a")},
				Packages: []Package{{ID: "pause", Outcome: c.class, Relieves: Known(c.relief)}},
				Theories: []Theory{{Name: "stub", New: func() Protocol { return settles{} }}},
				Clock:    Clock{Rounds: 16},
				Processes: func(*Bargain) []Process {
					return []Process{pause{end: c.end}}
				},
			}
			out := []Outcome{b.NewOutcome()}
			p := NewRunner(b)
			for range 2 { // the second draw knows nothing of the first
				p.Run(nil, MedianEvents{}, out)
				if out[0].Class != c.want || out[0].FrozenConflict != c.quiet {
					t.Errorf("ends in %v, quiet %v; want %v, %v", out[0].Class, out[0].FrozenConflict, c.want, c.quiet)
				}
			}
		})
	}
}
