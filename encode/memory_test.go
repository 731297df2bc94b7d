package encode_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A film takes no more memory for being long, and a large one stays within 300 MB. LONG=1000 tries photographs in a
// thousand frames of 3840×2160; the few of an ordinary run already fill all that is held at a time.
func TestMemoryIsBounded(t *testing.T) {
	program := filepath.Join(t.TempDir(), "long")
	if out, err := exec.Command("go", "build", "-o", program, "./internal/long").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	megabytes := func(wide, high, frames int, kind string) int {
		cmd := exec.Command(program, strconv.Itoa(wide), strconv.Itoa(high), strconv.Itoa(frames), kind)
		var said strings.Builder
		cmd.Stderr = &said
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, said.String())
		}
		n, err := strconv.Atoi(strings.TrimSpace(said.String()))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d frames of %dx%d, %s: %d MB", frames, wide, high, kind, n>>20)
		return n >> 20
	}
	photographs := 8
	if s := os.Getenv("LONG"); s != "" {
		var err error
		if photographs, err = strconv.Atoi(s); err != nil {
			t.Fatalf("LONG=%s: want a number of frames", s)
		}
	}
	for _, c := range []struct {
		wide, high, frames int
		kind               string
	}{
		{3840, 2160, 1000, "bar"},
		{3840, 2160, photographs, "photographs"},
		{1024, 1024, 270, "photographs"}, // small enough to be drawn by several at once
	} {
		if n := megabytes(c.wide, c.high, c.frames, c.kind); n > 300 {
			t.Errorf("%s in %d frames of %dx%d: %d MB, want at most 300", c.kind, c.frames, c.wide, c.high, n)
		}
	}
	if short, long := megabytes(80, 50, 20_000, "bar"), megabytes(80, 50, 100_000, "bar"); long > short+24 {
		t.Errorf("100,000 frames take %d MB and 20,000 only %d", long, short)
	}
}
