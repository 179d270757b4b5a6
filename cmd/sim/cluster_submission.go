package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"strconv"
	"strings"

	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// A submission is what the templates know.
type submission struct {
	Name    string   // of the job: letters, digits and dashes
	File    string   // of the scenario
	Text    string   // of the scenario, resolved
	Words   []string // after sim run
	Shards  int
	Workers int

	Program string // slurm: a word of a shell
	Image   string // kubernetes
	Claim   string
}

// Last is the index of the last part.
func (s *submission) Last() int { return s.Shards - 1 }

// Args are the words as a shell takes them.
func (s *submission) Args() string { return shellWords(s.Words) }

// Out is the run's folder on the volume.
func (s *submission) Out() string { return "/out/" + s.Name }

// submission gathers what the templates need.
func (l *layers) submission(engine string, s *scenario.Scenario, shards int, cfg study.Config, until bool) (*submission, error) {
	flag := func(name string) string { return strings.TrimSpace(l.c.Flags().Lookup(name).Value.String()) }
	if shards == 0 {
		return nil, usage("--shards: say into how many parts the run is cut, such as --shards 64")
	}
	formats, err := l.formats()
	if err != nil {
		return nil, err
	}
	sub := &submission{File: plainFile(s.Name), Text: s.Text, Shards: shards, Image: flag("image"), Claim: flag("claim")}
	if sub.Workers, err = l.count("workers", maxWorkers, 1); err != nil {
		return nil, err
	}
	sub.Words = []string{
		sub.File, "--draws", strconv.Itoa(cfg.Draws), "--seed", strconv.FormatUint(cfg.Seed, 10), "--sampler", cfg.Sampler,
		"--format", strings.Join(formats, ","),
	}
	if chosen := l.list("protocols"); chosen != nil {
		sub.Words = append(sub.Words, "--protocols", strings.Join(chosen, ","))
	}
	if until {
		sub.Words = append(sub.Words, "--until=") // a part cannot know when the whole is precise enough
	}
	sum := sha256.Sum256([]byte(strings.Join(sub.Words, "\x00") + "\x00" + s.Text))
	sub.Name = "sim-" + slug(s.Name) + hex.EncodeToString(sum[:4])
	if engine == "slurm" {
		program, err := os.Executable()
		if err != nil {
			return nil, err
		}
		sub.Program = shellWords([]string{program})
		return sub, nil
	}
	sub.Words[0] = "/scenario/" + sub.File
	if sub.Image == "" {
		sub.Image = "localhost/sim:" + strings.Map(tag, version())
	}
	if !claimForm.MatchString(sub.Claim) || len(sub.Claim) > 253 {
		return nil, usage("--claim=%s: the name of a volume claim has small letters, digits, - and . only", sub.Claim)
	}
	if len(s.Text) > maxConfigMap {
		return nil, usage("%s: the scenario with all that it includes has %s bytes, more than the ConfigMap holds that would carry it", s.Name, output.FormatCount(len(s.Text)))
	}
	return sub, nil
}

var claimForm = regexp.MustCompile(`^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$`)

// tag keeps what the tag of an image may hold.
func tag(r rune) rune {
	if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r)) {
		return r
	}
	return '-'
}

var fileForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// plainFile is the name of the scenario's file: its own if no shell, no
// manifest and no file system can take it for anything else.
func plainFile(name string) string {
	if fileForm.MatchString(name) {
		return name + ".yaml"
	}
	return "scenario.yaml"
}

// slug is a name as Kubernetes takes one, with a dash behind it; nothing if
// nothing of it can stay.
func slug(name string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, name)
	if s = strings.Trim(s[:min(len(s), 24)], "-"); s == "" {
		return ""
	}
	return s + "-"
}
