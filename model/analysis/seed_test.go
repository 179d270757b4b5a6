package analysis

import (
	"cmp"
	"flag"
	"os"
)

// Property tests use the same instances in every run. To search for more:
// -rapid.seed=N or RAPID_SEED.
func init() { _ = flag.Set("rapid.seed", cmp.Or(os.Getenv("RAPID_SEED"), "1")) }
