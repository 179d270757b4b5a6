package scenario

import (
	"slices"

	"sim/model/process"
	"sim/model/registry"
)

// dimensions is the order in which inputs take the dimensions of a Sobol
// sequence: those of the scenario at the bottom of an extends chain first, in
// the order of its file, then those that each file on top adds, then those
// that overrides add. An input that a variant makes known keeps its place, so
// that all others meet the same numbers in both.
type dimensions struct {
	paths []string
	index map[string]int
}

func (ds *dimensions) add(path string) {
	if _, known := ds.index[path]; known {
		return
	}
	if ds.index == nil {
		ds.index = map[string]int{}
	}
	ds.index[path] = len(ds.paths)
	ds.paths = append(ds.paths, path)
}

// take adds what a decoded file lists and what varies in it.
func (ds *dimensions) take(f *file) {
	for _, path := range f.Run.Dimensions.items {
		ds.add(path.value)
	}
	for _, x := range f.numbers {
		if x.varies() {
			ds.add(x.path)
		}
	}
}

// note takes a tree that others will be put on top of; what is wrong with it
// is found out once they are.
func (ds *dimensions) note(root *node, known registry.Table[process.Maker]) {
	if root != nil && root.kind == mapping {
		ds.take(decode(&decoder{}, root, known))
	}
}

// natural reports whether the order is that of the file itself, which then
// need not say it.
func (ds *dimensions) natural(f *file) bool {
	var own dimensions
	own.take(&file{numbers: f.numbers})
	return slices.Equal(own.paths, ds.paths)
}

// write puts the order into the run: block of a tree, so that the resolved
// text stands for the scenario without what it extends.
func (ds *dimensions) write(root *node) {
	block := root.get("run")
	if block == nil || block.kind != mapping {
		block = &node{kind: mapping, src: root.src, line: root.line, col: root.col, style: flow}
		root.put(word(block, "run"), block)
	}
	list := &node{kind: sequence, src: root.src, line: block.line, col: block.col, style: flow}
	for _, path := range ds.paths {
		list.items = append(list.items, word(list, path))
	}
	block.put(word(list, "dimensions"), list)
}

// varies reports whether the number differs from draw to draw.
func (x *number) varies() bool { return x.input != nil && x.input.Dist != nil }
