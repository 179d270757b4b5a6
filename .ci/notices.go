//go:build ignore

// Notices writes THIRD_PARTY_NOTICES to standard output: the licences of all
// that is linked into the program for any system that it is built for, as they
// lie in the modules.
//
//	go run .ci/notices.go >THIRD_PARTY_NOTICES
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// targets are the systems that the program is built for.
var targets = []string{"linux/amd64", "linux/arm64", "darwin/arm64", "windows/amd64"}

// licence is how files are called that hold one.
var licence = regexp.MustCompile(`(?i)^((un)?licen[cs]e|copying|notice|patents)`)

// goName stands for what every program has from Go itself.
const goName = "The Go programming language"

type pkg struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path string }
	}
}

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func write(w io.Writer) error {
	holders, err := texts()
	if err != nil {
		return err
	}
	heads := map[string][]string{} // text → what it is the licence of
	for head, text := range holders {
		heads[text] = append(heads[text], head)
	}
	type notice struct {
		heads []string
		text  string
	}
	var notices []notice
	for text, hs := range heads {
		slices.Sort(hs)
		notices = append(notices, notice{hs, text})
	}
	slices.SortFunc(notices, func(a, b notice) int { return strings.Compare(a.heads[0], b.heads[0]) })
	var out bytes.Buffer
	out.WriteString("The program sim contains the software below, under the licences that follow it.\nMade by .ci/notices.go; do not edit.\n")
	for _, n := range notices {
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(n.heads, "\n"), n.text)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// texts maps what is linked, with the name of a licence's file, to its text.
func texts() (map[string]string, error) {
	holders := map[string]string{}
	bare := map[string]bool{} // modules without a licence so far
	seen := map[string]bool{}
	for _, target := range targets {
		pkgs, err := linked(target)
		if err != nil {
			return nil, err
		}
		for _, p := range pkgs {
			if p.Standard || seen[p.Dir] {
				continue
			}
			seen[p.Dir] = true
			if p.Module.Replace != nil {
				return nil, fmt.Errorf("%s is replaced by %s", p.Module.Path, p.Module.Replace.Path)
			}
			name := p.Module.Path + " " + p.Module.Version
			if _, known := bare[name]; !known && !p.Module.Main {
				bare[name] = true
			}
			for dir := p.Dir; ; dir = filepath.Dir(dir) {
				if p.Module.Main && dir == p.Module.Dir {
					break // the program's own
				}
				found, err := licences(dir, strings.TrimSpace(name), p.Module.Dir, holders)
				if err != nil {
					return nil, err
				}
				if found {
					bare[name] = false
				}
				if dir == p.Module.Dir {
					break
				}
			}
		}
	}
	for name, without := range bare {
		if without {
			return nil, fmt.Errorf("%s has no licence", name)
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	dir := strings.TrimSpace(string(root))
	if found, err := licences(dir, goName, dir, holders); err != nil || !found {
		return nil, errors.Join(fmt.Errorf("no licence of Go in %s", dir), err)
	}
	return holders, nil
}

// licences adds the licences that lie in dir, which is in the module at root.
func licences(dir, name, root string, holders map[string]string) (found bool, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, err
	}
	add := func(path string) error {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		holders[name+": "+filepath.ToSlash(rel)] = strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
		found = true
		return nil
	}
	for _, e := range entries {
		full := filepath.Join(dir, e.Name())
		if !licence.MatchString(e.Name()) || path.Ext(e.Name()) == ".go" {
			continue
		}
		if !e.IsDir() {
			err = add(full)
		} else {
			err = filepath.WalkDir(full, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				return add(path)
			})
		}
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// linked lists the packages of the program for a system.
func linked(target string) ([]pkg, error) {
	system, processor, _ := strings.Cut(target, "/")
	c := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/sim")
	c.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w", target, err)
	}
	var pkgs []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return pkgs, nil
		case err != nil:
			return nil, err
		}
		pkgs = append(pkgs, p)
	}
}
