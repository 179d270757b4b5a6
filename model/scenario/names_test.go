package scenario

import (
	"regexp"
	"strings"
	"testing"
)

// What the reader takes for a name is what the schema tells editors.
func TestNamesAreThoseOfTheSchema(t *testing.T) {
	pattern := regexp.MustCompile("^" + namePattern + "$")
	check := func(s string) {
		if want := pattern.MatchString(s); isName(s) != want {
			t.Errorf("%q is a name: %t, but the schema says %t", s, isName(s), want)
		}
		if faction := "north." + s; isFactionName(faction) != pattern.MatchString(s) || isFactionName(s+".") {
			t.Errorf("%q is the name of a faction: %t", faction, isFactionName(faction))
		}
	}
	for r := range rune(0x3000) {
		check(string(r))
		check("a" + string(r))
	}
	for _, s := range []string{
		"", "a.b", "a\n", "a\xff", "\xff", "𝒜", strings.Repeat("ß", 64), strings.Repeat("ß", 65),
		"e\u0301", "\u0301e", "a-_1²Ⅷ", "1a", "_a", "-a", "a b",
	} {
		check(s)
	}
}
