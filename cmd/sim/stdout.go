package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"sim/output/table"
)

// stdout is standard output that remembers whether it could be written: some
// that write there, help for one, do not look.
type stdout struct {
	*os.File
	err error
}

// Write writes to the file.
func (a *stdout) Write(p []byte) (int, error) {
	n, err := a.File.Write(p)
	if err != nil && a.err == nil {
		a.err = fmt.Errorf("cannot write the answer: %w", err)
	}
	return n, err
}

// WriteString writes to the file.
func (a *stdout) WriteString(s string) (int, error) { return a.Write([]byte(s)) }

// printSummary prints a summary, which text writes, in one piece. Results are written after it: if
// whoever reads it has gone, that is an error like others, which does not end
// the program.
func printSummary(w io.Writer, text func(io.Writer, table.Style) error) error {
	gone := make(chan os.Signal, 1)
	signal.Notify(gone, syscall.SIGPIPE)
	defer signal.Stop(gone)
	var all bytes.Buffer
	if err := text(&all, styleOf(w)); err != nil {
		return err
	}
	_, err := w.Write(all.Bytes())
	return err
}
