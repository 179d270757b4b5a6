package artifact

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"sim/model"
	"sim/model/study"
	"sim/output/dataset"
	"sim/output/folder"
)

// Records are the data files that are written while draws are simulated.
type Records []record

type record struct {
	name string
	file io.Closer
	sink dataset.Sink
}

// OpenRecords opens the data files of single draws in those of formats that have
// any.
func OpenRecords(f *folder.Folder, b *model.Bargain, formats []string) (Records, error) {
	var rs Records
	for _, format := range dataset.All {
		if !slices.Contains(formats, format.Name) {
			continue
		}
		for _, r := range format.Records {
			w, err := f.Create(r.Name)
			if err != nil {
				return nil, errors.Join(err, rs.Close())
			}
			sink, err := r.Open(w, b)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", r.Name, err), w.Close(), rs.Close())
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

// Sinks are what the draws go to.
func (rs Records) Sinks() []study.Sink {
	sinks := make([]study.Sink, len(rs))
	for i := range rs {
		sinks[i] = rs[i]
	}
	return sinks
}

// Close ends all files and reports the first that could not be stored.
func (rs Records) Close() error {
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
