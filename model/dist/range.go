package dist

import (
	"errors"
	"fmt"
	"math"

	"sim/model"
)

// Range returns the distribution for `lower to upper`: 5% below lower and 5%
// above upper. On a bounded domain it is a logit-normal scaled to the domain,
// on a domain with only a lower bound a lognormal above that bound, and without
// bounds (±Inf) a normal. family is the name of the family chosen:
// logit_normal, lognormal or normal.
func Range(lower, upper, domainLower, domainUpper float64) (d model.Dist, family string, err error) {
	switch {
	case !finite(lower, upper):
		return nil, "", fmt.Errorf("expected two finite numbers, have %s to %s", model.FormatNumber(lower), model.FormatNumber(upper))
	case lower > upper:
		return nil, "", fmt.Errorf("the range is upside down: expected the lower end first, have %s to %s", model.FormatNumber(lower), model.FormatNumber(upper))
	case lower == upper:
		return nil, "", fmt.Errorf("both ends are %s: write a known number plainly, as %s", model.FormatNumber(lower), model.FormatNumber(lower))
	case lower < domainLower || upper > domainUpper:
		return nil, "", fmt.Errorf("%s to %s leaves the domain %s", model.FormatNumber(lower), model.FormatNumber(upper), interval(domainLower, domainUpper))
	case lower == domainLower || upper == domainUpper:
		end := lower
		if upper == domainUpper {
			end = upper
		}
		return nil, "", fmt.Errorf("%s is a bound of the domain %s, and a range written with `to` leaves 5%% beyond each end; write {uniform: [%s, %s]} or {pert: [%s, mode, %s]}",
			model.FormatNumber(end), interval(domainLower, domainUpper), model.FormatNumber(lower), model.FormatNumber(upper), model.FormatNumber(lower), model.FormatNumber(upper))
	}
	below, above := !math.IsInf(domainLower, -1), !math.IsInf(domainUpper, 1)
	switch {
	case below && above:
		d, family = newLogitNormal(lower, upper, domainLower, domainUpper), "logit_normal"
	case below:
		d, family = newLognormal(lower, upper, domainLower), "lognormal"
	case above:
		return nil, "", errors.New("a range written with `to` needs a domain that is bounded on both sides, from below, or not at all")
	default:
		d, family = normal{(lower + upper) / 2, (upper - lower) / (2 * z95)}, "normal"
	}
	if d, err = bounded(d); err != nil {
		return nil, "", err
	}
	return d, family, nil
}

func interval(lower, upper float64) string {
	left, right := fmt.Sprintf("[%s", model.FormatNumber(lower)), fmt.Sprintf("%s]", model.FormatNumber(upper))
	if math.IsInf(lower, -1) {
		left = "(−∞"
	}
	if math.IsInf(upper, 1) {
		right = "∞)"
	}
	return left + ", " + right
}
