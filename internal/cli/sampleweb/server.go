// Package sampleweb is a small web of invented outlets around one story, served
// on loopback: what `dateline demo` ingests, and what tests of the whole path
// run against. Its pages are realistic and its feeds of all kinds; [Traps]
// lists what was planted in it.
//
// The outlets, their staff and the firms they write about are invented. What
// is said of Microsoft and of US Immigration and Customs Enforcement retells,
// in our own words and at shifted dates, what was reported in public.
package sampleweb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// Server serves the sample web on one loopback address; the Host header says
// which outlet is meant.
type Server struct {
	address string
	http    *http.Server
	done    chan error
	current atomic.Pointer[site]
	second  site
}

// Start serves the first state of the web on a free port of 127.0.0.1.
func Start() (*Server, error) {
	first, second, err := build()
	if err != nil {
		return nil, fmt.Errorf("build the sample web: %w", err)
	}
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the sample web: %w", err)
	}
	s := &Server{address: listener.Addr().String(), done: make(chan error, 1), second: second}
	s.current.Store(&first)
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { s.done <- s.http.Serve(listener) }()
	return s, nil
}

// Hosts maps the host of every outlet to the address that serves it.
func (s *Server) Hosts() map[string]string {
	out := make(map[string]string, len(outlets))
	for _, o := range outlets {
		out[o.Host] = s.address
	}
	return out
}

// Sources are the URLs of the outlets' feeds and of the news sitemap.
func (s *Server) Sources() []string {
	out := make([]string, len(outlets))
	for i, o := range outlets {
		out[i] = o.FeedURL()
	}
	return out
}

// Later switches to the second state: one article was edited without a word,
// one was corrected, and two are new; feeds and front pages say so. All else
// stays byte for byte.
func (s *Server) Later() { s.current.Store(&s.second) }

// Close stops the server and its connections.
func (s *Server) Close() error {
	err := s.http.Close()
	if served := <-s.done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// ServeHTTP answers GET and HEAD, with validators and packed where asked.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	host := strings.ToLower(r.Host)
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	found, ok := (*s.current.Load())[host][r.URL.Path]
	if !ok {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		if r.Method == http.MethodGet {
			fmt.Fprint(w, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Page not found</title></head><body><h1>Page not found</h1><p>", notice, "</p></body></html>\n")
		}
		return
	}
	found.serve(w, r)
}

func (f resource) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("ETag", f.etag)
	header.Set("Cache-Control", "max-age=60")
	header.Set("Vary", "Accept-Encoding")
	body := f.body
	if f.zipped != nil && r.Header.Get("Range") == "" && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = f.zipped
	}
	http.ServeContent(w, r, "", f.modified, bytes.NewReader(body))
}
