// Render draws the algorithms of machine learning, step by step: one film a
// scene, written as the files that are asked for.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"flipbook/press"
)

// Exit codes.
const (
	done        = 0
	failed      = 1
	badInput    = 2
	interrupted = 130
)

func main() {
	// A film is a few megabytes of garbage, made in less time than it takes to
	// collect them often. Large ones stay within bounds all the same.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(200 << 20)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends what does not listen. Within a second it is the first again: timeout, for one, sends every signal twice.
	context.AfterFunc(ctx, func() { time.AfterFunc(time.Second, stop) })
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program: arguments in, exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command, err := parse(args, stdout, stderr)
	if err == nil {
		err = command(ctx)
	}
	switch _, bad := errors.AsType[press.BadInput](err); {
	case err == nil:
		return done
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "render: interrupted")
		return interrupted
	case bad:
		fmt.Fprintln(stderr, "render:", oneLine(err))
		return badInput
	}
	fmt.Fprintln(stderr, "render:", oneLine(err))
	return failed
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
