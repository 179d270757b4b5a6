package cluster

import (
	"regexp"
	"strings"
)

var claimForm = regexp.MustCompile(`^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$`)

// tag keeps what the tag of an image may hold.
func tag(r rune) rune {
	if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r)) {
		return r
	}
	return '-'
}

var fileForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// plainFile is the name of the scenario's file: its own if no shell, no
// manifest and no file system can take it for anything else.
func plainFile(name string) string {
	if fileForm.MatchString(name) {
		return name + ".yaml"
	}
	return "scenario.yaml"
}

// slug is a name as Kubernetes takes one, with a dash behind it; nothing if
// nothing of it can stay.
func slug(name string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, name)
	if s = strings.Trim(s[:min(len(s), 24)], "-"); s == "" {
		return ""
	}
	return s + "-"
}
