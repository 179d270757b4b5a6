package process

import (
	"sim/model"
	"sim/model/registry"
)

// A Maker makes a process of a bargain for one worker.
type Maker func(b *model.Bargain) model.Process

// All lists the processes in the order in which they act in a round: the
// process overview. A scenario's own order does not matter. Each moves before
// the talks (Process.Move) and follows them (Process.Follow).
var All = registry.Table[Maker]{
	stock,
	drift,
	violations,
	escalation,
	delay,
	credibility,
	alienation,
	breakdown,
	meetings,
	ratification,
}

// Schedule makes the processes of a bargain for each worker: those of the
// makers, which stand in the order of All, linked to each other.
func Schedule(makers []Maker) model.NewProcesses {
	return func(b *model.Bargain) []model.Process {
		all := make([]model.Process, len(makers))
		for i, newProcess := range makers {
			all[i] = newProcess(b)
		}
		for _, p := range all {
			if l, ok := p.(Linker); ok {
				l.Link(all)
			}
		}
		return all
	}
}

// entryOf describes a process whose parameters are a P, and build makes one of
// them. The parameters are a struct whose fields carry the tags that
// model/scenario documents; their types are model.Number, model.Parameter (a
// number that levers may move), int, bool, registry.Ref, registry.Pair,
// registry.Named, registry.Each, model.Size, and structs, pointers and slices of these. All workers
// share what pointers and slices in p hold: build must not change it.
func entryOf[P any](about registry.About, build func(p P, b *model.Bargain) model.Process) registry.Entry[Maker] {
	var none P
	return registry.Of(about, none, func(p P) (Maker, error) {
		return func(b *model.Bargain) model.Process { return build(p, b) }, nil
	})
}

// A Linker is a Process that reads or changes other processes. Link is given
// all of a worker's, once, before the first draw.
type Linker interface{ Link(all []model.Process) }

// A Dependent is the parameters of a process that cannot act without another.
type Dependent interface {
	// Needs returns the name of the other and what it is needed for, as a
	// predicate of the process: "reads …".
	Needs() (name, why string)
}

// find returns the process of type T, the zero T if there is none.
func find[T model.Process](all []model.Process) (found T) {
	for _, p := range all {
		if t, ok := p.(T); ok {
			return t
		}
	}
	return found
}

// indices are the indices of what is named; nil of nil.
func indices(refs []registry.Ref) []int {
	if refs == nil {
		return nil
	}
	is := make([]int, len(refs))
	for i, r := range refs {
		is[i] = r.Index()
	}
	return is
}

// packagesOr are the packages that are named, or the settlements if none are.
func packagesOr(refs []registry.Ref, b *model.Bargain) []int {
	if refs != nil {
		return indices(refs)
	}
	var is []int
	for i := range b.Packages {
		if b.Packages[i].Outcome == model.Settlement {
			is = append(is, i)
		}
	}
	return is
}
