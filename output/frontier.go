package output

import "sim/model/study"

// PayoffRemarks is what there is to add to the name of a theory on a frontier.
func PayoffRemarks(t *study.TheoryPayoffs) (remarks []string) {
	if !t.Consent {
		remarks = append(remarks, "below a reservation value")
	}
	switch {
	case t.Alone:
		remarks = append(remarks, "as if the two alone had to consent")
	case !t.Simulated:
		remarks = append(remarks, "not simulated")
	}
	return remarks
}
