package folder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"

	"sim/model/portable"
)

// Fingerprint is a hash of fixed results of the functions that runs compute
// with, in hex. It is the same on every machine: equal fingerprints say that two
// programs give the same bytes, another one that they differ in how they
// compute, or that a compiler or processor is not as exact as it should be.
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
		put(portable.Exp(-a))
		put(portable.Expm1(-a))
		put(portable.Log(a))
		put(portable.Log1p(x / (1 + a)))
		put(portable.Pow(a, 1.7))
		put(portable.Tanh(a - 4))
		put(portable.NormalCDF(a - 8))
		put(portable.NormalQuantile(x))
		put(portable.BetaCDF(a, 2, x))
		put(math.Sqrt(a))
		put(math.FMA(a, x, -1))
		put(float64(a*x) + float64(x*0.1))
		x = math.Mod(x+0.6180339887498949, 1)
		x = min(max(x, 1e-6), 1-1e-6)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
