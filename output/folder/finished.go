package folder

import (
	"errors"
	"fmt"

	"sim/model/study"
)

// AddTo adds the draws of a part to those done. The error says what is wrong
// with the part: its records, damage, or chunks of draws that it lacks.
func (d *Draws) AddTo(done *study.Done) error {
	_, err := d.Records(done.Add)
	if err == nil && d.Damage != "" {
		err = errors.New(d.Damage)
	}
	if err != nil {
		return err
	}
	from, to := study.Shard{Index: d.Header.Index, Of: d.Header.Of}.Chunks(d.Header.Draws)
	if missing := done.Missing(d.Header.Draws, from, to); len(missing) > 0 {
		return fmt.Errorf("%d of its chunks of draws are missing", len(missing))
	}
	return nil
}

// WriteFinished leaves the draws of a run to go on from, in one order however
// they came about: those of the parts or, with none, those that the folder has
// kept so far. Whether single draws are kept is taken from them. newDone returns
// an empty record of draws, with or without single ones.
func (f *Folder) WriteFinished(h *Header, parts []*Draws, newDone func(keep bool) (*study.Done, error)) error {
	if parts == nil {
		d, err := OpenDraws(f.path(Unfinished))
		if err != nil {
			return err
		}
		defer d.Close()
		parts = []*Draws{d}
	}
	h.Keep = parts[0].Header.Keep
	done, err := newDone(h.Keep)
	if err != nil {
		return err
	}
	for _, d := range parts {
		if _, err := d.Records(done.Add); err != nil {
			return fmt.Errorf("%s: %w", d.Path, err)
		}
	}
	w, err := f.Create(Finished)
	if err != nil {
		return err
	}
	if err := WriteDraws(w, h, done.Records); err != nil {
		_ = w.Close() // the first error is the one to report
		return fmt.Errorf("cannot write %s: %w", Finished, err)
	}
	return w.Close()
}
