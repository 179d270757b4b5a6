package scenario

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

const decimal = `[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?`

var (
	decimalForm = regexp.MustCompile(`^` + decimal + `$`)
	octalForm   = regexp.MustCompile(`^[-+]?0[0-9]+`)
	rangeForm   = regexp.MustCompile(`^\s*(` + decimal + `)\s+to\s+(` + decimal + `)\s*$`)
	dashForm    = regexp.MustCompile(`^\s*(` + decimal + `)\s*(?:-|–|—|\.\.+|…|bis|until)\s*(` + decimal + `)\s*$`)
	commaForm   = regexp.MustCompile(`^[-+]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]*)?$`)
	commaRange  = regexp.MustCompile(`^\s*[-+]?[0-9][0-9.,]*\s+to\s+[-+]?[0-9][0-9.,]*\s*$`)
	percentForm = regexp.MustCompile(`^\s*(` + decimal + `)\s*%\s*$`)
	groupForm   = regexp.MustCompile(`^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?$`)
)

// largest is the largest absolute value of a number: widths, squares and sums of
// such numbers are far from overflowing.
const largest = 1e100

// parseFloat parses a plain number. Unlike YAML it does not accept 010 as eight
// or .nan as a number.
func parseFloat(n *node) (float64, error) {
	s := n.value
	if n.tag == isText && n.style == quoted && decimalForm.MatchString(s) {
		return 0, fmt.Errorf("the number %s stands in quotes; take them away", short(s))
	}
	return parseDecimal(s)
}

// parseDecimal parses a decimal number; its error says what was expected.
func parseDecimal(s string) (float64, error) {
	lower := strings.ToLower(strings.TrimLeft(s, "+-"))
	switch {
	case octalForm.MatchString(s):
		return 0, fmt.Errorf("%s starts with a 0, which YAML takes for octal; write %s", short(s), trimZeros(s))
	case lower == ".nan", lower == "nan", lower == ".inf", lower == "inf", lower == "infinity":
		return 0, fmt.Errorf("%s is not a number that a scenario can use; every number must be finite", short(s))
	case strings.HasPrefix(lower, "0x"), strings.HasPrefix(lower, "0o"), strings.HasPrefix(lower, "0b"):
		return 0, fmt.Errorf("%s is not decimal; write it in decimal digits", short(s))
	case percentForm.MatchString(s):
		x, _ := strconv.ParseFloat(percentForm.FindStringSubmatch(s)[1], 64)
		return 0, fmt.Errorf("%s is a percentage; write the share itself, %s", short(s), digits(x/100))
	case commaForm.MatchString(s):
		return 0, fmt.Errorf("%s has a comma; the decimal sign is a point", short(s))
	case strings.Contains(s, "_") && groupForm.MatchString(s):
		return 0, fmt.Errorf("write %s without underscores", short(s))
	case !decimalForm.MatchString(s):
		return 0, fmt.Errorf(`"%s" is not a number%s`, short(s), bracketed(disguised(s)))
	}
	x, err := strconv.ParseFloat(s, 64)
	switch size := math.Abs(x); {
	case err != nil || size > largest:
		return 0, fmt.Errorf("%s is too large; choose a unit in which it is at most %g", short(s), largest)
	case size > 0 && size < 1/largest:
		return 0, fmt.Errorf("%s is too small; choose a unit in which it is at least %g, or write 0", short(s), 1/largest)
	}
	return x, nil
}

func trimZeros(s string) string {
	sign := ""
	if s[0] == '-' || s[0] == '+' {
		sign, s = s[:1], s[1:]
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || s[0] < '0' || s[0] > '9' {
		s = "0" + s
	}
	return short(sign + s)
}

// parseRange parses "a to b"; ok is false if s does not look like a range.
func parseRange(s string) (lo, hi float64, ok bool, err error) {
	m := rangeForm.FindStringSubmatch(s)
	if m == nil {
		if d := dashForm.FindStringSubmatch(s); d != nil && !decimalForm.MatchString(s) {
			return 0, 0, true, fmt.Errorf("a range is written with to: %s to %s", d[1], d[2])
		}
		if commaRange.MatchString(s) && strings.Contains(s, ",") {
			return 0, 0, true, fmt.Errorf("%s has commas; the decimal sign is a point, and thousands are not set apart", short(strings.TrimSpace(s)))
		}
		return 0, 0, false, nil
	}
	lo, errLo := parseDecimal(m[1])
	hi, errHi := parseDecimal(m[2])
	switch {
	case errLo != nil || errHi != nil:
		return 0, 0, true, errors.Join(errLo, errHi)
	case lo > hi:
		return 0, 0, true, fmt.Errorf("the range is upside down: %s is above %s; write %s to %s", m[1], m[2], m[2], m[1])
	case lo == hi:
		return 0, 0, true, fmt.Errorf("the range has no width; write the number %s if it is known", m[1])
	}
	return lo, hi, true, nil
}
