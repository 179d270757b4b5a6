package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/explore"
	"sim/output/page"
	"sim/output/serve"
)

// serveOptions are the flags of serve that are not settings.
type serveOptions struct {
	set       []string
	port      uint16
	listen    string
	tokenFile string
	noToken   bool
	variants  string
	noOpen    bool
}

func newServeCommand() *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve SCENARIO",
		Short: "Explore a scenario interactively in the browser",
		Long: `Serve shows a scenario on a page in the browser: its levers as sliders, the
outcomes as they update, what changed against the scenario as written on the
same draws, single draws as stories. Answers come at once from few draws and are
refined to all of them; the Monte Carlo error shrinks as you watch. What is
worth keeping is saved as a variant, a short file beside the scenario, or in the
current folder if the scenario is one of the library.

The page is served to this machine alone, and loads nothing from elsewhere. The
scenario is read once, at the start. Ctrl-C ends it.

Only who knows a token is let in: other people who use this machine are not. It
is a new one each time and part of the address that is printed, or the one in
--token-file or in the environment's SIM_TOKEN. --listen lets other machines in,
with the same token. The connection is not encrypted: use it inside a network
that you trust.`,
		Example: `  sim serve scenarios/alaska.yaml
  sim serve my.yaml --draws 16384 --theories nash
  sim serve my.yaml --port 8080 --no-open --token-file ~/.sim-token`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return serveScenario(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Uint16Var(&o.port, "port", 0, "port of the page (default: one that is free)")
	f.BoolVar(&o.noOpen, "no-open", false, "print the address only")
	f.StringVar(&o.variants, "variants", "", "folder for variants (default: that of the scenario, the current one for a scenario of the library)")
	f.StringVar(&o.listen, "listen", "", "address to serve beyond this machine")
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the token, at least 16 characters (default: SIM_TOKEN, else a new one)")
	f.BoolVar(&o.noToken, "no-token", false, "let in everybody who uses this machine")
	f.Var(settings.DrawsFlag(), "draws", "draws used for the final answer (default: as run)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default: as run)")
	f.Var(settings.ListFlag(), "theories", "theories to play at first beside the weighted mean, or all (default: the leading one)")
	f.String("sampler", "", "how inputs are drawn: random or sobol (default: as run)")
	f.Var(settings.WorkersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	return c
}

// serveScenario serves a scenario until it is interrupted.
func serveScenario(c *cobra.Command, name string, o *serveOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	src, err := o.source(name)
	if err != nil {
		return err
	}
	s, err := l.Subject(src)
	if err != nil {
		return err
	}
	if err := explore.CheckDraws(s.Config.Draws); err != nil {
		return &usageError{err}
	}
	token, err := o.token(c.ErrOrStderr())
	if err != nil {
		return err
	}
	options := serve.Options{Source: s.Source, Config: s.Config, Token: token, Version: version(), Faults: c.ErrOrStderr()}
	if options.Folder, err = o.folder(&options.Source); err != nil {
		return err
	}
	host := "127.0.0.1"
	if o.listen != "" {
		host = o.listen
	}
	options.Hosts = []string{host}
	if here, err := os.Hostname(); err == nil {
		options.Hosts = append(options.Hosts, here)
	}
	server, err := serve.New(options)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(c.Context(), "tcp", net.JoinHostPort(host, strconv.Itoa(int(o.port))))
	if err != nil {
		return fmt.Errorf("cannot serve: %w", err)
	}
	address := addressOf(listener.Addr(), token)
	if _, err := fmt.Fprintf(c.OutOrStdout(), "%s\n%s is served at %s\nCtrl-C ends it.\n", output.Notice+".", output.Printable(s.Scenario.Bargain.Title), address); err != nil {
		return err
	}
	if !o.noOpen {
		defer page.OpenPrivately(address)()
	}
	return server.Serve(c.Context(), listener)
}

// source is the scenario with its text, which is read this once.
func (o *serveOptions) source(name string) (study.Source, error) {
	if name == "-" {
		return study.Source{}, usage("%s: variants extend what is served, so it must be a file", name)
	}
	src, err := sourceOf(name, o.set)
	if err != nil {
		return src, err
	}
	if info, err := os.Stat(src.Path); src.FS == nil && err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return src, usage("%s: variants extend what is served, so it must be a file", name)
	}
	return src.Read()
}

// folder is where variants go.
func (o *serveOptions) folder(src *study.Source) (string, error) {
	switch {
	case o.variants == "" && src.FS != nil:
		return os.Getwd() // the library is no place to write to
	case o.variants == "":
		return filepath.Dir(src.Path), nil
	case !isDir(o.variants):
		return "", usage("--variants=%s: no such folder", o.variants)
	}
	return o.variants, nil
}

// addressOf is what to open in a browser.
func addressOf(at net.Addr, token string) string {
	address := "http://" + at.String() + "/"
	if host, port, err := net.SplitHostPort(at.String()); err == nil {
		if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
			if here, err := os.Hostname(); err == nil {
				host = here
			}
		}
		address = "http://" + net.JoinHostPort(host, port) + "/"
	}
	if token != "" {
		address += "?token=" + url.QueryEscape(token)
	}
	return address
}
