package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"dateline/internal/fault"
	"dateline/internal/news"
	"dateline/internal/warc"
)

// member is a record with the bytes that it is stored as.
type member struct {
	*warc.Record
	raw []byte
}

// shelf reads records out of an archive folder. It keeps one file open, and the
// record that a scan looked at last: it is often the one that is asked for next.
type shelf struct {
	folder string
	name   string
	file   *os.File
	size   int64

	ahead   member
	aheadAt warc.Location
}

func (s *shelf) close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file, s.name = nil, ""
	return err
}

// open goes to a file of the folder.
func (s *shelf) open(name string) error {
	if s.file != nil && s.name == name {
		return nil
	}
	if err := s.close(); err != nil {
		return err
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fault.New(fault.Corrupt, "%q is no file of the archive", name)
	}
	file, err := os.Open(filepath.Join(s.folder, filepath.FromSlash(name)))
	if err != nil {
		return fault.As(fault.Unreadable, err)
	}
	info, err := file.Stat()
	if err != nil {
		return errors.Join(fault.As(fault.Unreadable, err), file.Close())
	}
	s.file, s.name, s.size = file, name, info.Size()
	return nil
}

// read returns the record of just these bytes, with its checksum and digests
// found right.
func (s *shelf) read(l warc.Location) (member, error) {
	if err := s.open(l.File); err != nil {
		return member{}, err
	}
	switch {
	case l.Offset < 0 || l.Length <= 0 || l.Length > warc.MaxBlock+2*warc.MaxHeader:
		return member{}, fault.New(fault.Corrupt, "no place of a record: %d bytes at %d", l.Length, l.Offset)
	case l.Length > s.size-l.Offset:
		return member{}, fault.New(fault.Truncated, "the file ends before")
	}
	if l == s.aheadAt {
		return s.ahead, warc.Verify(s.ahead.Record)
	}
	raw := make([]byte, l.Length)
	if _, err := s.file.ReadAt(raw, l.Offset); err != nil {
		return member{}, fault.As(fault.Unreadable, err)
	}
	var damage error
	reader := warc.NewReader(bytes.NewReader(raw), 0)
	reader.OnDamage = func(d warc.Damage) { damage = errors.Join(damage, d.Err) }
	record, place, err := reader.Next()
	switch {
	case damage != nil:
		return member{}, damage
	case err != nil || place.Offset != 0 || place.Length != l.Length:
		return member{}, fault.New(fault.Corrupt, "there is no record of %d bytes", l.Length)
	}
	return member{record, raw}, warc.Verify(record)
}

// scan reads the records from one place on to another, and calls do with each
// until it returns false. Damage ends it with an error; the digests of the last
// record are not looked at.
func (s *shelf) scan(name string, from, to int64, do func(member) bool) error {
	if err := s.open(name); err != nil {
		return err
	}
	if to = min(to, s.size); from >= to {
		return nil
	}
	var damage error
	reader := warc.NewReader(io.NewSectionReader(s.file, from, to-from), 0)
	reader.OnDamage = func(d warc.Damage) { damage = errors.Join(damage, d.Err) }
	for {
		record, place, err := reader.Next()
		switch {
		case damage != nil:
			return damage
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		m := member{record, make([]byte, place.Length)}
		if _, err := s.file.ReadAt(m.raw, from+place.Offset); err != nil {
			return fault.As(fault.Unreadable, err)
		}
		s.ahead, s.aheadAt = m, warc.Location{File: name, Offset: from + place.Offset, Length: place.Length}
		if !do(m) {
			return nil
		}
		if err := warc.Verify(record); err != nil {
			return err
		}
	}
}

// answer returns the record of a capture, if it is what was captured.
func (s *shelf) answer(c news.Capture) (member, error) {
	m, err := s.read(warc.Location{File: c.File, Offset: c.Offset, Length: c.Length})
	if err != nil {
		return m, err
	}
	sum := m.PayloadSHA256()
	if m.Type != warc.TypeRevisit {
		payload, err := m.Payload()
		if err != nil {
			return m, fault.As(fault.Corrupt, err)
		}
		digest := sha256.Sum256(payload)
		sum = hex.EncodeToString(digest[:])
	}
	switch {
	case m.ID != c.RecordID || m.Type != string(c.Kind):
		return m, fault.New(fault.Unverified, "another record is there: %s", m.ID)
	case sum != c.SHA256:
		return m, fault.New(fault.Unverified, "its payload does not have the stored SHA-256")
	}
	return m, nil
}

// after returns the records that stand behind a capture's and belong to it:
// its request, what is told about it.
func (s *shelf) after(c news.Capture, answer member) (with []member, err error) {
	missing := answer.All("WARC-Concurrent-To")
	err = s.scan(c.File, c.Offset+c.Length, s.size, func(m member) bool {
		if !slices.Contains(m.All("WARC-Concurrent-To"), answer.ID) && m.Get("WARC-Refers-To") != answer.ID {
			return false
		}
		with = append(with, m)
		missing = slices.DeleteFunc(missing, func(id string) bool { return id == m.ID })
		return true
	})
	switch {
	case len(missing) == 0:
		return with, nil // damage, if there is any, is of what comes next
	case err == nil:
		err = fault.New(fault.Truncated, "record %s is not there", missing[0])
	}
	return with, err
}

// before returns the records of the redirects that led to a capture. They
// stand before it, the first one answers the address that was asked for. from
// is where the capture before it ends.
func (s *shelf) before(c news.Capture, from int64) (hops []member, err error) {
	first := -1
	err = s.scan(c.File, from, c.Offset, func(m member) bool {
		if m.Type == warc.TypeResponse && warc.SameURI(m.TargetURI, c.URL) {
			first = len(hops)
		}
		hops = append(hops, m)
		if first < 0 {
			hops = hops[:0]
		}
		return true
	})
	if first < 0 {
		return nil, err
	}
	return hops[first:], err
}
