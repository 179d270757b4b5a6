package montecarlo

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// A Sampler chooses the uniforms of a run's varying inputs.
type Sampler interface {
	// Check returns an error if the sampler cannot sample that number of draws.
	Check(draws int) error
	// Replicates returns the number of independent replicates: draw i belongs
	// to replicate i mod Replicates(). It is 0 if the draws are independent.
	Replicates() int
	// Source returns the uniforms of the inputs, which are listed by column. It
	// fails if the sampler cannot serve them, for example if there are too
	// many.
	Source(seed uint64, inputs []*model.Input) (Source, error)
}

// A Source yields the uniforms of a run's inputs. It must be safe for
// concurrent use.
type Source interface {
	// Fill sets u[j] to the uniform, in (0, 1), of the input in the given
	// column for draw first + j.
	Fill(u []float64, column, first int)
}

// Samplers lists the samplers in the order in which they are displayed.
var Samplers = registry.Table[Sampler]{Random, Sobol}

// Random is plain Monte Carlo: independent draws.
var Random = registry.Of(registry.About{
	Name:     "random",
	Doc:      "Independent draws; any number of them.",
	Explain:  "Every input has a stream of its own, keyed by the run's seed and the input's path: adding an input shifts no other one, and a variant of a scenario meets the same numbers draw by draw. Errors shrink with the square root of the number of draws.",
	Citation: "Salmon, Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3 (Philox4x64-10).",
}, struct{}{}, func(struct{}) (Sampler, error) { return random{}, nil })

type random struct{}

func (random) Check(draws int) error {
	if draws < 1 {
		return fmt.Errorf("expected at least one draw, have %d", draws)
	}
	return nil
}

func (random) Replicates() int { return 0 }

func (random) Source(seed uint64, inputs []*model.Input) (Source, error) {
	s := randomSource{seed: seed}
	for _, in := range inputs {
		s.keys = append(s.keys, inputKey(in.Path))
	}
	return s, nil
}

// inputKey returns the random stream of the input at path.
func inputKey(path string) model.StreamKey { return model.Key("input/" + path) }

// randomSource uses word i mod 4 of the Philox block with counter (i div 4, 0,
// 0, 0) for draw i of an input.
type randomSource struct {
	seed uint64
	keys []model.StreamKey
}

func (s randomSource) Fill(u []float64, column, first int) {
	seed, key := s.seed, uint64(s.keys[column])
	j := 0
	for ; first&3 == 0 && j+4 <= len(u); j += 4 {
		w0, w1, w2, w3 := philoxWords(uint64(first+j)>>2, 0, 0, 0, seed, key)
		four := u[j : j+4 : j+4]
		four[0], four[1], four[2], four[3] = uniformOpen(w0), uniformOpen(w1), uniformOpen(w2), uniformOpen(w3)
	}
	for j < len(u) {
		i := uint64(first + j)
		block := philox([4]uint64{i >> 2}, [2]uint64{seed, key})
		for w := i & 3; w < 4 && j < len(u); w++ {
			u[j] = uniformOpen(block[w])
			j++
		}
	}
}
