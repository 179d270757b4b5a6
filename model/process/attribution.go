package process

import "sim/model"

// attribution says to whom violations are attributed: to their author, or by
// mistake to another party of the pair.
type attribution struct {
	pair    []bool            // per party: whether it belongs to the pair between which packages are broken
	mistake []model.StreamKey // per package: whether the attribution is wrong
	others  []model.Race      // per package: of the parties, who is taken for the violator
	equal   []float64         // per party: scratch
}

func attributionOf(b *model.Bargain, line *Drift) attribution {
	a := attribution{pair: pairOf(b, line), equal: make([]float64, len(b.Parties))}
	for i := range b.Packages {
		stream := "attribution/" + b.Packages[i].ID
		a.mistake = append(a.mistake, model.Key(stream))
		a.others = append(a.others, raceOf(b, stream))
	}
	return a
}

// attributed is the party to which a violation is attributed: with the chance
// mistaken another one of the pair, each as likely as the next.
func (a *attribution) attributed(g *model.Game, pkg, violator int, mistaken float64) int {
	if !g.Happens(a.mistake[pkg], 0, mistaken) {
		return violator
	}
	for i := range a.equal {
		a.equal[i] = 0
		if a.pair[i] && i != violator {
			a.equal[i] = 1
		}
	}
	if other, _ := g.FirstOf(a.others[pkg], 0, a.equal); other >= 0 {
		return other
	}
	return violator
}

// pairOf marks the parties between which packages are kept or broken: those of
// the moving issue, else the two signatories that bear a disagreement cost, else
// all signatories.
func pairOf(b *model.Bargain, line *Drift) []bool {
	pair := make([]bool, len(b.Parties))
	if line != nil {
		pair[line.Gains], pair[line.Loses] = true, true
		return pair
	}
	if two, ok := b.SignatoryPair(); ok {
		pair[two[0]], pair[two[1]] = true, true
		return pair
	}
	for i := range pair {
		pair[i] = b.Parties[i].Seat == model.Signatory
	}
	return pair
}
