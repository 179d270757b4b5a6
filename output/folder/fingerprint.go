package folder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
)

// Fingerprint is a hash of fixed results of the mathematical functions that
// runs use, in hex. Processors differ in the last bit of some of them; equal
// fingerprints say that two platforms give the same bytes.
func Fingerprint() string {
	h := sha256.New()
	var word [8]byte
	put := func(x float64) {
		binary.LittleEndian.PutUint64(word[:], math.Float64bits(x))
		_, _ = h.Write(word[:]) // a hash never fails to write
	}
	x := 0.6180339887498949
	for i := range 256 {
		a := x + float64(i)/16
		put(math.Exp(-a))
		put(math.Log(a))
		put(math.Log1p(x / (1 + a)))
		put(math.Pow(a, 1.7))
		put(math.Tanh(a - 4))
		put(math.Erfinv(2*x - 1))
		put(math.Sqrt(a))
		put(a*x + x*0.1) // fused to one rounding on some processors
		x = math.Mod(x+0.6180339887498949, 1)
		x = min(max(x, 1e-6), 1-1e-6)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
