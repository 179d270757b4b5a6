package montecarlo

import "math/bits"

// philox computes a block of Philox4x64-10 from a counter and a key (Salmon,
// Moraes, Dror & Shaw 2011, Parallel random numbers: as easy as 1, 2, 3). The
// key is incremented between rounds.
func philox(c [4]uint64, key [2]uint64) [4]uint64 {
	c[0], c[1], c[2], c[3] = philoxWords(c[0], c[1], c[2], c[3], key[0], key[1])
	return c
}

// philoxWords is philox with separate words, so that they stay in registers.
func philoxWords(c0, c1, c2, c3, k0, k1 uint64) (w0, w1, w2, w3 uint64) {
	for range 9 {
		h0, l0 := bits.Mul64(0xD2E7470EE14C6C93, c0)
		h1, l1 := bits.Mul64(0xCA5A826395121157, c2)
		c0, c1, c2, c3 = h1^c1^k0, l1, h0^c3^k1, l0
		k0 += 0x9E3779B97F4A7C15
		k1 += 0xBB67AE8584CAA73B
	}
	h0, l0 := bits.Mul64(0xD2E7470EE14C6C93, c0)
	h1, l1 := bits.Mul64(0xCA5A826395121157, c2)
	return h1 ^ c1 ^ k0, l1, h0 ^ c3 ^ k1, l0
}

// uniformOpen maps a word to ((word >> 12) + ½)·2^-52, in [2^-53, 1 − 2^-53].
// With one more bit the largest word would round to 1.
func uniformOpen(word uint64) float64 { return (float64(word>>12) + 0.5) * 0x1p-52 }
