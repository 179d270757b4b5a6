package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
	"sim/output/folder"
)

// keptWork answers a question whose finished pieces are kept in the folder until it
// is answered, so that --resume goes on with one that was interrupted. asked is what
// it asks besides the scenario and its settings, ask answers it with a store for the
// pieces, nil with --print, and leave shows the answer. refuse says what is wrong with
// the question.
func (st *inquiry) keptWork(c *cobra.Command, s *study.Subject, resume bool, asked []string, ask func(study.WorkStore) error, refuse func(error) error, leave func() error) error {
	store := folder.NewWorkStore(folder.PointStore{Analysis: st.Name, Dir: st.dir, Version: version(), Sweep: folder.WorkKey(s, asked...), Resume: resume})
	if st.print {
		if resume {
			return usage("--print keeps nothing to go on from: leave out --resume")
		}
		if err := ask(nil); err != nil {
			return refuse(err)
		}
		return leave()
	}
	err := ask(store)
	for _, note := range store.Notes {
		if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("note: "+note)); err != nil {
			return err
		}
	}
	if err != nil && (!errors.Is(err, context.Canceled) || store.Held == 0) {
		store.Remove() // the same question would be refused again, or there is nothing to go on from
	}
	if err = errors.Join(err, store.Close()); err != nil {
		err = refuse(err)
	} else {
		err = leave()
	}
	if errors.Is(err, context.Canceled) && store.Held > 0 {
		return &interruption{fmt.Sprintf("%d finished points are kept in %s; go on with --resume", store.Held, st.dir)}
	}
	if err == nil {
		store.Remove()
	}
	return err
}
