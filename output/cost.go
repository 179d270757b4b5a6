package output

import (
	"fmt"
	"math"
	"time"

	"sim/model/portable"
	"sim/model/study"
)

// CostText says what the draws of a subject take on this machine: one, all, and
// under the theory that takes longest.
func CostText(s *study.Subject, c study.Cost) string {
	text := fmt.Sprintf("cost here: %s per draw on one processor, %s for %s", FormatTime(c.Draw), FormatTime(c.Run), Counted(s.Config.Draws, "draw", "draws"))
	if len(s.Theories) > 1 {
		text += fmt.Sprintf(" · %s takes longest, %s per draw", s.Theories[c.Dearest].Name, FormatTime(c.Alone))
	}
	return text
}

// CostWarning warns of draws that take a minute or more; empty: they do not.
func CostWarning(s *study.Subject, c study.Cost) string {
	if c.Run < time.Minute {
		return ""
	}
	text := fmt.Sprintf("its %s take %s on this machine; fewer --draws", Counted(s.Config.Draws, "draw", "draws"), FormatTime(c.Run))
	if len(s.Theories) > 1 {
		text += fmt.Sprintf(", or --theories without %s, which takes longest,", s.Theories[c.Dearest].Name)
	}
	return text + " take less"
}

// FormatTime writes a measured time with the one digit that it supports.
func FormatTime(d time.Duration) string {
	units := [...]struct {
		name string
		of   time.Duration
		most float64 // times of more are written in the next unit
	}{
		{"µs", time.Microsecond, 1000},
		{"ms", time.Millisecond, 1000},
		{"s", time.Second, 120},
		{"min", time.Minute, 120},
		{"h", time.Hour, 48},
		{"days", 24 * time.Hour, math.Inf(1)},
	}
	if d < time.Microsecond {
		return "less than 1 µs"
	}
	for _, u := range units {
		x := float64(d) / float64(u.of)
		if place := portable.Pow(10, math.Floor(portable.Log10(x))); x < u.most {
			if x = float64(math.Round(x/place) * place); x < u.most {
				return "about " + FormatCount(int(max(math.Round(x), 1))) + " " + u.name
			}
		}
	}
	return ""
}
