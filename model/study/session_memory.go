package study

import "sync"

// mostTheories bounds the theories of all answers that are remembered together:
// they are what an answer's memory grows with.
const mostTheories = 16

// memory remembers the answers that were used last. The scenario as written is
// never forgotten under the theories of the session: everything is compared with it.
type memory struct {
	mu      sync.Mutex
	kept    string    // key of the setting that is never forgotten
	answers []*Answer // the last used one last
}

// find returns the answer to a setting, or nil.
func (m *memory) find(st Setting) *Answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, a := range m.answers {
		if a.Setting.Same(st) {
			m.answers = append(append(m.answers[:i:i], m.answers[i+1:]...), a)
			return a
		}
	}
	return nil
}

// keep remembers an answer, and forgets those not used for longest.
func (m *memory) keep(a *Answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, old := range m.answers {
		if old.Setting.Same(a.Setting) {
			m.answers = append(m.answers[:i:i], m.answers[i+1:]...)
			break
		}
	}
	m.answers = append(m.answers, a)
	theories := 0
	for _, old := range m.answers {
		theories += len(old.Subject.Theories)
	}
	for i := 0; theories > mostTheories && i < len(m.answers)-1; {
		old := m.answers[i]
		if old.Setting.key() == m.kept {
			i++
			continue
		}
		theories -= len(old.Subject.Theories)
		m.answers = append(m.answers[:i:i], m.answers[i+1:]...)
	}
}
