package study

import (
	"bytes"
	"context"
	"sync"
)

// Elsewhere has the draws of a setting simulated in other sessions of the same
// scenario, in parts from 0 to parts − 1 as Session.Part does, and returns the records
// of all of them in any order. An error ends the question.
type Elsewhere func(ctx context.Context, st Setting, parts int) (records [][]byte, err error)

// Divide has all draws of later answers, other than the first few, simulated elsewhere.
// The answers are the same to the last bit.
func (s *Session) Divide(elsewhere Elsewhere) { s.elsewhere = elsewhere }

// Part simulates part i of parts of the draws of a setting and returns records of
// them. The error is a *SettingError or the cause of the context's end.
func (s *Session) Part(ctx context.Context, st Setting, i, parts int) (records [][]byte, err error) {
	subject, err := s.parted.of(s, st)
	if err != nil {
		return nil, err
	}
	err = RunShard(ctx, subject, Shard{Index: i, Of: parts}, true, nil, func(record []byte, _ int) error {
		records = append(records, bytes.Clone(record))
		return nil
	})
	return records, err
}

// A parted is the setting whose part was simulated last: the next one is mostly another
// part of it, and reading a scenario takes as long as many draws.
type parted struct {
	mu      sync.Mutex
	setting Setting
	subject *Subject
}

// of returns the subject of a setting of a session. The error is a *SettingError.
func (p *parted) of(s *Session, st Setting) (*Subject, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if st = s.named(st); p.subject != nil && p.setting.Same(st) {
		return p.subject, nil
	}
	subject, err := s.Apply(st)
	if err == nil {
		p.setting, p.subject = st, subject
	}
	return subject, err
}

// finished returns the draws of a subject that were simulated elsewhere; nil if none
// are to be.
func (s *Session) finished(ctx context.Context, st Setting, subject *Subject) (*Done, error) {
	if s.elsewhere == nil {
		return nil, nil //nolint:nilnil // no work is finished, as NewDone's nil says
	}
	done, err := subject.NewDone(true)
	if err != nil {
		return nil, err
	}
	records, err := s.elsewhere(ctx, st, max(1, (subject.Config.Draws+ChunkSize-1)/ChunkSize))
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		if err := done.Add(record, bytes.NewReader(record), 0); err != nil {
			return nil, err
		}
	}
	return done, nil
}
