// Package cluster writes the submit files that run the parts of a run on a
// cluster, and the merge that follows them. It knows neither flags nor how a part
// is simulated; it submits nothing.
package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"sim/model/study"
	"sim/output"
)

// Engines are what submit files can be written for.
func Engines() []string { return []string{"slurm", "kubernetes"} }

// files are the files that each engine takes.
var files = map[string][]string{
	"slurm":      {"array.sbatch", "merge.sbatch", "submit.sh"},
	"kubernetes": {"scenario.yaml", "shards.yaml", "merge.yaml"},
}

// maxSlurm is how many tasks an array may have where a site has not said
// otherwise (MaxArraySize).
const maxSlurm = 1001

// maxConfigMap is how many bytes of scenario a ConfigMap holds, with room for
// their encoding: Kubernetes allows 1 MiB.
const maxConfigMap = 700_000

// Options are what a submission is asked for.
type Options struct {
	Engine   string       // one of Engines
	Name     string       // of the scenario
	Text     string       // of the scenario, resolved
	Config   study.Config // draws, seed and sampler of the whole run
	Theories []string     // to simulate; nil: as the scenario says
	Until    bool         // whether the scenario stops early on a condition
	Formats  []string     // to leave
	Shards   int          // parts, from 1
	Workers  int          // processors that a part asks for, from 1

	Program string // slurm: the path of sim
	Version string // kubernetes: of the program, for the image's tag
	Image   string // kubernetes; empty: localhost/sim:<version>
	Claim   string // kubernetes: the volume claim for parts and results
}

// A Submission is what the templates know.
type Submission struct {
	Name    string   // of the job: letters, digits and dashes
	File    string   // of the scenario
	Text    string   // of the scenario, resolved
	Words   []string // after sim run
	Shards  int
	Workers int

	Program string // slurm: a word of a shell
	Image   string // kubernetes
	Claim   string

	engine string
	draws  int
	until  bool
}

// ErrClaim says that a volume claim cannot have the name that it was given.
var ErrClaim = errors.New("the name of a volume claim has small letters, digits, - and . only")

// New gathers what the submit files say. It fails if Kubernetes takes no such
// claim (ErrClaim) or no text so long.
func New(o Options) (*Submission, error) {
	s := &Submission{
		File: plainFile(o.Name), Text: o.Text, Shards: o.Shards, Workers: o.Workers, Image: o.Image, Claim: o.Claim,
		engine: o.Engine, draws: o.Config.Draws, until: o.Until,
	}
	s.Words = []string{
		s.File, "--draws", strconv.Itoa(o.Config.Draws), "--seed", strconv.FormatUint(o.Config.Seed, 10), "--sampler", o.Config.Sampler,
		"--format", strings.Join(o.Formats, ","),
	}
	if o.Theories != nil {
		s.Words = append(s.Words, "--theories", strings.Join(o.Theories, ","))
	}
	if o.Until {
		s.Words = append(s.Words, "--until=") // a part cannot know when the whole is precise enough
	}
	sum := sha256.Sum256([]byte(strings.Join(s.Words, "\x00") + "\x00" + o.Text))
	s.Name = "sim-" + slug(o.Name) + hex.EncodeToString(sum[:4])
	if o.Engine == "slurm" {
		s.Program = output.ShellWords(o.Program)
		return s, nil
	}
	s.Words[0] = "/scenario/" + s.File
	if s.Image == "" {
		s.Image = "localhost/sim:" + strings.Map(tag, o.Version)
	}
	if !claimForm.MatchString(s.Claim) || len(s.Claim) > 253 {
		return nil, ErrClaim
	}
	if len(o.Text) > maxConfigMap {
		return nil, fmt.Errorf("%s: the scenario with all that it includes has %s bytes, more than the ConfigMap holds that would carry it", o.Name, output.FormatCount(len(o.Text)))
	}
	return s, nil
}

// Last is the index of the last part.
func (s *Submission) Last() int { return s.Shards - 1 }

// Args are the words as a shell takes them.
func (s *Submission) Args() string { return output.ShellWords(s.Words...) }

// Out is the run's folder on the volume.
func (s *Submission) Out() string { return "/out/" + s.Name }

// Remarks are what is worth a look before submitting; none if nothing is.
func (s *Submission) Remarks() (remarks []string) {
	if s.until {
		remarks = append(remarks, "until: is left out; a part cannot know when the whole is precise enough to stop")
	}
	if chunks := (s.draws + study.ChunkSize - 1) / study.ChunkSize; s.Shards > chunks {
		remarks = append(remarks, fmt.Sprintf("%s draws are %s of %d, so that some parts will be empty", output.FormatCount(s.draws), output.Counted(chunks, "chunk", "chunks"), study.ChunkSize))
	}
	if s.engine == "slurm" && s.Shards > maxSlurm {
		remarks = append(remarks, fmt.Sprintf("Slurm allows arrays of %s tasks unless the site says otherwise (MaxArraySize)", output.FormatCount(maxSlurm)))
	}
	return remarks
}
