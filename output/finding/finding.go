// Package finding is what an analysis leaves and says: its page with pictures
// and tables, its data files and its summary. Every analysis has one function,
// from what model/study found to its Findings. Use it to show an analysis as
// sim does; it knows neither flags nor how draws are simulated.
package finding

import (
	"encoding/json"
	"io"
	"slices"

	"sim/output"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Findings are what an analysis found, ready to be written and printed.
type Findings struct {
	Page    *page.Study         // what comes out in sentences, pictures and tables
	Data    []*dataset.DataFile // data files
	Summary *table.Document     // for a terminal
}

// Write writes the data files, their dictionary, the pictures and the page. Data
// are always written as CSV; pictures and other data files in those of formats
// that they have. other, which may be nil, has letters that pictures lack.
func (f *Findings) Write(to *folder.Folder, formats []string, other *plot.Font) error {
	for _, t := range f.Data {
		for _, format := range dataset.DataFileFormats {
			if format != "csv" && !slices.Contains(formats, format) {
				continue
			}
			if err := to.WriteFile(t.Name+"."+format, func(w io.Writer) error { return t.Write(w, format) }); err != nil {
				return err
			}
		}
	}
	if err := to.WriteFile("data-dictionary.csv", func(w io.Writer) error { return dataset.WriteDictionary(w, formats, f.Data...) }); err != nil {
		return err
	}
	for _, section := range f.Page.Sections {
		for _, picture := range section.Figures {
			if err := writePicture(to, picture, formats, other); err != nil {
				return err
			}
		}
	}
	return to.WriteFile(page.ReportName, f.Page.Write)
}

// JSON writes the data files as one JSON document: by name, a list of rows.
func (f *Findings) JSON(w io.Writer) error {
	tables := map[string]any{}
	for _, t := range f.Data {
		tables[t.Name] = t.Records()
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(map[string]any{"notice": output.Notice, "purpose": "illustration", "scenario": f.Page.Scenario.Name, "analysis": f.Page.Name, "tables": tables})
}

// writePicture writes a picture in those of formats that pictures have.
func writePicture(to *folder.Folder, picture plot.Figure, formats []string, other *plot.Font) error {
	for _, format := range plot.Formats {
		if !slices.Contains(formats, format) {
			continue
		}
		err := to.WriteFile("plots/"+picture.Name+"."+format, func(w io.Writer) error {
			b, err := plot.Encode(picture, format, other)
			if err == nil {
				_, err = w.Write(b)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
