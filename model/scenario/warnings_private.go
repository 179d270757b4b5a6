package scenario

import (
	"errors"
	"slices"

	"sim/model"
)

// warnSecrets remarks that demands are not read as signals, where both parties of
// the dispute know a number alone and a theory has them demand.
func (f *file) warnSecrets(ps *problems, b *model.Bargain) {
	pair, ok := b.Pair()
	if !ok || b.SecretOf(pair[0]).Of == model.NoSecret || b.SecretOf(pair[1]).Of == model.NoSecret ||
		!slices.ContainsFunc(b.Theories, func(t model.Theory) bool { return t.Name == "information" }) {
		return
	}
	var at *node // the last in the file
	for _, x := range f.numbers {
		if x.knownTo.at != nil {
			at = x.knownTo.at
		}
	}
	ps.at(at, errors.New("both parties know a number alone: under information a clock with their powers as rates says who demands, and a demand tells the other nothing; for one price or wage sealed bids have both reckon with that: information+sealed"))
}
