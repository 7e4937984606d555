package store

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dateline/internal/fault"
)

// maxText is the most that one stored text may unpack to.
const maxText = 256 << 20

// One encoder and one decoder serve everybody: EncodeAll and DecodeAll keep no
// state between calls, and each runs as many at once as there are cores.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithWindowSize(1<<20))
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxText))
		if err != nil {
			panic(err) // the options are constant
		}
		return d
	})
)

// Compress packs a text as the store keeps it: one zstd frame. Reading workers
// call it, so that the writer need not.
func Compress(text string) []byte {
	return encoder().EncodeAll([]byte(text), nil)
}

func decompress(packed []byte) (string, error) {
	b, err := decoder().DecodeAll(packed, nil)
	if err != nil {
		return "", fault.As(fault.Corrupt, fmt.Errorf("stored text: %w", err))
	}
	return string(b), nil
}
