package warc

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // other makers' digests are checked, none is made
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"strings"

	"dateline/internal/fault"
)

// algorithms are the digests that can be checked, by label without hyphens.
var algorithms = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// Verify checks a record's block digest and, where the payload is in the
// record, its payload digest. A digest that differs is fault.Unverified; one
// that is not there, or of an algorithm that is not known, proves nothing and
// is passed over.
//
// Makers disagree whether the payload of a chunked response is digested with
// or without the chunks; either is accepted.
func Verify(r *Record) error {
	if want := r.Get(fieldBlockDigest); want != "" && !matches(want, r.Block) {
		return fault.New(fault.Unverified, "record %s: block is not %s", r.ID, want)
	}
	want := r.Get(fieldPayloadDigest)
	if want == "" || r.Type == TypeRevisit || r.Get(fieldSegment) != "" {
		return nil
	}
	payload, err := r.Payload()
	if err != nil {
		return fault.As(fault.Unverified, err)
	}
	if matches(want, payload) {
		return nil
	}
	if r.isHTTP() {
		if _, stored := splitHTTP(r.Block); matches(want, stored) {
			return nil
		}
	}
	return fault.New(fault.Unverified, "record %s: payload is not %s", r.ID, want)
}

// PayloadSHA256 returns the payload's digest as the header tells it, in
// lower-case hex, or "" if there is none of SHA-256.
func (r *Record) PayloadSHA256() string {
	label, sum, ok := parseDigest(r.Get(fieldPayloadDigest))
	if !ok || label != "sha256" {
		return ""
	}
	return hex.EncodeToString(sum)
}

// matches says whether b has the labelled digest, or whether that cannot be
// known.
func matches(labelled string, b []byte) bool {
	label, want, ok := parseDigest(labelled)
	if !ok {
		return algorithms[label] == nil
	}
	h := algorithms[label]()
	h.Write(b)
	return bytes.Equal(h.Sum(nil), want)
}

// parseDigest reads "sha1:BASE32", "sha-256:hex" and their like: labels and
// both encodings in either case, base32 with or without padding.
func parseDigest(labelled string) (label string, sum []byte, ok bool) {
	label, value, _ := strings.Cut(labelled, ":")
	label = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(label)), "-", "")
	algorithm := algorithms[label]
	if algorithm == nil {
		return label, nil, false
	}
	size := algorithm().Size()
	value = strings.TrimSpace(value)
	if sum, err := hex.DecodeString(value); err == nil && len(sum) == size {
		return label, sum, true
	}
	value = strings.ToUpper(strings.TrimRight(value, "="))
	sum, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(value)
	return label, sum, err == nil && len(sum) == size
}
