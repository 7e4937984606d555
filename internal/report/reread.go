package report

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/page"
	"dateline/internal/warc"
)

// versions checks every version: its text, and that its capture says so.
func (v *Verification) versions(ctx context.Context) error {
	return v.EachVersion(ctx, func(version news.Version, damage error) error {
		if !v.wanted(version.ID, version.Seen) {
			return ctx.Err()
		}
		v.sum.Versions++
		v.Progress(1)
		err := damage
		if err == nil && hexSum([]byte(version.Text)) != version.TextSHA256 {
			err = fault.New(fault.Unverified, "its text does not have the stored SHA-256")
		}
		if err == nil {
			err = v.reread(ctx, version)
		}
		if err != nil {
			if fault.CodeOf(err) == fault.Failed { // the store cannot be asked
				return err
			}
			return v.flaw("version", version.ID, "", err.Error())
		}
		return ctx.Err()
	})
}

// reread makes a version anew of its captured bytes and compares. What another
// version of the reader made, or what a feed said, is not compared.
func (v *Verification) reread(ctx context.Context, version news.Version) error {
	if v.damaged[version.Capture] {
		return nil
	}
	c, err := v.Capture(ctx, version.Capture)
	if err != nil {
		return fault.New(fault.Unverified, "its capture is not there: %w", err)
	}
	if version.Reader != page.Reader || version.Basis == news.BasisItem {
		return nil
	}
	body, err := Body(ctx, v, v.Archive, v.Decode, c)
	if err != nil {
		return fault.As(fault.Unverified, err)
	}
	switch p := Reread(body, c, version.Basis); {
	case p.Text != version.Text:
		return fault.New(fault.Unverified, "its text is not what its capture says")
	case p.Title != "" && p.Title != version.Title:
		return fault.New(fault.Unverified, "its title is not what its capture says")
	case len(p.Authors) > 0 && !slices.Equal(p.Authors, version.Authors):
		return fault.New(fault.Unverified, "its authors are not those that its capture names")
	case !p.Stated().IsZero() && p.Stated() != version.Published:
		return fault.New(fault.Unverified, "its date of publication is not what its capture says")
	}
	return nil
}

// Reread reads a capture's decoded bytes as a version of that basis was read.
func Reread(body []byte, c news.Capture, basis news.Basis) page.Page {
	options := page.Options{URL: c.FinalURL, ContentType: c.ContentType}
	if strings.HasPrefix(c.FinalURL, "urn:") {
		options.URL = ""
	}
	if basis == news.BasisText {
		return page.ParseText(body, options)
	}
	return page.Parse(body, options)
}

// Body returns a capture's payload without its content coding. That of a
// revisit lies in the capture that it repeats.
func Body(ctx context.Context, s Captures, archive string, decode func(http.Header, []byte) ([]byte, error), c news.Capture) ([]byte, error) {
	if c.Kind == news.CaptureRevisit {
		original, found, err := s.LastCapture(ctx, c.SHA256)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, fault.New(fault.NoMatch, "what its capture repeats is not there")
		}
		c = original
	}
	r, err := warc.ReadAt(archive, warc.Location{File: c.File, Offset: c.Offset, Length: c.Length})
	if err != nil {
		return nil, err
	}
	if r.Type == warc.TypeResource {
		return r.Payload()
	}
	_, header, raw, err := r.HTTP()
	if err != nil {
		return nil, err
	}
	return decode(header, raw)
}
