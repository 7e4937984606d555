package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dateline/internal/edtf"
)

// millis stores a time; the zero time is NULL.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func fromMillis(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}

// orNull stores 0 as NULL: "none" is no row of another table.
func orNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// unless stores value as NULL where it is the usual one.
func unless(value, usual string) any {
	if value == usual {
		return nil
	}
	return value
}

// list stores strings as JSON; none as NULL.
func list(values []string) any {
	if len(values) == 0 {
		return nil
	}
	b, err := json.Marshal(values)
	if err != nil {
		return nil // strings always marshal
	}
	return string(b)
}

func fromList(s sql.NullString) ([]string, error) {
	if !s.Valid {
		return nil, nil
	}
	var values []string
	if err := json.Unmarshal([]byte(s.String), &values); err != nil {
		return nil, fmt.Errorf("list %q: %w", s.String, err)
	}
	return values, nil
}

// hash stores lower-case hex as its 32 bytes.
func hash(hexadecimal string) ([]byte, error) {
	b, err := hex.DecodeString(hexadecimal)
	if err != nil || len(b) != sha256.Size {
		return nil, fmt.Errorf("%q is no SHA-256", hexadecimal)
	}
	return b, nil
}

// record stores "urn:uuid:…" as 16 bytes; anything else as its text.
func record(id string) []byte {
	if id == "" {
		return nil
	}
	if b, err := hex.DecodeString(strings.ReplaceAll(strings.TrimPrefix(id, "urn:uuid:"), "-", "")); err == nil && fromRecord(b) == id {
		return b
	}
	return []byte(id)
}

func fromRecord(b []byte) string {
	if len(b) != 16 {
		return string(b)
	}
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// date reads a stored EDTF date.
func date(s string) (edtf.Date, error) {
	if s == "" {
		return edtf.Date{}, nil
	}
	return edtf.Parse(s)
}

const (
	dayMillis    = 24 * 60 * 60 * 1000
	sequenceBits = 20
	sequences    = 1 << sequenceBits
)

// moment is where a version stands in time: the start of its date of
// publication, the end where only that is known, else when it was seen. So does
// one whose date is still to come, by more than time zones can explain.
func moment(published edtf.Date, seen time.Time) time.Time {
	from, to := published.Bounds()
	switch {
	case from.After(seen.Add(24 * time.Hour)):
		return seen
	case !from.IsZero():
		return from
	case !to.IsZero():
		return to.Add(-time.Second)
	}
	return seen
}

// floorDay counts days from 1970, also backwards.
func floorDay(milliseconds int64) int64 {
	d := milliseconds / dayMillis
	if milliseconds%dayMillis < 0 {
		d--
	}
	return d
}

// Day returns the first moment of the day in a version's id.
func Day(version int64) time.Time {
	return time.UnixMilli((version >> sequenceBits) * dayMillis).UTC()
}
