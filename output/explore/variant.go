package explore

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"sim/model/study"
	"sim/output"
)

// VariantMark begins the first line of every variant that the page makes.
const VariantMark = "Saved by sim serve."

// variantName reports whether a text can be a variant's name: a word that is
// safe as the name of a file anywhere.
func variantName(s string) bool {
	n := 0
	for _, r := range s {
		n++
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && (n == 1 || !unicode.IsMark(r) && r != '_' && r != '-') {
			return false
		}
	}
	return n >= 1 && n <= 64
}

// devices are names that some systems do not take for files.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// A Saving asks for a variant to be shown, or written.
type Saving struct {
	Setting
	Name    string `json:"name"`    // of the file, without extension
	Title   string `json:"title"`   // empty: made of the scenario's
	Write   bool   `json:"write"`   // whether a server writes the file
	Replace bool   `json:"replace"` // the file of that name, which the page has asked about
}

// A Saved is what came of it.
type Saved struct {
	File    string    `json:"file"` // its name
	Text    string    `json:"text"`
	Exists  bool      `json:"exists"` // a file of that name is there already
	Written bool      `json:"written"`
	Command string    `json:"command"` // that simulates it to the same numbers
	Problem []Problem `json:"problems,omitempty"`
}

// Variant returns a setting as a scenario that extends base, a path relative to where
// the variant lies or a name of the library; place is the path below which it will lie,
// as commands take it and as it is read back. The error is a *SettingError.
func (d *Desk) Variant(q *Saving, base string, place func(file string) (command, path string)) (*Saved, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	switch {
	case !variantName(q.Name) || devices.MatchString(q.Name):
		return nil, &SettingError{[]Problem{{"name", "a name is letters, digits, - and _, at most 64 of them, and begins with a letter or digit"}}}
	case strings.EqualFold(q.Name, d.session.Base.Scenario.Name):
		return nil, &SettingError{[]Problem{{"name", "this is the name of the scenario itself; choose another"}}}
	}
	title := strings.Join(strings.Fields(q.Title), " ")
	if title == "" {
		title = d.session.Base.Scenario.Bargain.Title + ": " + q.Name
	}
	if len(title) > 200 {
		return nil, &SettingError{[]Problem{{"title", "this title is too long"}}}
	}
	out := &Saved{File: q.Name + ".yaml"}
	command, path := place(out.File)
	var err error
	out.Text, err = d.session.Variant(q.asked(), path, study.Heading{Extends: base, Title: title, Remark: VariantMark + " " + output.Notice + "."}, d.o.Files)
	if errors.Is(err, study.ErrChanged) {
		return nil, &SettingError{[]Problem{{Text: "the scenario's file is no longer what is served; start sim serve again"}}}
	}
	if err != nil {
		return nil, inSetting(err)
	}
	out.Command = output.ShellWords("sim", "run", command, "--draws", itoa(d.o.Config.Draws), "--seed", utoa(d.o.Config.Seed), "--sampler", d.o.Config.Sampler, "--theories", q.Theories)
	return out, nil
}
