package study

import (
	"fmt"
	"strings"

	"sim/model"
)

// A Course is how a theory of influence comes to its terms in one draw.
type Course struct {
	Draw     int           // index of the draw, from 0
	Theory   *model.Theory // one whose protocol is a model.Recorder
	Meetings []MeetingCourse
}

// A MeetingCourse is the course of the theory at one meeting, on one package.
type MeetingCourse struct {
	Round, Package int // indices, from 0
	*model.Course
}

// Follow simulates draw i ≥ 0 under the theory with the given index and returns
// its course; without meetings if nothing could be tabled. The error is a
// *NoCourseError, or says what is wrong with the Config.
func Follow(s *Subject, i, theory int) (*Course, error) {
	c := &Course{Draw: i, Theory: &s.Theories[theory]}
	if !takesTurns(c.Theory) {
		return nil, &NoCourseError{Theory: c.Theory.Name}
	}
	d, err := s.Draw(i)
	if err != nil {
		return nil, err
	}
	d.Narrate(theory, func(e model.Event) {
		if e.Kind == model.CourseTaken {
			c.Meetings = append(c.Meetings, MeetingCourse{e.Round, e.Package, e.Course})
		}
	})
	return c, nil
}

// takesTurns reports whether a theory has a course.
func takesTurns(t *model.Theory) bool {
	_, ok := t.New().(model.Recorder)
	return ok
}

// A NoCourseError means that a theory finds its terms at once.
type NoCourseError struct{ Theory string }

func (e *NoCourseError) Error() string {
	var have []string
	for _, entry := range Catalogue()[0].Entries {
		if takesTurns(entry.Theory) {
			have = append(have, entry.Name)
		}
	}
	return fmt.Sprintf("%s has no course of turns; these have: %s", e.Theory, strings.Join(have, ", "))
}
