package settings

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"sim/model/study"
)

// What weights and shards say, and what they expect.
func TestFlagValues(t *testing.T) {
	weights, err := weightsOf("complete_information=2, two_level = 0.5")
	if want := map[string]float64{"complete_information": 2, "two_level": 0.5}; err != nil || !cmp.Equal(weights, want) {
		t.Errorf("weights %v, %v, want %v", weights, err, want)
	}
	if shard, err := shardOf("7/8"); err != nil || shard != (study.Shard{Index: 7, Of: 8}) {
		t.Errorf("shard %v, %v", shard, err)
	}
	const weight, shard = " is no weight of a family; write complete_information=2,two_level=0.5", "expected i/N: part i, from 0, of N parts, at most 100000; 0/8 is the first of eight"
	for _, c := range []struct {
		flag       pflag.Value
		text, want string
	}{
		{WeightsFlag(), "complete_information", `"complete_information"` + weight},
		{WeightsFlag(), "two_level=much", `"two_level=much"` + weight},
		{ShardFlag(), "8/8", "parts count from 0, so the last of 8 is 7/8"},
		{ShardFlag(), "-1/8", shard},
		{ShardFlag(), "0/100001", shard},
		{ShardFlag(), "3", shard},
	} {
		if err := c.flag.Set(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %q", c.text, err, c.want)
		}
	}
}
