package folder

import (
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// A clean build is its commit, and every other one the hash of its file.
func TestCleanRevision(t *testing.T) {
	clean := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "false"}}
	for _, c := range []struct {
		what string
		info debug.BuildInfo
		want string
	}{
		{"clean", debug.BuildInfo{Settings: clean}, "abc"},
		{"changed", debug.BuildInfo{Settings: []debug.BuildSetting{clean[0], {Key: "vcs.modified", Value: "true"}}}, ""},
		{"without version control", debug.BuildInfo{}, ""},
		{"tags", debug.BuildInfo{Settings: append(clean, debug.BuildSetting{Key: "-tags", Value: "other"})}, ""},
		{"a replaced module", debug.BuildInfo{Settings: clean, Deps: []*debug.Module{{Path: "a"}, {Path: "b", Replace: &debug.Module{Path: "../b"}}}}, ""},
	} {
		if got := cleanRevision(&c.info); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	if p := Program(); p != Program() || !strings.HasPrefix(p, "sha256 ") { // a test is stamped with no commit
		t.Errorf("this program is %q", p)
	}
}

// The hash is that of the file, as others compute it.
func TestExecutableSum(t *testing.T) {
	sum, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("SKIPPED, NOTHING WAS TESTED: no sha256sum here")
	}
	path, err := filepath.EvalSymlinks("/proc/self/exe")
	if err != nil {
		t.Skip("SKIPPED, NOTHING WAS TESTED: no /proc here")
	}
	out, err := exec.Command(sum, path).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := executableSum(); err != nil || !strings.HasPrefix(string(out), got) {
		t.Errorf("%q, %v; want %s", got, err, out)
	}
}
