package plot

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLook writes every picture of the summit into the folder named by
// SIM_LOOK, for a person to open and look at.
func TestLook(t *testing.T) {
	folder := os.Getenv("SIM_LOOK")
	if folder == "" {
		t.Skip("set SIM_LOOK to a folder to look at the pictures")
	}
	r := summit(4096)
	for _, f := range Figures(r) {
		for format, encode := range encoders {
			b, err := encode(f, r)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, f.Name+"."+format), b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
