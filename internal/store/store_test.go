package store_test

import (
	"path/filepath"
	"testing"

	"dateline/internal/store/storetest"
)

func TestStoreDoesWhatTheJobsRelyOn(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Store {
		return openStore(t, filepath.Join(t.TempDir(), "dateline.db"))
	})
}
