package tabular

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// plainNumber is how tables write numbers, with a point or a comma; ambiguous are
// those whose comma may also part thousands.
var (
	plainNumber = regexp.MustCompile(`^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$`)
	ambiguous   = regexp.MustCompile(`^[+-]?[1-9]\d{0,2},\d{3}$`)
)

// mostSize is how large a number of a scenario may be, and its inverse how small.
const mostSize = 1e100

// number reads a cell as a number; what names it, for the message if it is none.
func (r *reader) number(c cell, what string) (figure, bool) {
	text := strings.TrimSuffix(c.text, "%")
	switch {
	case c.text == "":
		r.bad(c.at, "%s is missing; expected a number", what)
		return figure{}, false
	case text != c.text:
		r.bad(c.at, "%s is %q; expected a plain number, without a percent sign", what, c.text)
		return figure{}, false
	case !plainNumber.MatchString(text):
		r.bad(c.at, "%s is %q; expected a number", what, c.text)
		return figure{}, false
	}
	if i := strings.IndexAny(text, ".,"); i >= 0 && !c.stored && !r.decimal(c, text[i], what) {
		return figure{}, false
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if size := math.Abs(x); err != nil || size > mostSize || size > 0 && size < 1/mostSize {
		r.bad(c.at, "%s is %s; expected 0 or a number between 1e-100 and 1e+100 in size: choose another unit", what, c.text)
		return figure{}, false
	}
	return figure{x, c.at}, true
}

// decimal reports whether the mark in a number is the decimal mark; it settles the
// mark by the first number that leaves no doubt.
func (r *reader) decimal(c cell, mark byte, what string) bool {
	switch {
	case r.mark == 0 && mark == ',' && ambiguous.MatchString(c.text):
		r.bad(c.at, "%s is %s: is the comma a decimal comma, or does it part thousands? Say --decimal comma, or write it without", what, c.text)
		return false
	case r.mark == 0:
		if r.mark = mark; mark == ',' {
			r.take("Commas in numbers are decimal commas (first in %s).", c.at)
		}
	case r.mark != mark:
		r.bad(c.at, "%s is %s, but the decimal mark of this table is the %s; write all numbers alike, without a mark for thousands", what, c.text, map[byte]string{',': "comma", '.': "point"}[r.mark])
		return false
	}
	return true
}
