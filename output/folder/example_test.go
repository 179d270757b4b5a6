package folder_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sim/output/folder"
)

// A folder's files appear all at once, when it is committed.
func Example() {
	root, err := os.MkdirTemp("", "example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root) //nolint:errcheck // a folder for temporary files
	dir := filepath.Join(root, "mine")
	f, err := folder.Begin(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	w, err := f.Create("notes.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := io.WriteString(w, "Illustration, not prediction\n"); err != nil {
		fmt.Println(err)
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	_, err = os.Stat(filepath.Join(dir, "notes.txt"))
	fmt.Println("before:", err == nil)
	if err := f.Commit(); err != nil {
		fmt.Println(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "notes.txt"))
	fmt.Printf("after: %s%v\n", text, err)
	// Output:
	// before: false
	// after: Illustration, not prediction
	// <nil>
}

// Runs of a scenario with other numbers have folders of their own.
func ExamplePath() {
	fmt.Println(filepath.ToSlash(folder.Path("alaska", nil)))
	fmt.Println(filepath.ToSlash(folder.Path("alaska", []string{"levers.aid_cutoff.weight=0.9"})))
	// Output:
	// output/runs/alaska
	// output/runs/alaska+levers.aid_cutoff.weight=0.9
}
