package scenario

import (
	"slices"

	"sim/model/process"
	"sim/model/registry"
)

// dimensions is the order in which inputs are assigned to the dimensions of a
// Sobol sequence: first those of the scenario at the root of an extends chain,
// then those added by each file that extends it, then those added by overrides;
// each group is sorted by path, so that the order of a file decides nothing. An input that a variant makes known keeps its dimension,
// so that all others get the same numbers in both.
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

// take adds the dimensions that a decoded file lists and its varying inputs.
func (ds *dimensions) take(f *file) {
	for _, path := range f.Run.Dimensions.items {
		ds.add(path.value)
	}
	var paths []string
	for _, x := range f.numbers {
		if x.varies() {
			paths = append(paths, x.path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		ds.add(path)
	}
}

// note adds the inputs of a tree that others will be merged onto. Problems in
// it are reported after the merge.
func (ds *dimensions) note(root *node, known registry.Table[process.Maker]) {
	if root != nil && root.kind == mapping {
		ds.take(decode(&decoder{}, root, known))
	}
}

// natural reports whether the order is that of the paths of the file itself, and
// so need not be written.
func (ds *dimensions) natural(f *file) bool {
	var own dimensions
	own.take(&file{numbers: f.numbers})
	return slices.Equal(own.paths, ds.paths)
}

// write stores the order in the run: block of a tree, so that the resolved text
// can replace the scenario and the files it extends.
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

// varies reports whether the number is uncertain.
func (x *number) varies() bool { return x.input != nil && x.input.Dist != nil }
