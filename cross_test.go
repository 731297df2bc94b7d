package flipbook_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"testing"
)

// The fingerprints that each package of algorithms keeps of its results hold on another architecture, too, where the
// compiler fuses what it may and the library's exponentials have other last bits.
func TestScienceHasTheSameBitsOnArm64(t *testing.T) {
	for _, name := range append(science, "internal/detmath") {
		binary := filepath.Join(t.TempDir(), "science.test")
		build := exec.Command("go", "test", "-c", "-o", binary, "./"+name)
		build.Env = append(build.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		run := exec.Command("qemu-aarch64-static", binary, "-test.v", "-test.run", "Bits")
		run.Dir = name
		if out, err := run.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS")) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
