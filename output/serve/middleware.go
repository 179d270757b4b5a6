package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"sim/output/explore"
)

// policy lets the page load nothing but itself and the pictures that it is
// handed, and nobody frame it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// retryAfter is after how many seconds a client that was sent away may ask again.
const retryAfter = 1

// middleware stands before every request: it refuses what comes under a foreign
// name (DNS rebinding), from another site or without the token, and keeps a
// fault in one request from ending the server.
func (s *Server) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil && fault != http.ErrAbortHandler { //nolint:errorlint // a panic's value
				s.fault(fault)
				refuse(w, http.StatusInternalServerError, "a fault in the program, not in your input; the terminal says more")
			}
		}()
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !s.known(r.Host):
			refuse(w, http.StatusMisdirectedRequest, "this page is not served under that name")
		case !sameOrigin(r):
			refuse(w, http.StatusForbidden, "another site may not ask this page")
		case !s.admit(w, r):
		case r.Method == http.MethodPost && !isJSON(r):
			refuse(w, http.StatusUnsupportedMediaType, "expected JSON")
		default:
			r.Body = http.MaxBytesReader(w, r.Body, mostBody)
			next.ServeHTTP(w, r)
		}
	})
}

// fault tells the terminal about a fault in the program.
func (s *Server) fault(fault any) {
	if s.o.Faults != nil {
		_, _ = fmt.Fprintf(s.o.Faults, "sim: a fault in the program, not in your input: %v\n%s", fault, debug.Stack()) // nowhere left to complain
	}
}

// known reports whether a request's Host is a name of this server: the machine
// itself, and with a token any address (an address cannot be rebound) or a
// name that was given.
func (s *Server) known(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	switch {
	case strings.EqualFold(name, "localhost"), ip != nil && ip.IsLoopback():
		return true
	case s.o.Token == "":
		return false
	}
	return ip != nil || slices.ContainsFunc(s.o.Hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

// sameOrigin reports whether a request comes from the page itself or from no
// page at all. A link on another site may lead to the page, and nowhere else.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Method == http.MethodGet && r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate"
}

// admit lets in who knows the token, if there is one: in the cookie, or once
// in the address of the page, from where it moves to the cookie.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	if s.o.Token == "" {
		return true
	}
	name, value := cookie(r.Host), digest(s.o.Token)
	if given := r.URL.Query().Get("token"); given != "" && r.Method == http.MethodGet && r.URL.Path == "/" && equal(given, s.o.Token) {
		// Lax: a link elsewhere may lead to the page, and sameOrigin refuses all else.
		http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return false
	}
	if c, err := r.Cookie(name); err == nil && equal(c.Value, value) {
		return true
	}
	refuse(w, http.StatusUnauthorized, "open the address that the terminal shows, with its token")
	return false
}

// cookie is the name of the cookie that lets a browser in: servers on other ports
// of the same machine have others, or one would put the other's out of the browser.
func cookie(host string) string {
	_, port, err := net.SplitHostPort(host)
	if err != nil {
		port = "80"
	}
	return "sim-token-" + port
}

// digest is what the cookie holds of a token: a cookie takes few characters, and
// a token may have any.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// equal compares two tokens in a time that tells nothing about them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

// refuse answers with a status and the reason.
func refuse(w http.ResponseWriter, status int, text string) {
	reply(w, status, map[string]any{"problems": []explore.Problem{{Text: text}}})
}

// reply answers with JSON.
func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who asked is gone if this fails
}

// fail answers with the status that fits an error.
func (s *Server) fail(w http.ResponseWriter, err error) {
	if wrong, ok := errors.AsType[*explore.SettingError](err); ok {
		reply(w, http.StatusUnprocessableEntity, map[string]any{"problems": wrong.Problems})
		return
	}
	switch {
	case errors.Is(err, errBusy):
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
		refuse(w, http.StatusServiceUnavailable, err.Error())
	case errors.Is(err, errSuperseded), errors.Is(err, explore.ErrGone):
		refuse(w, http.StatusConflict, err.Error())
	case errors.Is(err, explore.ErrNoDraw), errors.Is(err, explore.ErrNotKept):
		refuse(w, http.StatusNotFound, err.Error())
	default:
		refuse(w, http.StatusInternalServerError, err.Error())
	}
}

// read decodes a request into q. If it cannot, it has answered and returns false.
func read(w http.ResponseWriter, r *http.Request, q any) bool {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(q)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("expected one JSON value")
		}
	}
	if err == nil { // from here on it may take as long as its run does
		err = unsupported(http.NewResponseController(w).SetReadDeadline(time.Time{}))
	}
	if err == nil {
		return true
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("a request may hold %d kB", mostBody>>10))
		return false
	}
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		refuse(w, http.StatusRequestTimeout, "the request took too long to arrive")
		return false
	}
	refuse(w, http.StatusBadRequest, "this is no request that the page makes: "+err.Error())
	return false
}

// unsupported lets pass that a connection has no deadlines.
func unsupported(err error) error {
	if errors.Is(err, http.ErrNotSupported) {
		return nil
	}
	return err
}
