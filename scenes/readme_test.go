package scenes

import (
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// Every command that the README shows is understood and does what it says.
func TestREADMECommands(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := t.TempDir() + "/render"
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/render").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/points.csv", []byte("x,y,label\n0,0,-1\n1,1,+1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir+"/docs", os.DirFS("../docs")); err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^render .*$`).FindAllString(string(readme), -1)
	if len(lines) < 4 {
		t.Fatalf("the README shows %d commands", len(lines))
	}
	for _, line := range lines {
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+program[:len(program)-len("/render")]+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
	}
}
