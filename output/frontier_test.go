package output_test

import (
	"slices"
	"testing"

	"sim/model/study"
	"sim/output"
)

func TestPayoffRemarks(t *testing.T) {
	for _, c := range []struct {
		theory study.TheoryPayoffs
		want   []string
	}{
		{study.TheoryPayoffs{Consent: true, Simulated: true}, nil},
		{study.TheoryPayoffs{Consent: true}, []string{"not simulated"}},
		{study.TheoryPayoffs{Simulated: true, Alone: true}, []string{"below a reservation value", "as if the two alone had to consent"}},
	} {
		if got := output.PayoffRemarks(&c.theory); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.theory, got, c.want)
		}
	}
}
