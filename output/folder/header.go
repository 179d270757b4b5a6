package folder

import (
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"sim/output"
)

// A Header says which run the draws of a file belong to.
type Header struct {
	Purpose  string             `json:"purpose"`
	Scenario Scenario           `json:"scenario"`
	Changes  []string           `json:"changes,omitempty"`   // as given with --set; the text has them already
	Chosen   []string           `json:"protocols,omitempty"` // as given with --theories; none: as the text says
	Weights  map[string]float64 `json:"weights,omitempty"`   // as given with --weights; none: as the text says
	Theories []string           `json:"theories"`            // played
	Seed     uint64             `json:"seed"`
	Sampler  string             `json:"sampler"`
	Keep     bool               `json:"single_draws"` // whether single draws are kept, for data files of them
	Version  string             `json:"version"`      // for people
	Program  string             `json:"program"`      // as Program says
	Machine  Machine            `json:"machine"`
	Until    []string           `json:"until,omitempty"` // the conditions on which the run could stop early

	// Of a run that is not finished, and of a shard:
	Command []string `json:"command,omitempty"` // as typed
	Formats []string `json:"formats,omitempty"` // to be left

	// Of a shard:
	Draws int `json:"draws,omitempty"` // of the whole run
	Index int `json:"shard,omitempty"` // from 0
	Of    int `json:"shards,omitempty"`
}

// A Machine is what numbers were computed on.
type Machine struct {
	Platform    string `json:"platform"` // linux/amd64, and the level that the program was built for
	Go          string `json:"go"`
	Fingerprint string `json:"numeric_fingerprint"`
}

// Here is the machine that the program runs on.
func Here() Machine {
	m := Machine{runtime.GOOS + "/" + runtime.GOARCH, runtime.Version(), Fingerprint()}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "GOAMD64" || s.Key == "GOARM64" {
				m.Platform += " " + s.Value
			}
		}
	}
	return m
}

func (m Machine) String() string {
	return fmt.Sprintf("%s, %s, numeric fingerprint %.8s", m.Platform, m.Go, m.Fingerprint)
}

// Differs says in words in what the draws of o belong to another run than
// those of h; it is empty if they belong together.
func (h *Header) Differs(o *Header) []string {
	var ds []string
	differ := func(what string, a, b any) {
		if a != b {
			ds = append(ds, fmt.Sprintf("%s %v instead of %v", what, b, a))
		}
	}
	if h.Scenario.Digest != o.Scenario.Digest {
		edited := ""
		if h.Scenario.Name == o.Scenario.Name {
			edited = "; any edit of the file makes it another one, flags such as --draws do not"
		}
		ds = append(ds, fmt.Sprintf("another scenario (%s, digest %.8s, instead of %s, %.8s%s)",
			o.Scenario.Name, o.Scenario.Digest, h.Scenario.Name, h.Scenario.Digest, edited))
	}
	differ("seed", h.Seed, o.Seed)
	differ("sampler", h.Sampler, o.Sampler)
	if !slices.Equal(h.Theories, o.Theories) {
		ds = append(ds, fmt.Sprintf("theories %s instead of %s", strings.Join(o.Theories, ","), strings.Join(h.Theories, ",")))
	}
	if h.Program != o.Program {
		ds = append(ds, fmt.Sprintf("another program (%s, instead of %s), whose draws may be others", ProgramWords(o.Version, o.Program), ProgramWords(h.Version, h.Program)))
	}
	if h.Machine.Fingerprint != o.Machine.Fingerprint {
		ds = append(ds, fmt.Sprintf("other arithmetic: its numbers were computed by an exp, log or the like that ends in other digits (%v, instead of %v), and a run that mixes both could be repeated on neither", o.Machine, h.Machine))
	}
	if h.Keep != o.Keep {
		words := map[bool]string{true: "with single draws", false: "without single draws (no --format csv or parquet)"}
		ds = append(ds, fmt.Sprintf("played %s instead of %s", words[o.Keep], words[h.Keep]))
	}
	if h.Of > 0 && o.Of > 0 {
		differ("draws", output.FormatCount(h.Draws), output.FormatCount(o.Draws))
		differ("shards", h.Of, o.Of)
		if !maps.Equal(h.Weights, o.Weights) {
			ds = append(ds, "other weights of families (--weights)")
		}
	}
	return ds
}
