package folder

import "errors"

// firstPurpose is the purpose stated by files of the first version.
const firstPurpose = "illustration"

// ErrFirstVersion reports files of a run of the first version. Its report can
// still be shown; its draws come from another model and mean other things.
var ErrFirstVersion = errors.New("this run is of the first version: it can be viewed, not extended, merged or analysed; simulate its scenario again")
