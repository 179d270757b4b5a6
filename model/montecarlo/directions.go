package montecarlo

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// joeKuo holds one line per dimension, from the second on: dimension, degree s
// of the primitive polynomial, its inner coefficients a, and m₁ … mₛ.
//
//go:embed joe_kuo_512.txt
var joeKuo string

// dimensions is the number of Sobol dimensions for which there are direction
// numbers.
const dimensions = 512

// directions are the direction numbers of one dimension, as 32-bit fractions:
// number b belongs to bit b of a point's Gray code.
type directions [32]uint32

// directionNumbers returns the direction numbers of all dimensions.
var directionNumbers = sync.OnceValue(func() *[dimensions]directions {
	var all [dimensions]directions
	for b := range all[0] {
		all[0][b] = 1 << (31 - b) // van der Corput
	}
	d := 1
	for line := range strings.SplitSeq(joeKuo, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		all[d] = parseDirections(line)
		d++
	}
	return &all
})

// parseDirections parses one line and extends its numbers by the recurrence vᵢ = vᵢ₋ₛ ⊕
// (vᵢ₋ₛ ≫ s) ⊕ Σ aⱼ·vᵢ₋ⱼ (Bratley & Fox 1988; Joe & Kuo 2008, eq. 2).
func parseDirections(line string) (v directions) {
	var x []uint32
	for field := range strings.FieldsSeq(line) {
		n, err := strconv.ParseUint(field, 10, 32)
		if err != nil {
			panic(fmt.Sprintf("direction numbers: %s", line)) // the file is embedded, so this is a defect of the program
		}
		x = append(x, uint32(n))
	}
	s, a, m := int(x[1]), x[2], x[3:]
	for i := range v {
		if i < s {
			v[i] = m[i] << (31 - i)
			continue
		}
		v[i] = v[i-s] ^ v[i-s]>>s
		for j := 1; j < s; j++ {
			if a>>(s-1-j)&1 == 1 {
				v[i] ^= v[i-j]
			}
		}
	}
	return v
}

// at returns point i of the dimension: the exclusive or of the direction
// numbers selected by the bits of its Gray code i ⊕ i/2.
func (v *directions) at(i uint32) (x uint32) {
	for b, gray := 0, i^i>>1; gray != 0; b, gray = b+1, gray>>1 {
		if gray&1 == 1 {
			x ^= v[b]
		}
	}
	return x
}
