package montecarlo

// A Shard is a part of a run's chunks: number Index, from 0, of Of parts. The
// zero Shard is the whole run.
type Shard struct{ Index, Of int }

// Chunks returns the numbers of its chunks in a run of so many draws: those
// from the first up to, but without, the last. There may be none.
func (s Shard) Chunks(draws int) (from, to int) {
	all := chunksOf(draws)
	if s.Of == 0 {
		return 0, all
	}
	return all * s.Index / s.Of, all * (s.Index + 1) / s.Of
}

// Draws returns its draws in a run of so many, likewise.
func (s Shard) Draws(draws int) (from, to int) {
	from, to = s.Chunks(draws)
	return min(from*ChunkSize, draws), min(to*ChunkSize, draws)
}
