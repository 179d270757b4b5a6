package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("SIM_LEVERS") == "" {
		_ = os.Setenv("SIM_LEVERS", "off") // the tests about levers set it
	}
	testscript.Main(m, map[string]func(){"sim": main, "stranger": stranger})
}

// TestScript runs every command and every message of the command line. Scripts
// find what a run of the first version has left in $FIRST.
func TestScript(t *testing.T) {
	builds := []string{"GOCACHE", "GOPATH", "GOMODCACHE"} // where Go builds: the script of live reports builds their engine
	values, err := exec.Command("go", append([]string{"env"}, builds...)...).Output()
	if err != nil {
		t.Log(err) // without Go that script is skipped
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			first, err := filepath.Abs("testdata/first-version")
			e.Setenv("FIRST", first)
			e.Setenv("SIM_LEVERS", "off") // but for the scripts about levers
			e.Setenv("SIM_FULL", "true")  // but for those about the answer in brief
			for i, value := range strings.Fields(string(values)) {
				e.Setenv(builds[i], value)
			}
			return err
		},
		Condition: func(name string) (bool, error) {
			if name != "pages" {
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return *pages, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
		},
	})
}

// exits runs a command that must end with the given exit code:
//
//	exits 64 sim run nowhere.yaml
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("%v: exit code %d, want %d", args[1:], code, want)
	}
}
