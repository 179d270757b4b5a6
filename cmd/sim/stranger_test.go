package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// stranger is a program of another account of this machine: it asks for a page
// and looks for the token, with which its standard input begins, in the list of
// processes and below the folder for passing files. It prints what it gets at.
func stranger() {
	token, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	token = strings.TrimSpace(token)
	fmt.Println("account", os.Getuid())
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		r, err := http.NewRequest(method, os.Args[1], strings.NewReader(`{"changes": [], "theories": "nash"}`)) //nolint:noctx // of this test
		if err != nil {
			fmt.Println(err)
			return
		}
		r.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(method, response.StatusCode)
	}
	looked := 0
	look := func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			return
		}
		looked++
		if strings.Contains(string(text), token) {
			fmt.Println("the token is in", path)
		}
	}
	lists, _ := filepath.Glob("/proc/[0-9]*/*")
	for _, path := range lists {
		if base := filepath.Base(path); base == "cmdline" || base == "environ" {
			look(path)
		}
	}
	_ = filepath.WalkDir(os.Args[2], func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			look(path)
		}
		return nil
	})
	fmt.Println("looked", looked > 0)
}
