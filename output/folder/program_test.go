package folder

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// A clean build is its commit, and every other one its ID.
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
	if p := Program(); p != Program() || !strings.HasPrefix(p, "build ") { // a test is stamped with no commit
		t.Errorf("this program is %q", p)
	}
}

var Platforms = flag.Bool("platforms", false, "build for other platforms, and compare data files between them")

// The ID of a build is what the go command says it is, and each build has its
// own, here and (-platforms) on others. A file without one is known by its hash, as others
// compute it, and so is one whose ID was chosen by hand, which other code may
// have, too.
func TestFileIdentity(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	path := filepath.Join(dir, "program")
	seen := map[string]string{}
	here := runtime.GOOS + "/" + runtime.GOARCH
	type build struct{ target, greeting, flags, kind string }
	builds := []build{
		{here, "one", "", "build"},
		{here, "two", "", "build"},
		{here, "two", "-buildid=mine", "sha256"},
	}
	if *Platforms {
		for _, target := range []string{"linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64", "js/wasm"} {
			builds = append(builds, build{target, "three", "", "build"}, build{target, "three", "-buildid=", "sha256"})
		}
	}
	for _, c := range builds {
		if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(\""+c.greeting+"\") }\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		system, processor, _ := strings.Cut(c.target, "/")
		link := exec.Command("go", "build", "-ldflags", c.flags, "-o", path, source)
		link.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
		if out, err := link.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var want string
		if c.kind == "build" {
			out, err := exec.Command("go", "tool", "buildid", path).Output()
			if err != nil {
				t.Fatal(err)
			}
			want = "build " + strings.TrimSpace(string(out))
		} else {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want = fmt.Sprintf("sha256 %x", sha256.Sum256(text))
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := fileIdentity(file)
		_ = file.Close() // it was only read
		if err != nil || got != want {
			t.Errorf("%+v: %q, %v; want %q", c, got, err, want)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%+v has the identity of %s", c, other)
		}
		seen[got] = fmt.Sprintf("%+v", c)
	}
}
