package scenario

import "sim/model"

// clock is the clock block: how many rounds a draw has. Without it there is a
// single meeting with everyone in the room.
type clock struct {
	Round  text   `yaml:"round,omitempty" doc:"what a round is, such as 2 weeks; it only names the axis, every rate in the file is per round"`
	Rounds whole  `yaml:"rounds" doc:"how many rounds a draw lasts at most" in:"[1, 520]"`
	Ends   choice `yaml:"ends,omitempty" doc:"what the last round is. watching: where the run stops looking, while talks go on as far as the parties know. deadline: everybody knows that nothing is signed after it. Left out: watching" of:"watching|deadline"`
}

func (c *clock) model() model.Clock {
	if c == nil {
		return model.Clock{}
	}
	return model.Clock{Round: c.Round.value, Rounds: int(c.Rounds.value), Ends: c.Ends.value == "deadline"}
}
