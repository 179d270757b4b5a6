package output

import "sim/model"

// An EvidenceStatus says what a number of the scenario rests on.
type EvidenceStatus int

// The statuses, from the weakest.
const (
	Assumed  EvidenceStatus = iota // no evidence is given
	Opinion                        // only an opinion or a rewritten news page says so: never evidence of a fact
	Disputed                       // evidence is given, and another document says otherwise
	Evidence                       // evidence is given
	EvidenceStatuses
)

// EvidenceStatusNames are the statuses in words.
var EvidenceStatusNames = [EvidenceStatuses]string{"assumed", "opinion or rewritten news", "disputed", "evidence"}

func (s EvidenceStatus) String() string { return EvidenceStatusNames[s] }

// EvidenceStatusOf says what an input of the bargain rests on.
func EvidenceStatusOf(b *model.Bargain, in *model.Input) EvidenceStatus {
	switch d, ok := DocumentOf(b, in); {
	case in.Evidence == nil:
		return Assumed
	case in.Evidence.Disputed != "":
		return Disputed
	case ok && !d.SupportsFacts():
		return Opinion
	}
	return Evidence
}

// DocumentOf returns the document that an input's evidence refers to.
func DocumentOf(b *model.Bargain, in *model.Input) (d model.Document, ok bool) {
	if in.Evidence == nil {
		return d, false
	}
	for _, d := range b.Documents {
		if d.ID == in.Evidence.Document {
			return d, true
		}
	}
	return d, false
}

// A Ledger counts inputs by what they rest on.
type Ledger struct {
	Total int
	Of    [EvidenceStatuses]int
}

// CountEvidence counts the inputs of a bargain.
func CountEvidence(b *model.Bargain) Ledger {
	l := Ledger{Total: len(b.Inputs)}
	for i := range b.Inputs {
		l.Of[EvidenceStatusOf(b, &b.Inputs[i])]++
	}
	return l
}

// QuantilesOf returns the 5, 50 and 95% quantiles of what was fitted to an
// input; a known number is its own quantiles.
func QuantilesOf(in *model.Input) [3]float64 {
	if in.Dist == nil {
		return [3]float64{in.Value, in.Value, in.Value}
	}
	return [3]float64{in.Dist.Quantile(0.05), in.Dist.Quantile(0.50), in.Dist.Quantile(0.95)}
}
