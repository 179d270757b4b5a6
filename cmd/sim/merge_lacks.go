package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sim/output"
	"sim/output/folder"
)

// A lacksError says which parts of a run are not there.
type lacksError struct {
	dir     string
	any     *folder.Draws // one that is there; nil: none is
	of      int
	missing []int
	damaged []error
}

// maxShown is how many commands a message shows.
const maxShown = 8

// brief says what is missing.
func (e *lacksError) brief() string {
	var b strings.Builder
	if e.any == nil && e.damaged == nil {
		return fmt.Sprintf("%s: there are no parts here; sim run --shard i/N --out %s leaves them", e.dir, output.ShellWords(e.dir))
	}
	for i, err := range e.damaged {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprint(&b, err)
	}
	if e.missing == nil {
		return b.String()
	}
	if b.Len() > 0 {
		b.WriteString("; ")
	}
	fmt.Fprintf(&b, "%s: missing %d of %d parts: %s", e.dir, len(e.missing), e.of, numbers(e.missing))
	return b.String()
}

func (e *lacksError) Error() string {
	var b strings.Builder
	b.WriteString(e.brief())
	if e.any == nil {
		return b.String()
	}
	b.WriteString("\nplay what is missing:")
	for _, i := range e.missing[:min(len(e.missing), maxShown)] {
		b.WriteString("\n  " + again(e.any, i))
	}
	if n := len(e.missing); n > maxShown {
		fmt.Fprintf(&b, "\n  … and %d more like these", n-maxShown)
	}
	if e.missing != nil {
		fmt.Fprintf(&b, "\nor, from a Slurm array: sbatch --array=%s with its script", numbers(e.missing))
	}
	return b.String()
}

// numbers lists numbers as Slurm takes them: 0,3-5.
func numbers(ns []int) string {
	var words []string
	for i := 0; i < len(ns); {
		j := i
		for j+1 < len(ns) && ns[j+1] == ns[j]+1 {
			j++
		}
		word := strconv.Itoa(ns[i])
		if j > i {
			word += "-" + strconv.Itoa(ns[j])
		}
		words = append(words, word)
		i = j + 1
	}
	return strings.Join(words, ",")
}

// again is the command that plays part i, after that of a part that is there.
func again(d *folder.Draws, i int) string {
	words := slices.Clone(d.Header.Command)
	shard := fmt.Sprintf("%d/%d", i, d.Header.Of)
	for k, word := range words {
		if strings.HasPrefix(word, "--shard=") {
			words[k] = "--shard=" + shard
			return output.ShellWords(words...)
		}
		if word == "--shard" && k+1 < len(words) {
			words[k+1] = shard
			return output.ShellWords(words...)
		}
	}
	return output.ShellWords(append(words, "--shard", shard)...) // it came from the environment; a flag outdoes it
}
