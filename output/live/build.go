package live

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Build builds the engine with the go command; dir is the folder of this package's
// source. Equal sources give equal bytes. The error is ErrNoEngine if there is no
// source, or says what the go command says.
func Build(dir string) (e Engine, err error) {
	if _, err := os.Stat(filepath.Join(dir, "engine", "main.go")); err != nil {
		return e, ErrNoEngine
	}
	tmp, err := os.MkdirTemp("", "sim-engine-")
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	out := filepath.Join(tmp, "engine.wasm")
	if _, err := command(dir, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", out, "./engine"); err != nil {
		return e, err
	}
	program, err := os.ReadFile(out)
	if err != nil {
		return e, err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return e, err
	}
	_, err = z.Write(program)
	if err := errors.Join(err, z.Close()); err != nil {
		return e, err
	}
	e.Packed = b.Bytes()
	root, err := command(dir, "env", "GOROOT")
	if err != nil {
		return e, err
	}
	if e.Support, err = os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js")); err != nil {
		return e, err
	}
	e.Notices, err = notices(dir, root)
	return e, err
}

// notices are the licences of Go and of the modules that the engine is made of.
func notices(dir, root string) ([]byte, error) {
	list, err := command(dir, "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`, "./engine")
	if err != nil {
		return nil, err
	}
	modules := slices.Sorted(strings.Lines(list))
	modules = append([]string{"Go\t" + root}, slices.Compact(modules)...)
	var b bytes.Buffer
	for _, line := range modules {
		name, folder, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		texts, err := filepath.Glob(filepath.Join(folder, "LICENSE*"))
		if err != nil || len(texts) == 0 {
			return nil, fmt.Errorf("the licence of %s was not found", name)
		}
		for _, path := range texts {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "== %s ==\n\n%s\n", name, text)
		}
	}
	return b.Bytes(), nil
}

// command runs the go command for WebAssembly and returns what it prints.
func command(dir string, args ...string) (string, error) {
	c := exec.Command("go", args...)
	c.Dir, c.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var out, errw bytes.Buffer
	c.Stdout, c.Stderr = &out, &errw
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("the engine cannot be built: go %s: %w\n%s", args[0], err, errw.Bytes())
	}
	return strings.TrimSpace(out.String()), nil
}
