package folder

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sim/output"
)

// A PartsError says which parts of a run are not there, and how to play them.
type PartsError struct {
	Dir     string
	Any     *Draws  // a part that is there; nil: none is
	Of      int     // how many parts there should be
	Missing []int   // their numbers, rising
	Damaged []error // of parts that are there and cannot be read
}

// maxShown is how many commands a message shows.
const maxShown = 8

// Brief says what is missing.
func (e *PartsError) Brief() string {
	var b strings.Builder
	if e.Any == nil && e.Damaged == nil {
		return fmt.Sprintf("%s: there are no parts here; sim run --shard i/N --out %s leaves them", e.Dir, output.ShellWords(e.Dir))
	}
	for i, err := range e.Damaged {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprint(&b, err)
	}
	if e.Missing == nil {
		return b.String()
	}
	if b.Len() > 0 {
		b.WriteString("; ")
	}
	fmt.Fprintf(&b, "%s: missing %d of %d parts: %s", e.Dir, len(e.Missing), e.Of, numbers(e.Missing))
	return b.String()
}

func (e *PartsError) Error() string {
	var b strings.Builder
	b.WriteString(e.Brief())
	if e.Any == nil {
		return b.String()
	}
	b.WriteString("\nplay what is missing:")
	for _, i := range e.Missing[:min(len(e.Missing), maxShown)] {
		b.WriteString("\n  " + e.Any.Again(i))
	}
	if n := len(e.Missing); n > maxShown {
		fmt.Fprintf(&b, "\n  … and %d more like these", n-maxShown)
	}
	if e.Missing != nil {
		fmt.Fprintf(&b, "\nor, from a Slurm array: sbatch --array=%s with its script", numbers(e.Missing))
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

// Again is the command that plays part i of the run that these draws are a part of.
func (d *Draws) Again(i int) string {
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
