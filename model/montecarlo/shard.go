package montecarlo

// A Shard is a part of a run's chunks: number Index, from 0, of Of parts. The
// zero Shard is the whole run.
type Shard struct{ Index, Of int }

// Chunks returns the shard's chunk numbers in a run of the given number of
// draws: from, …, to − 1. There may be none.
func (s Shard) Chunks(draws int) (from, to int) {
	all := chunksOf(draws)
	if s.Of == 0 {
		return 0, all
	}
	return all * s.Index / s.Of, all * (s.Index + 1) / s.Of
}

// Draws returns the shard's draws in a run of the given number of draws: from,
// …, to − 1.
func (s Shard) Draws(draws int) (from, to int) {
	from, to = s.Chunks(draws)
	return min(from*ChunkSize, draws), min(to*ChunkSize, draws)
}
