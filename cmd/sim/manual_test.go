package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

var manualDir = flag.String("manual", "", "folder to leave the manual pages in")

// Every command has a manual page with its help, and all are the same each time
// for one SOURCE_DATE_EPOCH. A release is packed with them.
func TestManual(t *testing.T) {
	if os.Getenv("SOURCE_DATE_EPOCH") == "" {
		t.Setenv("SOURCE_DATE_EPOCH", "0")
	}
	dirs := []string{t.TempDir(), t.TempDir()}
	if *manualDir != "" {
		dirs[0] = *manualDir
	}
	for _, dir := range dirs {
		root := newRoot(io.Discard, io.Discard)
		root.DisableAutoGenTag = true       // it would carry the day on which it was made
		each(root, func(c *cobra.Command) { // it takes Markdown, and the help has lists and <names> of its own
			c.Long = "    " + strings.ReplaceAll(c.Long, "\n", "\n    ")
		})
		if err := doc.GenManTree(root, &doc.GenManHeader{Source: "sim " + release}, dir); err != nil {
			t.Fatal(err)
		}
	}
	each(newRoot(io.Discard, io.Discard), func(c *cobra.Command) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(dirs[0], name))
		if err != nil || !bytes.Contains(page, []byte("\n.SH DESCRIPTION\n")) || !bytes.Contains(page, []byte(c.Short)) || bytes.Contains(page, []byte("runs//")) {
			t.Errorf("%s says nothing of %q: %v", name, c.Short, err)
		}
		again, err := os.ReadFile(filepath.Join(dirs[1], name))
		if err != nil || !bytes.Equal(page, again) {
			t.Errorf("%s differs when it is written again: %v", name, err)
		}
	})
}

// each does something with every command that has help.
func each(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			each(sub, do)
		}
	}
}
