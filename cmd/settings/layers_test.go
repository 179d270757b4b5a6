package settings

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
)

// layersOf reads what a command with these arguments, this sim.yaml and these
// variables says; said are the warnings.
func layersOf(t *testing.T, file string, environment map[string]string, args ...string) (l *Layers, said []string, err error) {
	t.Helper()
	t.Chdir(t.TempDir())
	if file != "" {
		if err := os.WriteFile(File, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for key, value := range environment {
		t.Setenv(key, value)
	}
	c := &cobra.Command{Use: "sim"}
	warn := func(warning string) error {
		said = append(said, warning)
		return nil
	}
	f := c.Flags()
	f.SetNormalizeFunc(RenamedFlags(warn))
	f.Var(DrawsFlag(), "draws", "")
	f.Var(SeedFlag(), "seed", "")
	f.Var(ListFlag(), "theories", "")
	f.StringArray("until", nil, "")
	f.String("out", "", "")
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	l, err = New(c, warn, "SIM_TOKEN")
	return l, said, err
}

// A flag wins over a variable, a variable over sim.yaml, and what none of them
// sets is the scenario's. Messages say which of them spoke.
func TestOrder(t *testing.T) {
	const file = "draws: 100\nseed: 5\ntheories: [nash, median]\n"
	variable := map[string]string{"SIM_DRAWS": "200"}
	for _, c := range []struct {
		file        string
		environment map[string]string
		args        []string
		draws       int
		from        string
	}{
		{file, variable, []string{"--draws", "300"}, 300, "--draws=300"},
		{file, variable, nil, 200, "SIM_DRAWS=200"},
		{file, nil, nil, 100, "sim.yaml:1:8: draws: 100"},
		{"", nil, nil, 77, ""},
	} {
		t.Run(c.from, func(t *testing.T) {
			l, said, err := layersOf(t, c.file, c.environment, c.args...)
			if err != nil || said != nil {
				t.Fatal(err, said)
			}
			s := &scenario.Scenario{Bargain: &model.Bargain{}}
			s.Run.Draws, s.Run.Seed, s.Run.HasSeed = 77, 9, true
			cfg, err := l.Config(s)
			if err != nil || cfg.Draws != c.draws {
				t.Errorf("%d draws, %v; want %d", cfg.Draws, err, c.draws)
			}
			if l.IsSet("draws") != (c.from != "") {
				t.Errorf("draws set: %v", l.IsSet("draws"))
			}
			if _, from := l.Text("draws"); c.from != "" && from != c.from {
				t.Errorf("from %q, want %q", from, c.from)
			}
			wantSeed, wantTheories := uint64(9), []string(nil)
			if c.file != "" {
				wantSeed, wantTheories = 5, []string{"nash", "median"}
			}
			if cfg.Seed != wantSeed || !slices.Equal(l.Named(), wantTheories) {
				t.Errorf("seed %d, theories %q", cfg.Seed, l.Named())
			}
		})
	}
}

// Conditions to stop early may hold commas; an empty one takes away the scenario's.
func TestUntil(t *testing.T) {
	s := &scenario.Scenario{}
	s.Run.Until = []string{"scenario"}
	for name, c := range map[string]struct {
		file        string
		environment map[string]string
		args, want  []string
	}{
		"flags":    {"until: file\n", map[string]string{"SIM_UNTIL": "variable"}, []string{"--until", "f(a, b)", "--until", "c"}, []string{"f(a, b)", "c"}},
		"empty":    {"until: file\n", nil, []string{"--until", ""}, []string{}},
		"variable": {"until: file\n", map[string]string{"SIM_UNTIL": "f(a, b)"}, nil, []string{"f(a, b)"}},
		"file":     {"until: f(a, b)\n", nil, nil, []string{"f(a, b)"}},
		"list":     {"until: ['f(a, b)', c]\n", nil, nil, []string{"f(a, b)", "c"}},
		"none":     {"", nil, nil, []string{"scenario"}},
	} {
		t.Run(name, func(t *testing.T) {
			l, _, err := layersOf(t, c.file, c.environment, c.args...)
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Until(s); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Names that mean nothing are warned of, once each; old ones are taken for those of
// today; those of others are left alone.
func TestNames(t *testing.T) {
	const old = " now; version 0.3 will refuse the old name"
	l, said, err := layersOf(t, "", map[string]string{"SIM_DRAW": "1", "SIM_PROTOCOLS": "nash", "SIM_TOKEN": "secret", "SIM_ZZZ": "1"}, "--seed", "1")
	want := []string{"SIM_DRAW sets nothing; did you mean SIM_DRAWS?", "SIM_PROTOCOLS is called SIM_THEORIES" + old, "SIM_ZZZ sets nothing"}
	if said = slices.DeleteFunc(said, func(s string) bool { return strings.HasPrefix(s, "SIM_LEVERS") }); err != nil || !slices.Equal(said, want) {
		t.Errorf("%q, %v; want %q", said, err, want)
	}
	if _, from := l.Text("theories"); from != "SIM_PROTOCOLS=nash" || !slices.Equal(l.Named(), []string{"nash"}) {
		t.Errorf("theories %q from %s", l.Named(), from)
	}
	t.Setenv("SIM_PROTOCOLS", "")
	if l, said, err = layersOf(t, "protocols: median\n", map[string]string{"SIM_DRAW": "", "SIM_ZZZ": ""}, "--protocols", "nash"); err != nil || !slices.Equal(l.Named(), []string{"nash"}) {
		t.Errorf("theories %q, %v", l.Named(), err)
	}
	if !slices.Contains(said, "--protocols is called --theories"+old) || !slices.Contains(said, "sim.yaml: protocols is called theories"+old) {
		t.Errorf("warnings %q", said)
	}
	for _, c := range []struct {
		name, want string
		warnings   int
	}{{"protocols", "theories", 1}, {"theories", "theories", 0}, {"protocol", "protocol", 0}} {
		warnings := 0
		got, err := Today(func(string) error { warnings++; return nil }, c.name, []string{"theories", "plots"})
		if got != c.want || err != nil || warnings != c.warnings {
			t.Errorf("%s is %s today, %v, with %d warnings", c.name, got, err, warnings)
		}
	}
}

// What a setting asks for in vain is an Error that begins with its layer.
func TestErrors(t *testing.T) {
	s := &scenario.Scenario{Bargain: &model.Bargain{}}
	for _, c := range []struct {
		variable, value string
		read            func(*Layers) error
		want            string
	}{
		{"SIM_DRAWS", "0", func(l *Layers) error { _, err := l.Config(s); return err }, "SIM_DRAWS=0: expected a whole number from 1 to 1000000000"},
		{"SIM_SAMPLER", "sobl", func(l *Layers) error { _, err := l.Config(s); return err }, `SIM_SAMPLER=sobl: unknown sampler "sobl"; did you mean "sobol"?`},
		{"SIM_WORKERS", "4097", func(l *Layers) error { _, err := l.Workers(1); return err }, "SIM_WORKERS=4097: expected a whole number from 1 to 4096"},
		{"SIM_THEORIES", ",", func(l *Layers) error { _, err := l.Subject(study.Source{}); return err }, "SIM_THEORIES=,: name at least one theory, or all; see sim list theories"},
		{"SIM_QUIET", "perhaps", func(l *Layers) error { _, err := l.Bool("quiet"); return err }, "SIM_QUIET=perhaps: expected true or false"},
		{"SIM_SHARD", "2/2", func(l *Layers) error { _, err := l.Shard(); return err }, "SIM_SHARD=2/2: parts count from 0, so the last of 2 is 1/2"},
		{"SIM_OUT", " ", func(l *Layers) error { _, err := l.Out("usual"); return err }, "out: the folder for the results has no name"},
	} {
		t.Run(c.variable, func(t *testing.T) {
			l, _, err := layersOf(t, "", map[string]string{c.variable: c.value})
			if err != nil {
				t.Fatal(err)
			}
			err = c.read(l)
			if _, ok := errors.AsType[*Error](err); !ok || err.Error() != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	if _, _, err := layersOf(t, "drws: 5\n", nil); err == nil || !strings.Contains(err.Error(), `did you mean "draws"?`) || CheckFile() == nil {
		t.Errorf("a mistake in sim.yaml: %v", err)
	}
}

// A folder with other files is not written to, and none is named without need.
func TestOut(t *testing.T) {
	l, _, err := layersOf(t, "", nil, "--out", "mine")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err := l.Out("usual"); dir != "mine" || err != nil {
		t.Errorf("%q, %v", dir, err)
	}
	if err := errors.Join(os.Mkdir("mine", 0o700), os.WriteFile("mine/letter.txt", []byte("dear"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if dir, err := l.Out("usual"); err == nil || !strings.HasPrefix(err.Error(), "--out mine: this folder is not empty and holds no run") {
		t.Errorf("%q, %v", dir, err)
	}
	if l, _, err = layersOf(t, "", nil); err != nil {
		t.Fatal(err)
	}
	if dir, err := l.Out("usual"); dir != "usual" || err != nil {
		t.Errorf("%q, %v", dir, err)
	}
}
