package fetch

import "net/http"

// Decode undoes the content coding of a body that was got before, such as one
// from an archive, under the client's limits. Errors are as those of Get:
// fault.BadEncoding, fault.Truncated, fault.TooLarge.
func (c *Client) Decode(h http.Header, raw []byte) ([]byte, error) {
	coding, err := codingOf(h)
	if err != nil {
		return nil, err
	}
	return c.decode(coding, raw, c.maxBytes)
}
