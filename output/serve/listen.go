package serve

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Serve answers what comes over l until ctx ends, then lets go of all
// connections. Requests that arrive slowly, and connections on which nothing
// arrives, are ended after a while.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.patience,
		ReadTimeout:       2 * s.patience,
		WriteTimeout:      runTime + writeTime, // each line of a stream has a deadline of its own
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Runs end with ctx; those that asked get a moment to hear of it.
	brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second/2)
	defer cancel()
	if err := server.Shutdown(brief); err != nil {
		_ = server.Close() // whoever is still connected is let go
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
