package explain

import (
	"fmt"
	"io/fs"
	"strings"

	"sim/model/study"
)

// Reference is the reference of the language as Markdown: every key with what it
// takes, and the words that a file may use.
func Reference(library fs.FS) string {
	var s strings.Builder
	s.WriteString(`# Reference of the language

Illustration, not prediction: what a scenario file may say, key by key. This page
is written by the program from the tags that reading uses; ` + "`sim explain KEY`" + `
says the same in the terminal, with an example from the library.

Names in capitals stand for names that the author gives; ` + "`[]`" + ` marks a list.
`)
	var sections []string
	rows := map[string]string{}
	for _, k := range study.Keys() {
		name := section(&k)
		if rows[name] == "" {
			sections = append(sections, name)
		}
		rows[name] += fmt.Sprintf("| %s | %s | %s |\n", "`"+k.Path+"`", cell(form(&k)), cell(k.Doc))
	}
	for _, name := range sections {
		fmt.Fprintf(&s, "\n## %s\n\n| key | takes | meaning |\n|---|---|---|\n%s", name, rows[name])
	}
	for _, k := range language()[1:] {
		fmt.Fprintf(&s, "\n## %s\n\n%s.\n\n| name | meaning |\n|---|---|\n", strings.ToUpper(k.Name[:1])+k.Name[1:], strings.ToUpper(k.Doc[:1])+k.Doc[1:])
		for _, e := range k.Entries {
			fmt.Fprintf(&s, "| %s | %s |\n", cell(e.Name), cell(e.Doc))
		}
	}
	return s.String()
}

// section is the heading under which a key stands: that of the key at the top of
// the file that holds it, of a process its own.
func section(k *study.Key) string {
	parts := strings.Split(strings.ReplaceAll(k.Path, "[]", ""), ".")
	switch {
	case len(parts) == 1 && below(parts[0]) == nil:
		return "The top of a file"
	case parts[0] == "processes" && len(parts) > 1:
		return "processes." + parts[1]
	}
	return parts[0]
}

// form says in a line what a key takes: the kind of value, unit, range, default.
func form(k *study.Key) string {
	var parts []string
	if k.Takes != "" {
		parts = append(parts, k.Takes)
	}
	if k.Range != "" {
		parts = append(parts, "in "+k.Range)
	}
	if k.Unit != "" {
		parts = append(parts, k.Unit)
	}
	switch {
	case k.Default != "":
		parts = append(parts, k.Default+" if left out")
	case k.Required:
		parts = append(parts, "needed")
	}
	return strings.Join(parts, "; ")
}

// cell is text in a cell of a Markdown table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(s)
}
