package plot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLook writes every picture of every edge into the folder named by
// SIM_LOOK, for a person to open and look at.
func TestLook(t *testing.T) {
	folder := os.Getenv("SIM_LOOK")
	if folder == "" {
		t.Skip("set SIM_LOOK to a folder to look at the pictures")
	}
	for name, r := range edges() {
		below := filepath.Join(folder, strings.ReplaceAll(name, " ", "-"))
		if err := os.MkdirAll(below, 0o755); err != nil {
			t.Fatal(err)
		}
		for i, f := range Figures(r, Every) {
			if i > 6 && name != "summit" && f.Name != "ensemble" && f.Name != "pareto" {
				continue
			}
			for _, format := range []string{"svg", "png"} {
				b, err := encoders[format](f, r, nil)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(below, f.Name+"."+format), b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
