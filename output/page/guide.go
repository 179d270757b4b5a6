package page

import (
	"bytes"
	"errors"
	"html/template"
	"os"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
)

var guide = template.Must(template.New("guide").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
<main>
{{.Body}}
</main>
</body>
</html>
`))

// toReference is where links to the page of the reference lead in a guide: its heading.
const toReference = "#reference-of-the-language"

// Guide returns the guide to writing a scenario and the reference, both in Markdown,
// as one page that needs no network. They come from the program: HTML in them is
// kept.
func Guide(title string, writing, keys []byte) ([]byte, error) {
	text := bytes.Join([][]byte{writing, keys}, []byte("\n\n"))
	text = bytes.ReplaceAll(text, []byte("(REFERENCE.md)"), []byte("("+toReference+")"))
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithUnsafe()))
	var body, page bytes.Buffer
	if err := md.Convert(text, &body); err != nil {
		return nil, err
	}
	err := guide.Execute(&page, map[string]any{
		"Title": title, "Style": template.CSS(style), "Body": template.HTML(body.String()), //nolint:gosec // the program's own text
	})
	return page.Bytes(), err
}

// ShowGuide writes the page of Guide to a temporary file, opens it where there is a
// desktop, and returns its path.
func ShowGuide(title string, writing, keys []byte) (path string, err error) {
	text, err := Guide(title, writing, keys)
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp("", "sim-guide-*.html")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	Open(f.Name())
	return f.Name(), nil
}
