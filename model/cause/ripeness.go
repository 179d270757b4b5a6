package cause

// HurtsAbove is the cost of a round, in stake units, above which it hurts.
const HurtsAbove = 0.02

// Hurting is what a round of going on costs a party, in stake units: fighting
// and pressure, less the inducements that it receives while talks go on.
func Hurting(fighting, pressure, inducement float64) float64 {
	return fighting + pressure - inducement
}

// Ripe reports whether a conflict is ripe for agreement (Zartman 2000): going on
// hurts each side by more than HurtsAbove, and there is a way out, an agreement that
// leaves every side more than its reservation value as it sees it; wayOut is the
// least of these margins, in stake units. It is an index, not a cause.
func Ripe(hurting []float64, wayOut float64) bool {
	for _, h := range hurting {
		if !(h > HurtsAbove) {
			return false
		}
	}
	return wayOut > 0
}
