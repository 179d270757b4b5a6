package study

import "sync"

// mostTheories is the largest number of theories in all cached answers
// together: an answer's memory is proportional to its theories.
const mostTheories = 16

// memory caches the most recently used answers. The answer to the scenario as
// written, under the theories of the session, is never evicted, because
// everything is compared with it.
type memory struct {
	mu      sync.Mutex
	kept    string    // key of the setting that is never evicted
	answers []*Answer // least recently used first
}

// find returns the cached answer to a setting, or nil.
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

// keep caches an answer and evicts the least recently used ones.
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
