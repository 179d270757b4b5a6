package model

// A Coupling holds the rank correlations between inputs.
type Coupling struct {
	Columns []int // columns of the correlated inputs, in the order of their paths
	// Copula couples the inputs' uniforms without changing any marginal
	// distribution.
	Copula Copula
	// Pairs are the correlations that the scenario asks for, in its order,
	// followed by those that were changed to make the matrix feasible.
	Pairs []Correlation
}

// A Copula turns independent uniforms into those of correlated inputs.
type Copula interface {
	// Couple changes u in place; u[k][j] in (0, 1) is the uniform of the k-th
	// correlated input in draw j.
	Couple(u [][]float64)
}

// A Correlation is a rank correlation between two inputs.
type Correlation struct {
	Columns [2]int  // columns of the two inputs
	Rank    float64 // requested Spearman's ρ, −1 to 1; 0 if none was requested
	Used    float64 // ρ used; differs from Rank if the requested matrix is infeasible
}
