package folder

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sim/output"
)

// slow is a picture that takes its time.
type slow struct {
	artifact
	begun, end chan struct{}
}

func (s slow) Write(w io.Writer, r *output.Result) error {
	close(s.begun)
	<-s.end
	return s.artifact.Write(w, r)
}

// A run is given up while a picture is being made, and nothing of it stays; what
// is still being written finds no folder.
func TestGivenUpAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	f := begin(t, dir)
	s := slow{artifact{name: "plots/slow.png", text: "late"}, make(chan struct{}), make(chan struct{})}
	late := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-s.begun
		cancel()
	}()
	began := time.Now()
	err := f.Fill(ctx, func() error {
		_ = f.Write(s, nil) // it may have been made by the time the folder is gone
		_, err := f.Create("next.csv")
		late <- err
		return err
	})
	if !errors.Is(err, context.Canceled) || time.Since(began) > time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	f.Discard()
	close(s.end)
	if err := <-late; !errors.Is(err, errEnded) {
		t.Errorf("the next file: %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", contents(t, dir))
	}
}

// A fault in what writes comes out where Fill was called.
func TestFillHandsFaultsOn(t *testing.T) {
	f := begin(t, filepath.Join(t.TempDir(), "run"))
	defer f.Discard()
	defer func() {
		if fault, _ := recover().(string); !strings.HasPrefix(fault, "on purpose\n") {
			t.Errorf("the fault is %q", fault)
		}
	}()
	_ = f.Fill(t.Context(), func() error { panic("on purpose") })
}
