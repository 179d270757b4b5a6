package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/artifact"
	"sim/output/cluster"
	"sim/output/folder"
	"sim/scenarios"
)

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
again, three times, unless its input is bad (exit code 64); on Kubernetes an
interruption (75) counts as no try. A part that is there already is left alone,
so nothing is lost by submitting again. The scenario and every setting are
written down as they are now: later changes do not reach them.`,
		Example: `  sim cluster slurm alaska --shards 64 --draws 1048576
  sim cluster kubernetes alaska --shards 64 --draws 1048576 --out alaska-k8s`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch len(args) {
			case 0:
				return cluster.Engines(), cobra.ShellCompDirectiveNoFileComp
			case 1:
				return scenarios.Names(scenarios.FS), cobra.ShellCompDirectiveDefault
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 && !slices.Contains(cluster.Engines(), args[0]) {
				return &usageError{&registry.UnknownError{What: "kind of cluster", Name: args[0], Known: cluster.Engines()}}
			}
			return exactly(2, "slurm or kubernetes, and a scenario")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return writeSubmission(c, args[0], args[1], set, shards) },
	}
	f := c.Flags()
	f.Var(flagvalue.Of(&shards, "number", flagvalue.Int(1, settings.MaxShards)), "shards", "into how many parts the run is cut")
	f.StringArrayVar(&set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(settings.DrawsFlag(), "draws", "how many draws in all (default 4096)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default 1)")
	f.Var(settings.ListFlag(), "theories", "theories to play, separated by commas, or all")
	f.String("sampler", "", "how inputs are drawn: random or sobol")
	f.Var(settings.ListFlag(), "format", "what to leave: "+strings.Join(artifact.Formats(), ",")+" (default "+strings.Join(artifact.Default, ",")+")")
	f.Var(settings.WorkersFlag(), "workers", "how many processors a part asks for (default 1)")
	f.String("out", "", "folder for the submit files, and with slurm for parts and results")
	f.String("image", "", "kubernetes: the image that holds sim as /sim (default localhost/sim:VERSION)")
	f.String("claim", "sim-results", "kubernetes: the volume claim for parts and results")
	return c
}

// writeSubmission writes the submit files of an engine.
func writeSubmission(c *cobra.Command, engine, name string, set []string, shards int) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	subject, err := simulated(l, name, set)
	if err != nil {
		return err
	}
	sub, err := submission(l, engine, subject, shards)
	if err != nil {
		return err
	}
	dir := folder.Path(subject.Scenario.Name, set) + "-" + engine
	if l.IsSet("out") {
		if dir, _ = l.Text("out"); dir == "" {
			return usage("out: the folder for the submit files has no name")
		}
	}
	if err := sub.CheckVacant(dir); err != nil {
		return usage("%w; name another with --out", err)
	}
	if err := sub.Write(dir); err != nil {
		return err
	}
	for _, remark := range sub.Remarks() {
		if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("remark: "+remark)); err != nil {
			return err
		}
	}
	how := "Submit with: bash " + output.ShellPath(filepath.Join(dir, "submit.sh")) + "\nThe result will be " + filepath.Join(dir, "merged")
	if engine == "kubernetes" {
		how = "Submit with: kubectl apply -f " + output.ShellWords(dir) + "\nThe result will be " + sub.Out() + "/merged in the volume claim " + sub.Claim
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", output.Printable(fmt.Sprintf("Wrote %s: %s draws in %s.\n%s", dir, output.FormatCount(subject.Config.Draws), output.Counted(sub.Shards, "part", "parts"), how)))
	return err
}

// submission gathers what the submit files say of the settings.
func submission(l *settings.Layers, engine string, s *study.Subject, shards int) (*cluster.Submission, error) {
	flag := func(name string) string { return strings.TrimSpace(l.Command.Flags().Lookup(name).Value.String()) }
	if shards == 0 {
		return nil, usage("--shards: say into how many parts the run is cut, such as --shards 64")
	}
	o := cluster.Options{
		Engine: engine, Name: s.Scenario.Name, Text: s.Scenario.Text, Config: s.Config, Theories: l.Named(), Until: len(l.Until(s.Scenario)) > 0,
		Shards: shards, Version: version(), Image: flag("image"), Claim: flag("claim"),
	}
	var err error
	if o.Formats, err = l.Formats(); err != nil {
		return nil, err
	}
	if o.Workers, err = l.Workers(1); err != nil {
		return nil, err
	}
	if engine == "slurm" {
		if o.Program, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	sub, err := cluster.New(o)
	switch {
	case errors.Is(err, cluster.ErrClaim):
		return nil, usage("--claim=%s: %w", o.Claim, err)
	case err != nil:
		return nil, &usageError{err}
	}
	return sub, nil
}
