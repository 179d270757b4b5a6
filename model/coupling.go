package model

// A Coupling says which inputs go together: draws in which one lies high in
// its range tend to be those in which the other does.
type Coupling struct {
	Columns []int // of the inputs that take part, ascending
	// Joint couples their uniforms without changing the range of any.
	Joint Joint
	Pairs []Correlation // what the scenario asks for, in its order
}

// A Joint turns independent uniforms into those of inputs that go together.
type Joint interface {
	// Couple changes u[k][j] in (0, 1), of the k-th input that takes part in
	// draw j, in place.
	Couple(u [][]float64)
}

// A Correlation is a rank correlation that a scenario asks for.
type Correlation struct {
	Columns [2]int  // of the inputs
	Rank    float64 // Spearman's ρ, −1 to 1
}
