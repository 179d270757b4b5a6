package serve

import (
	"context"
	"errors"
	"time"
)

// errBusy says that too many requests wait already.
var errBusy = errors.New("the server is busy; try again in a moment")

// enter waits for room for a simulation of few draws or of all, and limits the
// time that it may take: who has no answer yet and cannot be served soon is told to
// come again. leave must be called.
func (s *Server) enter(ctx context.Context, few bool) (inside context.Context, leave func(), err error) {
	room, wait := s.full, runTime // there is an answer to look at
	if few {
		room, wait = s.quick, mostWait
	}
	select {
	case s.waiting <- struct{}{}:
		defer func() { <-s.waiting }()
	default:
		return nil, nil, errBusy
	}
	select {
	case room <- struct{}{}:
	case <-time.After(wait):
		return nil, nil, errBusy
	case <-ctx.Done():
		return nil, nil, context.Cause(ctx)
	}
	inside, cancel := context.WithTimeoutCause(ctx, runTime, errors.New("this took too long and was stopped"))
	return inside, func() { cancel(); <-room }, nil
}
