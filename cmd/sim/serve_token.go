package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"unicode/utf8"

	"sim/output"
)

// tokenVariable is the environment's variable that may hold the token of sim
// serve. A flag would show it to everybody who lists processes.
const tokenVariable = "SIM_TOKEN"

// minToken is how many characters a token has at least.
const minToken = 16

// token is what a browser must know to be let in; empty with --no-token.
func (o *serveOptions) token(errw io.Writer) (string, error) {
	given, from := os.Getenv(tokenVariable), tokenVariable
	switch {
	case o.noToken && o.tokenFile != "":
		return "", usage("--no-token and --token-file: one or the other")
	case o.noToken && o.listen != "":
		return "", usage("--no-token: --listen=%s lets other machines in, so they must know a token", o.listen)
	case o.noToken:
		return "", nil
	case o.tokenFile != "":
		from = "--token-file=" + o.tokenFile
		text, err := os.ReadFile(o.tokenFile)
		if err != nil {
			return "", usage("--token-file: %w", err)
		}
		if given = strings.TrimRight(string(text), "\r\n"); given == "" {
			return "", usage("%s: the file is empty", from)
		}
		if err := warnReadable(errw, o.tokenFile); err != nil {
			return "", err
		}
	}
	switch {
	case given == "":
		return rand.Text(), nil
	case utf8.RuneCountInString(given) < minToken:
		return "", usage("%s: expected a token of at least %d characters", from, minToken)
	}
	return given, nil
}

// warnReadable says that others can read the token's file.
func warnReadable(errw io.Writer, path string) error {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return nil //nolint:nilerr // it has just been read
	}
	_, err = fmt.Fprintln(errw, output.Printable("warning: others can read "+path+"; chmod 600 it"))
	return err
}
