//go:build unix

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Another account of the machine neither sees the page nor finds the token: not
// in the list of processes, where the desktop is asked to show the page, and not
// in a file.
func TestOtherAccount(t *testing.T) {
	cannot := func(why string) {
		t.Helper()
		if os.Getenv("CI") == "true" {
			t.Fatal(why)
		}
		t.Skip("SKIPPED, NOTHING WAS TESTED (in CI this is a failure): " + why)
	}
	if os.Geteuid() != 0 {
		cannot("only root can be another account")
	}
	if _, err := os.Stat("/proc/self/cmdline"); err != nil {
		cannot("there is no list of processes in /proc")
	}
	dir, err := os.MkdirTemp("/tmp", "sim-accounts-") //nolint:usetesting // another account must get at it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	asked := filepath.Join(dir, "asked")
	mine, err := exec.LookPath("sim")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(mine)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"stranger": string(program), "xdg-open": "#!/bin/sh\necho \"$1\" >" + asked + "\nsleep 5\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	passing := filepath.Join(dir, "tmp")
	if err := os.Mkdir(passing, 0o777); err != nil {
		t.Fatal(err)
	}

	server := exec.Command("sim", "serve", "two-issues", "--draws", "512")
	server.Env = append(os.Environ(), "DISPLAY=:0", "PATH="+dir+":"+os.Getenv("PATH"), "TMPDIR="+passing, tokenVariable+"=")
	server.Dir = t.TempDir()
	out, err := server.StdoutPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = server.Process.Signal(syscall.SIGTERM) // it may have ended by itself
		if err := server.Wait(); err != nil {
			t.Errorf("serve ended with %v", err)
		}
		if left, _ := os.ReadDir(passing); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}()
	address := ""
	for said := bufio.NewScanner(out); address == "" && said.Scan(); {
		if i := strings.Index(said.Text(), "http://"); i >= 0 {
			address = said.Text()[i:]
		}
	}
	page, token, ok := strings.Cut(address, "?token=")
	if !ok || token == "" {
		t.Fatalf("the address is %q", address)
	}
	var shown []byte
	for end := time.Now().Add(time.Minute); len(shown) == 0 && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		shown, _ = os.ReadFile(asked)
	}
	way, err := os.ReadFile(strings.TrimSpace(string(shown)))
	if err != nil || strings.Contains(string(shown), token) || !strings.Contains(string(way), token) {
		t.Errorf("the desktop is asked for %q, %v", shown, err)
	}

	other := exec.Command(filepath.Join(dir, "stranger"), page, passing)
	other.Dir = "/"
	other.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	other.Stdin = strings.NewReader(token + "\n")
	said, err := other.Output() // with -cover, what it cannot write is said elsewhere
	if want := "account 65534\nGET 401\nPOST 401\nlooked true\n"; err != nil || string(said) != want {
		t.Errorf("the other account gets at\n%s(%v), want\n%s", said, err, want)
	}
}
