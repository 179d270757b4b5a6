package explore

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// The forms in which the page's modules import and export.
var (
	importLine = regexp.MustCompile(`(?m)^import (.+) from "\./(\w+)\.js";$`)
	exportLine = regexp.MustCompile(`(?m)^export ((?:async )?(?:const|class|function) (\w+))`)
)

// modules are those of a page that computes by itself, each after those that it
// imports. Its questions go to workers.js in place of ask.js.
var modules = []string{"refusal", "past", "address", "show", "workers", "page", "live"}

// Bundle returns the script of a page that computes by itself, one text: a page of a
// file may not import modules. Every module becomes a function that returns what it
// exports.
func Bundle() string {
	var b strings.Builder
	b.WriteString("\"use strict\";\n")
	for _, name := range modules {
		text := asset(name + ".js")
		var exports []string
		for _, m := range exportLine.FindAllStringSubmatch(text, -1) {
			exports = append(exports, m[2])
		}
		text = exportLine.ReplaceAllString(text, "$1")
		text = importLine.ReplaceAllStringFunc(text, func(line string) string {
			m := importLine.FindStringSubmatch(line)
			from := m[2]
			if from == "ask" {
				from = "workers"
			}
			return fmt.Sprintf("const %s = module_%s;", strings.TrimPrefix(m[1], "* as "), from)
		})
		begin := "() =>"
		if len(exports) == 0 {
			begin = "async () =>" // it may wait; nobody waits for it
		}
		fmt.Fprintf(&b, "const module_%s = (%s {\n%s\nreturn { %s };\n})();\n", name, begin, text, strings.Join(exports, ", "))
	}
	return b.String()
}

// Worker returns the script of its workers, without Go's support for WebAssembly.
func Worker() string { return asset("worker.js") }

// Style returns the rules of the page for a part of another page, below a selector.
func Style(selector string) string { return selector + "{\n" + asset("page.css") + "}\n" }

// asset is a file of the page.
func asset(name string) string {
	text, err := assets.ReadFile(path.Join("page", name))
	if err != nil {
		panic(err) // a file of our own
	}
	return string(text)
}
