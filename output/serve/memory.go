package serve

import (
	"sync"

	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// An answer is a setting that was played to the end.
type answer struct {
	setting  setting
	scenario *scenario.Scenario
	result   *output.Result
	kept     *montecarlo.Kept
}

// theories is how many theories were played: what remembering it costs.
func (a *answer) theories() int { return len(a.scenario.Bargain.Theories) }

// memory remembers the answers that were used last, as many as are worth
// mostTheories theories. The scenario as served is never forgotten under the
// theory that is played at first: everything is compared with it.
type memory struct {
	mu      sync.Mutex
	lead    string
	answers []*answer // the last used one last
}

// find returns the answer to a setting, or nil.
func (m *memory) find(st setting) *answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, a := range m.answers {
		if a.setting.key() == st.key() {
			m.answers = append(append(m.answers[:i:i], m.answers[i+1:]...), a)
			return a
		}
	}
	return nil
}

// keep remembers an answer, and forgets the one not used for longest.
func (m *memory) keep(a *answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, old := range m.answers {
		if old.setting.key() == a.setting.key() {
			m.answers = append(m.answers[:i:i], m.answers[i+1:]...)
			break
		}
	}
	m.answers = append(m.answers, a)
	sum := 0
	for _, old := range m.answers {
		sum += old.theories()
	}
	for i := 0; sum > mostTheories && i < len(m.answers)-1; {
		old := m.answers[i]
		if len(old.setting.Changes) == 0 && old.setting.Theories == m.lead {
			i++
			continue
		}
		sum -= old.theories()
		m.answers = append(m.answers[:i:i], m.answers[i+1:]...)
	}
}
