//go:build engine

package live

import "embed"

//go:embed embedded
var embedded embed.FS

// Open returns the engine that is part of the program. The error is ErrNoEngine.
func Open() (e Engine, err error) {
	for name, to := range map[string]*[]byte{"engine.wasm.gz": &e.Packed, "wasm_exec.js": &e.Support, "notices.txt": &e.Notices} {
		if *to, err = embedded.ReadFile("embedded/" + name); err != nil {
			return e, ErrNoEngine
		}
	}
	return e, nil
}
