package model

// A Coupling says which inputs go together: draws in which one lies high in
// its range tend to be those in which the other does.
type Coupling struct {
	Columns []int // of the inputs that take part, ascending
	// Joint couples their uniforms without changing the range of any.
	Copula Copula
	// Pairs are the correlations that the scenario asks for, in its order, and
	// after them those that had to be moved for these to be possible.
	Pairs []Correlation
}

// A Copula turns independent uniforms into those of inputs that go together.
type Copula interface {
	// Couple changes u[k][j] in (0, 1), of the k-th input that takes part in
	// draw j, in place.
	Couple(u [][]float64)
}

// A Correlation is a rank correlation between two inputs.
type Correlation struct {
	Columns [2]int  // of the inputs
	Rank    float64 // asked for: Spearman's ρ, −1 to 1; 0 where nothing is
	Used    float64 // taken: another where no inputs can have what is asked for
}
