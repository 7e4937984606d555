package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"dateline/internal/fault"
)

func TestCodeSurvivesWrapping(t *testing.T) {
	fetch := func() (err error) {
		defer fault.Wrap(&err, "fetch %q", "https://a.example/")
		return fault.As(fault.Truncated, io.ErrUnexpectedEOF)
	}
	err := fmt.Errorf("ingest: %w", fetch())
	if !errors.Is(err, fault.Truncated) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v: want both its kind and its cause", err)
	}
	if got := fault.CodeOf(err); got != fault.Truncated {
		t.Errorf("CodeOf = %q, want %q", got, fault.Truncated)
	}
	if want := `ingest: fetch "https://a.example/": unexpected EOF`; err.Error() != want {
		t.Errorf("Error() = %q, want %q", err, want)
	}
}

func TestCodeOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		want fault.Code
	}{
		{nil, ""},
		{io.EOF, fault.Failed},
		{fault.Gone, fault.Gone},
		{fmt.Errorf("x: %w", fault.Gone), fault.Gone},
		{fault.Advise(fault.New(fault.Locked, "held"), "wait"), fault.Locked},
		{fault.Advise(io.EOF, "wait"), fault.Failed},
	} {
		if got := fault.CodeOf(c.err); got != c.want {
			t.Errorf("CodeOf(%v) = %q, want %q", c.err, got, c.want)
		}
	}
}

func TestAdviceIsFoundAtAnyDepth(t *testing.T) {
	err := fmt.Errorf("open: %w", fault.Advise(fault.New(fault.Locked, "held"), "wait for %s", "it"))
	if got := fault.AdviceOf(err); got != "wait for it" {
		t.Errorf("AdviceOf = %q", got)
	}
	if got := fault.AdviceOf(fault.As(fault.Locked, err)); got != "wait for it" {
		t.Errorf("AdviceOf under another failure = %q", got)
	}
	if got := fault.AdviceOf(io.EOF); got != "" {
		t.Errorf("AdviceOf(io.EOF) = %q", got)
	}
}

func TestNilStaysNil(t *testing.T) {
	if fault.As(fault.Gone, nil) != nil || fault.Advise(nil, "x") != nil {
		t.Error("a nil error became one")
	}
	var err error
	fault.Wrap(&err, "x")
	if err != nil {
		t.Error("Wrap made an error of nil")
	}
}
