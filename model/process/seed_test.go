package process

import (
	"cmp"
	"flag"
	"os"
)

// Properties are tried on the same instances in every run. To search for more: -rapid.seed=N or RAPID_SEED.
func init() { _ = flag.Set("rapid.seed", cmp.Or(os.Getenv("RAPID_SEED"), "1")) }
