package study_test

import (
	"context"
	"errors"
	"testing"

	"sim/model/study"
	"sim/scenarios"
)

// A run of more draws takes in proportion longer, one with more workers than
// processors no less, and no theory alone longer than the dearest.
func TestCost(t *testing.T) {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Library: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws, s.Config.Workers = 1000, 1
	c, err := s.Cost(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if c.Draw <= 0 || c.Run != 1000*c.Draw || c.Alone <= 0 || c.Dearest < 0 || c.Dearest >= len(s.Theories) {
		t.Errorf("%+v", c)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := s.Cost(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
