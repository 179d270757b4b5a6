package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/sync/errgroup"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// defaultFormats is what a run leaves if nothing else is said.
var defaultFormats = []string{"svg", "png", "parquet", "json"}

// formatNames lists what --format takes: pictures, data files, text.
func formatNames() []string {
	names := slices.Clone(plot.Formats)
	for _, f := range dataset.All {
		names = append(names, f.Name)
	}
	return append(names, table.Format)
}

// formats is the setting of that name, checked.
func (l *layers) formats() ([]string, error) {
	if !l.said("format") {
		return defaultFormats, nil
	}
	names, known := l.list("format"), formatNames()
	_, from := l.text("format")
	if len(names) == 0 {
		return nil, usage("%s: name at least one format; see sim list formats", from)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, usage("%s: %w", from, &registry.UnknownError{What: "format", Name: name, Known: known})
		}
	}
	return names, nil
}

// records are the data files that are written while draws are played.
type records []record

type record struct {
	name string
	file io.Closer
	sink dataset.Sink
}

// openRecords opens the data files of the formats asked for.
func openRecords(f *folder.Folder, b *model.Bargain, formats []string) (records, error) {
	var rs records
	for _, format := range dataset.All {
		if !slices.Contains(formats, format.Name) {
			continue
		}
		for _, r := range format.Records {
			w, err := f.Create(r.Name)
			if err != nil {
				return nil, errors.Join(err, rs.close())
			}
			sink, err := r.Open(w, b)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", r.Name, err), w.Close(), rs.close())
			}
			rs = append(rs, record{r.Name, w, sink})
		}
	}
	return rs, nil
}

// Add hands a chunk to the file and says which file failed.
func (r record) Add(c *study.Chunk) error {
	if err := r.sink.Add(c); err != nil {
		return fmt.Errorf("cannot write %s: %w", r.name, err)
	}
	return nil
}

func (rs records) sinks() []study.Sink {
	sinks := make([]study.Sink, len(rs))
	for i := range rs {
		sinks[i] = rs[i]
	}
	return sinks
}

// close ends all files and reports the first that could not be stored.
func (rs records) close() error {
	var first error
	for _, r := range rs {
		if err := r.sink.Close(); err != nil && first == nil {
			first = fmt.Errorf("cannot write %s: %w", r.name, err)
		}
		if err := r.file.Close(); err != nil && first == nil {
			first = err // names the file already
		}
	}
	return first
}

// writeArtifacts writes the files that are made from the finished result,
// several side by side.
func writeArtifacts(ctx context.Context, f *folder.Folder, r *output.Result, formats []string, workers int) error {
	artifacts := slices.Concat([]output.Artifact{page.Report}, dataset.Always(r), plot.Artifacts(r, formats...))
	for _, format := range dataset.All {
		if slices.Contains(formats, format.Name) {
			artifacts = append(artifacts, format.Artifacts...)
		}
	}
	if slices.Contains(formats, table.Format) {
		artifacts = append(artifacts, table.Markdown)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for _, a := range artifacts {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return f.Write(a, r)
		})
	}
	return g.Wait()
}

// writeRecord writes run.json, which lists the files of the run.
func writeRecord(f *folder.Folder, record *folder.Run) error {
	w, err := f.Create(folder.RunFile)
	if err != nil {
		return err
	}
	record.Files = f.Files()
	return errors.Join(record.Write(w), w.Close())
}
