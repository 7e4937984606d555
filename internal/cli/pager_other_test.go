//go:build !linux

package cli

import (
	"errors"
	"os"
	"os/exec"
)

func openTerminal(int, int) (screen, terminal *os.File, err error) {
	return nil, nil, errors.ErrUnsupported
}

func onTerminal(*exec.Cmd, *os.File) {}
