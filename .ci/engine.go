//go:build ignore

// Engine builds what live reports compute with, for a program that is to hold it:
//
//	go run .ci/engine.go && go build -tags engine ./cmd/sim
package main

import (
	"log"
	"os"
	"path/filepath"

	"sim/output/live"
)

func main() {
	e, err := live.Build(filepath.Join("output", "live"))
	if err != nil {
		log.Fatal(err)
	}
	dir := filepath.Join("output", "live", "embedded")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	for name, data := range map[string][]byte{"engine.wasm.gz": e.Packed, "wasm_exec.js": e.Support, "notices.txt": e.Notices} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
