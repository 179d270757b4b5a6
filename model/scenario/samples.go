package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// maxSamples is the largest number of values in a list of samples.
const maxSamples = 100_000

// headForm matches the head of a column: words. It does not match what may be a
// number with a slip in it, which must not be dropped.
var headForm = regexp.MustCompile(`^[\p{L}_][^.,]*$`)

// noValue matches what programs write for a missing or infinite number.
var noValue = regexp.MustCompile(`(?i)^(?:nan|na|null|none|nil|missing|inf\w*)$`)

// samples decodes a list of numbers, or the CSV file with one column of numbers
// that n names. The numbers of a file replace its name in the tree, so that the
// resolved scenario needs no other file.
func (d *decoder) samples(n *node, name string) []float64 {
	if n.kind == scalar && n.tag == isText {
		items, err := readSamples(n)
		if err != nil {
			d.at(n, fmt.Errorf("%s: %s: %w", name, short(n.value), err))
			return nil
		}
		*n = node{kind: sequence, src: n.src, line: n.line, col: n.col, style: flow, items: items}
	}
	if n.kind != sequence {
		d.at(n, fmt.Errorf("%s takes the name of a CSV file with one column of numbers, or a list of numbers, not %s", name, n.describe()))
		return nil
	}
	if len(n.items) > maxSamples {
		d.at(n, fmt.Errorf("%s: more than %d numbers", name, maxSamples))
		return nil
	}
	xs := make([]float64, 0, len(n.items))
	for _, c := range n.items {
		if x, ok := d.plainNumber(c, name); ok {
			xs = append(xs, x)
		}
	}
	return xs
}

func readSamples(n *node) ([]*node, error) {
	src, err := readFile(n.src.fsys, n.src.beside(n.value), false)
	if err != nil {
		return nil, err
	}
	if before, _, found := bytes.Cut(src, []byte{0}); found {
		return nil, fmt.Errorf("line %d: a NUL byte stands here; numbers are text, saved as UTF-8", 1+bytes.Count(before, []byte("\n")))
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(src), "\ufeff")))
	r.Comment = '#'
	r.FieldsPerRecord = 1
	r.TrimLeadingSpace = true
	var items []*node
	for line := 1; ; line++ {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return items, nil
		}
		if err != nil {
			if errors.Is(err, csv.ErrFieldCount) {
				err = fmt.Errorf("%w; %s column", err, pointHint)
			}
			return nil, fmt.Errorf("not one column of numbers: %w", err)
		}
		s := strings.TrimSpace(record[0])
		if _, err := parseDecimal(s); err != nil {
			if line == 1 && headForm.MatchString(s) && !noValue.MatchString(s) {
				continue
			}
			return nil, fmt.Errorf("record %d: %w", line, err)
		}
		if len(items) == maxSamples {
			return nil, fmt.Errorf("more than %d numbers", maxSamples)
		}
		items = append(items, &node{kind: scalar, src: n.src, line: n.line, col: n.col, tag: isNumber, value: s})
	}
}
