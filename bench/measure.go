package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// A cost is what a process took, with all processes that it started and waited for.
type cost struct {
	CPU    float64 // seconds of all cores, in user mode and in the kernel
	Memory float64 // peak of resident memory, MB; of several processes the greatest
}

// watchWord makes this program run a command and print what it cost. The kernel counts the memory of a process from
// before it became the command, when it still was a copy of its parent: so the parent has to be small, and this one is.
const watchWord = "cost-of"

// watch runs a command and writes its cost as JSON. What the command prints goes to standard error.
func watch(ctx context.Context, command []string, w io.Writer) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", command[0], err)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return errors.New("this system does not say how much memory a process took")
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return json.NewEncoder(w).Encode(cost{CPU: cpu.Seconds(), Memory: float64(usage.Maxrss) * 1024 / 1e6})
}

// measure runs a command and returns what it cost.
func (b *bench) measure(ctx context.Context, command ...string) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{watchWord}, command...)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, said.Bytes())
	}
	var c cost
	return c, json.Unmarshal(out, &c)
}

// build makes our program.
func (b *bench) build(ctx context.Context) error {
	b.render = b.dir + "/render"
	build := exec.CommandContext(ctx, b.goTool, "build", "-trimpath", "-o", b.render, "flipbook/cmd/render")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as the Makefile does
	out, err := build.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s build: %w\n%s", b.goTool, err, out)
	}
	return nil
}
