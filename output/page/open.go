package page

import (
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Open asks the desktop to show the file or address. There may be no desktop: then
// nothing happens, and callers print the path as well.
func Open(path string) {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		c = exec.Command("open", path)
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return
		}
		c = exec.Command("xdg-open", path)
	}
	if c.Start() == nil {
		_ = c.Process.Release() // it lives on without us
	}
}

// wayPage leads to an address.
const wayPage = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=ADDRESS">
<title>sim serve</title>
<a href="ADDRESS">ADDRESS</a>
`

// OpenPrivately asks the desktop to show an address that holds a secret. What the
// desktop is asked shows in the list of processes, so it is asked for a file, which
// only this user can read, that leads there. done removes the file.
func OpenPrivately(address string) (done func()) {
	dir, err := os.MkdirTemp("", "sim-serve-")
	if err != nil {
		return func() {} // the address has been printed, so nothing is lost
	}
	done = func() { _ = os.RemoveAll(dir) }
	path := filepath.Join(dir, "open.html")
	text := strings.ReplaceAll(wayPage, "ADDRESS", html.EscapeString(address))
	if os.WriteFile(path, []byte(text), 0o600) == nil {
		Open(path)
	}
	return done
}
