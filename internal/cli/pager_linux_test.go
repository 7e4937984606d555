package cli

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"unsafe"
)

// openTerminal makes a pseudo terminal: what a program writes to the terminal
// is read from the screen, and keys are written to it.
func openTerminal(rows, cols int) (screen, terminal *os.File, err error) {
	screen, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	unlocked, number := int32(0), uint32(0)
	size := [4]uint16{uint16(rows), uint16(cols)}
	for _, ask := range []struct {
		what  uintptr
		about unsafe.Pointer
	}{
		{syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked)}, {syscall.TIOCGPTN, unsafe.Pointer(&number)}, {syscall.TIOCSWINSZ, unsafe.Pointer(&size)},
	} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, screen.Fd(), ask.what, uintptr(ask.about)); errno != 0 {
			return nil, nil, errno
		}
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	return screen, terminal, err
}

// onTerminal lets a command run on a terminal, as the one who is asked there.
func onTerminal(cmd *exec.Cmd, terminal *os.File) {
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal, terminal, terminal
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
}

// TestTheTerminalOfTheTestsIsOne shows that the others test what they say.
func TestTheTerminalOfTheTestsIsOne(t *testing.T) {
	screen, terminal, err := openTerminal(10, 72)
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	defer func() { _, _ = screen.Close(), terminal.Close() }()
	if is, width, height := isTerminal(terminal); !is || width != 72 || height != 10 {
		t.Errorf("isTerminal = %v, %d, %d", is, width, height)
	}
}
