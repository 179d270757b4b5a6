package scenario

// ParseWith and SchemaWith are Parse and Schema in a language that knows other processes.
var (
	ParseWith  = parse
	SchemaWith = schemaOf
)

// WithTwins is the choice of theories after the baseline.
var WithTwins = (*Scenario).withTwins
