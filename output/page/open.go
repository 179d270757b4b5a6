package page

import (
	"os"
	"os/exec"
	"runtime"
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
