package artifact

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"sim/output"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Write writes the files that are made of the finished result, workers of them
// side by side. other, which may be nil, has letters that pictures lack.
func Write(ctx context.Context, f *folder.Folder, r *output.Result, formats []string, other *plot.Font, workers int) error {
	artifacts := slices.Concat([]output.Artifact{page.Report}, dataset.Always(r, formats...), plot.Artifacts(r, r.Plots, other, formats...))
	for _, format := range dataset.All {
		if slices.Contains(formats, format.Name) {
			artifacts = append(artifacts, format.Artifacts...)
		}
	}
	if slices.Contains(formats, table.Format) {
		artifacts = append(artifacts, table.Markdown)
	}
	return f.Fill(ctx, func() error {
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
	})
}
