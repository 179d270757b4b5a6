package settings

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// renamed has the names of today for flags, settings and kinds of things that
// were called otherwise before version 0.2. They are accepted, with a warning,
// until version 0.3.
var renamed = map[string]string{"protocols": "theories", "protocol": "theory"}

// Today returns the name of today for a name, with a warning if that is another
// one and among those that are known.
func Today(warn Warn, name string, known []string) (string, error) {
	if !slices.Contains(known, renamed[name]) {
		return name, nil
	}
	return today(warn, "", name, asTyped)
}

// today returns the name of today for a name, and warns if that is another one,
// in words that start with where; form writes a name as it is typed.
func today(warn Warn, where, name string, form func(string) string) (string, error) {
	now, old := renamed[name]
	if !old {
		return name, nil
	}
	return now, warn(where + form(name) + " is called " + form(now) + " now; version 0.3 will refuse the old name")
}

// RenamedFlags has flags accepted by their old names, with one warning each.
func RenamedFlags(warn Warn) func(*pflag.FlagSet, string) pflag.NormalizedName {
	warned := map[string]bool{}
	return func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if warned[name] {
			return pflag.NormalizedName(renamed[name])
		}
		now, _ := today(warn, "", name, func(flag string) string { return "--" + flag }) // nowhere else to complain
		warned[name] = now != name
		return pflag.NormalizedName(now)
	}
}

func asTyped(name string) string { return name }

// variable is the environment variable of a setting.
func variable(setting string) string { return "SIM_" + strings.ToUpper(setting) }
