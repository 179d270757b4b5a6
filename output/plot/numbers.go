package plot

// Numbers are what a figure shows, as a table: a row's first cell names it.
type Numbers struct {
	Head []string
	Rows [][]string
}
