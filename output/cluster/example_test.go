package cluster_test

import (
	"fmt"

	"sim/model/study"
	"sim/output/cluster"
)

// Gather what the submit files of a run in three parts say.
func Example() {
	s, err := cluster.New(cluster.Options{
		Engine: "kubernetes", Name: "mine", Text: "title: Mine\n", Config: study.Config{Draws: 1024, Seed: 7, Sampler: "random"},
		Until: true, Formats: []string{"csv"}, Shards: 3, Workers: 1, Version: "v1.2.0+dirty", Claim: "sim-results",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Args())
	fmt.Println(s.Image)
	for _, remark := range s.Remarks() {
		fmt.Println("remark:", remark)
	}
	// Output:
	// /scenario/mine.yaml --draws 1024 --seed 7 --sampler random --format csv --until=
	// localhost/sim:v1.2.0-dirty
	// remark: until: is left out; a part cannot know when the whole is precise enough to stop
	// remark: 1,024 draws are 2 chunks of 512, so that some parts will be empty
}
