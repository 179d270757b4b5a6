package output

import "sim/model/study"

// A Sweep is a sweep as it is shown.
type Sweep struct {
	*Study
	*study.SweepResult
}

// Names are the paths of the axes in words.
func (s *Sweep) Names() string {
	if len(s.Axes) == 1 {
		return s.Axes[0].Path
	}
	return s.Axes[0].Path + " and " + s.Axes[1].Path
}
