package portable

import (
	"math"
	"math/big"
)

// The functions with 320 bits, and 1600 for the tail of erfc: erfc(27) is 2^-1057.

func wide(x float64) *big.Float { return num().SetFloat64(x) }

func num() *big.Float { return new(big.Float).SetPrec(precision) }

var precision uint = 320

func bigAdd(a, b *big.Float) *big.Float { return num().Add(a, b) }
func bigSub(a, b *big.Float) *big.Float { return num().Sub(a, b) }
func bigMul(a, b *big.Float) *big.Float { return num().Mul(a, b) }
func bigQuo(a, b *big.Float) *big.Float { return num().Quo(a, b) }

// places is by how many units in the last place a number errs.
func places(got float64, want *big.Float) float64 {
	size, _ := want.Float64()
	if got == size {
		if want.Sign() == 0 || math.IsInf(got, 0) {
			return 0
		}
	}
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	exponent := max(want.MantExp(nil)-53, -1074) // want is f·2^e with f from 1/2 to 1
	off := bigSub(wide(got), want)
	off.SetMantExp(off, -exponent)
	units, _ := off.Float64()
	return math.Abs(units)
}

// negligible reports whether a term no longer changes a sum.
func negligible(term, sum *big.Float) bool {
	return term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-int(precision)-4
}

func bigExp(x *big.Float) *big.Float {
	const halvings = 24
	r := num().SetMantExp(x, -halvings)
	sum, term := wide(1), wide(1)
	for n := 1.0; ; n++ {
		term = bigQuo(bigMul(term, r), wide(n))
		sum = bigAdd(sum, term)
		if negligible(term, sum) {
			break
		}
	}
	for range halvings {
		sum = bigMul(sum, sum)
	}
	return sum
}

func bigExpm1(x *big.Float) *big.Float { return bigSub(bigExp(x), wide(1)) }

func bigLog(x *big.Float) *big.Float {
	var mantissa big.Float
	e := x.MantExp(&mantissa)
	m, _ := mantissa.Float64()
	y := wide(math.Log(m))
	for range 3 { // each step triples the digits (Halley)
		at := bigExp(y)
		y = bigAdd(y, bigQuo(bigMul(wide(2), bigSub(&mantissa, at)), bigAdd(&mantissa, at)))
	}
	if e == 0 {
		return y
	}
	return bigSub(y, bigMul(wide(float64(e)), lnHalf()))
}

var lnHalfBits *big.Float

// lnHalf is −ln 2.
func lnHalf() *big.Float {
	if lnHalfBits == nil {
		lnHalfBits = bigLog(wide(0.5))
	}
	return lnHalfBits
}

func bigLog1p(x *big.Float) *big.Float { return bigLog(bigAdd(wide(1), x)) }

func bigLog10(x *big.Float) *big.Float { return bigQuo(bigLog(x), bigLog(wide(10))) }

func bigPow(x, y *big.Float) *big.Float { return bigExp(bigMul(y, bigLog(x))) }

func bigHypot(x, y *big.Float) *big.Float {
	return num().Sqrt(bigAdd(bigMul(x, x), bigMul(y, y)))
}

func bigTanh(x *big.Float) *big.Float {
	e := bigExp(bigAdd(x, x))
	return bigQuo(bigSub(e, wide(1)), bigAdd(e, wide(1)))
}

func bigAtanh(x *big.Float) *big.Float {
	return bigQuo(bigLog(bigQuo(bigAdd(wide(1), x), bigSub(wide(1), x))), wide(2))
}

var pi = map[uint]*big.Float{} // by its bits

// bigPi is 16·arctan(1/5) − 4·arctan(1/239) (Machin 1706).
func bigPi() *big.Float {
	if of, ok := pi[precision]; ok {
		return of
	}
	arctan := func(inverse float64) *big.Float {
		x := bigQuo(wide(1), wide(inverse))
		square := bigMul(x, x)
		sum, power := num().Set(x), num().Set(x)
		for n := 3.0; ; n += 2 {
			power = num().Neg(bigMul(power, square))
			term := bigQuo(power, wide(n))
			sum = bigAdd(sum, term)
			if negligible(term, sum) {
				return sum
			}
		}
	}
	pi[precision] = bigSub(bigMul(wide(16), arctan(5)), bigMul(wide(4), arctan(239)))
	return pi[precision]
}

// sinCos are the sine and cosine, by their series.
func sinCos(x *big.Float) (sin, cos *big.Float) {
	sin, cos = num(), wide(1)
	term := wide(1)
	for n := 1; ; n++ {
		term = bigQuo(bigMul(term, x), wide(float64(n)))
		of := &cos
		if n%2 == 1 {
			of = &sin
		}
		if n%4 < 2 {
			*of = bigAdd(*of, term)
		} else {
			*of = bigSub(*of, term)
		}
		if term.Sign() == 0 || n > 30 && term.MantExp(nil) < -int(precision) {
			return sin, cos
		}
	}
}

func bigSinPi(x *big.Float) *big.Float {
	sin, _ := sinCos(bigMul(bigPi(), x))
	return sin
}

func bigCosPi(x *big.Float) *big.Float {
	_, cos := sinCos(bigMul(bigPi(), x))
	return cos
}

func bigAsin(x *big.Float) *big.Float {
	f, _ := x.Float64()
	y := wide(math.Asin(f))
	for range 7 { // Newton
		sin, cos := sinCos(y)
		y = bigSub(y, bigQuo(bigSub(sin, x), cos))
	}
	return y
}

// bigErf is 2/√π·exp(−x²)·Σ 2ⁿ·x²ⁿ⁺¹/(1·3·…·(2n + 1)), all terms of one sign.
func bigErf(x *big.Float) *big.Float {
	square := bigMul(x, x)
	sum, term := num().Set(x), num().Set(x)
	for n := 1.0; ; n++ {
		term = bigQuo(bigMul(bigMul(term, square), wide(2)), wide(2*n+1))
		sum = bigAdd(sum, term)
		if negligible(term, sum) {
			break
		}
	}
	sum = bigMul(sum, bigExp(num().Neg(square)))
	return bigQuo(bigMul(wide(2), sum), num().Sqrt(bigPi()))
}

func bigErfc(x *big.Float) *big.Float {
	if f, _ := x.Float64(); f > 6 { // what is left of 1 is as small as 2^-1074
		precision = 1600
		defer func() { precision = 320 }()
		return bigSub(wide(1), bigErf(num().Set(x)))
	}
	return bigSub(wide(1), bigErf(x))
}
