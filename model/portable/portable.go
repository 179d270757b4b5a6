// Package portable is mathematics that gives the same bits on every machine:
// exponentials, powers, logarithms, error and beta functions, quantiles, and
// small matrices. The functions of package math differ in their last bit
// between processors: some have assembly on some of them, and Go compilers may
// round a product that is added to something once, together with the sum, where
// the processor can. Here, as everywhere in the model, a product is converted
// before it is added, float64(a*b) + c, which forbids that.
//
// What package math computes exactly is taken from there: Sqrt, FMA, Floor, Abs
// and the like. The elementary functions err by less than one unit in the last
// place, those of two parameters by what their comments say. Nothing allocates,
// except for matrices.
package portable
