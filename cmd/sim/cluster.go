package main

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	texttemplate "text/template"

	"github.com/spf13/cobra"

	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/folder"
)

// engines are what submit files can be written for, with the files each takes.
var engines = map[string][]string{
	"slurm":      {"array.sbatch", "merge.sbatch", "submit.sh"},
	"kubernetes": {"scenario.yaml", "shards.yaml", "merge.yaml"},
}

//go:embed cluster
var clusterFiles embed.FS

// maxSlurm is how many tasks an array may have where a site has not said
// otherwise (MaxArraySize).
const maxSlurm = 1001

// maxConfigMap is how many bytes of scenario a ConfigMap holds, with room for
// their encoding: Kubernetes allows 1 MiB.
const maxConfigMap = 700_000

func newClusterCommand() *cobra.Command {
	var set []string
	var shards int
	c := &cobra.Command{
		Use:   "cluster slurm|kubernetes SCENARIO --shards N",
		Short: "Write the submit files that play a run on a cluster",
		Long: `Cluster writes what a Slurm or Kubernetes cluster needs to play a run in N parts
and put them together; the cluster's own scheduler does the rest. It plays
nothing itself. The result is the folder that one machine would have left.

  slurm       an array job whose tasks each play a part, a merge that follows
              them, and submit.sh. Submit it on the cluster: the folder, and sim
              at the path that it has here, must be visible from all nodes.
  kubernetes  an Indexed Job, a merge Job and the scenario. The image must hold
              sim as /sim; the volume claim must be writable from all nodes.

Parts take whole chunks of 512 draws; five to thirty minutes each is a good
size, a few times as many of them as processors. A part that fails is tried
again, three times, unless its input is bad (exit code 64). A part that is there
already is left alone, so nothing is lost by submitting again. The scenario and
every setting are written down as they are now: later changes do not reach them.`,
		Example: `  sim cluster slurm alaska --shards 64 --draws 1048576
  sim cluster kubernetes alaska --shards 64 --draws 1048576 --out alaska-k8s`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return engineNames(), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return libraryNames(), cobra.ShellCompDirectiveDefault
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 && engines[args[0]] == nil {
				return &usageError{&registry.UnknownError{What: "kind of cluster", Name: args[0], Known: engineNames()}}
			}
			return exactly(2, "slurm or kubernetes, and a scenario")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return cluster(c, args[0], args[1], set, shards) },
	}
	f := c.Flags()
	f.Var(flagOf(&shards, "number", wholeNumber(1, maxShards)), "shards", "into how many parts the run is cut")
	f.StringArrayVar(&set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(drawsFlag(), "draws", "how many draws in all (default 4096)")
	f.Var(seedFlag(), "seed", "seed of the random numbers (default 1)")
	f.Var(listFlag(), "protocols", "theories to play, separated by commas, or all")
	f.String("sampler", "", "how inputs are drawn: random or sobol")
	f.Var(listFlag(), "format", "what to leave: "+strings.Join(formatNames(), ",")+" (default "+strings.Join(defaultFormats, ",")+")")
	f.Var(workersFlag(), "workers", "how many processors a part asks for (default 1)")
	f.String("out", "", "folder for the submit files, and with slurm for parts and results")
	f.String("image", "", "kubernetes: the image that holds sim as /sim (default localhost/sim:<version>)")
	f.String("claim", "sim-results", "kubernetes: the volume claim for parts and results")
	return c
}

func engineNames() []string { return []string{"slurm", "kubernetes"} }

// cluster writes the submit files of an engine.
func cluster(c *cobra.Command, engine, name string, set []string, shards int) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	subject, err := l.subject(name, set)
	if err != nil {
		return err
	}
	s, cfg := subject.Scenario, subject.Config
	until := l.until(s)
	sub, err := l.submission(engine, s, shards, cfg, len(until) > 0)
	if err != nil {
		return err
	}
	dir := folder.Path(s.Name, set) + "-" + engine
	if l.said("out") {
		if dir, _ = l.text("out"); dir == "" {
			return usage("out: the folder for the submit files has no name")
		}
	}
	if err := vacant(dir, engine); err != nil {
		return err
	}
	if err := sub.write(dir, engine); err != nil {
		return err
	}
	for _, remark := range sub.remarks(engine, cfg, len(until) > 0) {
		if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("remark: "+remark)); err != nil {
			return err
		}
	}
	how := "Submit with: bash " + shellWords([]string{filepath.Join(dir, "submit.sh")}) + "\nThe result will be " + filepath.Join(dir, "merged")
	if engine == "kubernetes" {
		how = "Submit with: kubectl apply -f " + shellWords([]string{dir}) + "\nThe result will be " + sub.Out() + "/merged in the volume claim " + sub.Claim
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", output.Printable(fmt.Sprintf("Wrote %s: %s draws in %s.\n%s", dir, output.FormatCount(cfg.Draws), count(sub.Shards, "part", "parts"), how)))
	return err
}

// vacant refuses a folder that holds something else than submit files.
func vacant(dir, engine string) error {
	entries, err := os.ReadDir(dir)
	ours := func(e os.DirEntry) bool {
		return strings.HasPrefix(e.Name(), ".") || slices.Contains(engines[engine], e.Name())
	}
	if err != nil || len(entries) == 0 || slices.ContainsFunc(entries, ours) {
		return nil // nothing there, or writing says what is wrong with it
	}
	return usage("%s: this folder is not empty and holds no submit files for %s; name another with --out", dir, engine)
}

// write writes the files of an engine into dir, all or none.
func (s *submission) write(dir, engine string) error {
	f, err := folder.Begin(dir)
	if err != nil {
		return err
	}
	put := func(name string, text func(w io.Writer) error) error {
		w, err := f.Create(name)
		if err != nil {
			return err
		}
		return errors.Join(text(w), w.Close())
	}
	functions := texttemplate.FuncMap{"json": quoted, "pod": func(s string) (string, error) { return quoted(strings.ReplaceAll(s, "$(", "$$(")) }}
	templates, err := texttemplate.New(engine).Funcs(functions).ParseFS(clusterFiles, "cluster/*")
	for _, name := range engines[engine] {
		if err == nil {
			err = put(name, func(w io.Writer) error { return templates.ExecuteTemplate(w, name, s) })
		}
	}
	if err == nil && engine == "slurm" {
		err = put(s.File, func(w io.Writer) error { _, err := io.WriteString(w, s.Text); return err })
	}
	if err != nil {
		f.Discard()
		return err
	}
	if err := f.Commit(); err != nil || engine != "slurm" {
		return err
	}
	return os.MkdirAll(filepath.Join(dir, "logs"), 0o755) // Slurm makes no folder for its logs
}

// quoted is text as a string of JSON, which is one of YAML too.
func quoted(text string) (string, error) {
	b, err := json.Marshal(text)
	return string(b), err
}

// remarks are what is worth a look before submitting.
func (s *submission) remarks(engine string, cfg study.Config, until bool) (remarks []string) {
	if until {
		remarks = append(remarks, "until: is left out; a part cannot know when the whole is precise enough to stop")
	}
	if chunks := (cfg.Draws + study.ChunkSize - 1) / study.ChunkSize; s.Shards > chunks {
		remarks = append(remarks, fmt.Sprintf("%s draws are %s of %d, so that some parts will be empty", output.FormatCount(cfg.Draws), count(chunks, "chunk", "chunks"), study.ChunkSize))
	}
	if engine == "slurm" && s.Shards > maxSlurm {
		remarks = append(remarks, fmt.Sprintf("Slurm allows arrays of %s tasks unless the site says otherwise (MaxArraySize)", output.FormatCount(maxSlurm)))
	}
	return remarks
}
