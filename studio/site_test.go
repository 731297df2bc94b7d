package studio

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"flipbook/mnist"
)

// built is where the engine is, compiled once for all tests.
var built = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "flipbook")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("go", "run", "./internal/pack", dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	out := make(fstest.MapFS)
	for _, name := range []string{"engine.wasm.gz", "wasm_exec.js"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out, nil
})

// sited are the files of a site, by their names.
func sited(t testing.TB, s Site) map[string][]byte {
	t.Helper()
	engine, err := built()
	if err != nil {
		t.Fatal(err)
	}
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	defer digits.Close()
	s.Built, s.Digits, s.Jobs = engine, digits, 2
	files, err := s.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, f := range files {
		out[f.Name] = f.Data
	}
	return out
}

var madeOnce struct {
	sync.Mutex
	site map[string][]byte
}

// wholeSite is the site of all scenes, made once for all tests.
func wholeSite(t testing.TB) map[string][]byte {
	t.Helper()
	madeOnce.Lock()
	defer madeOnce.Unlock()
	if madeOnce.site == nil {
		madeOnce.site = sited(t, Site{})
	}
	return madeOnce.site
}

// published is where a host of static files has a site, in a directory of it.
// Like many of them it knows nothing of WebAssembly.
func published(t testing.TB, dir string, site map[string][]byte) string {
	t.Helper()
	files := make(fstest.MapFS)
	for name, data := range site {
		files[name] = &fstest.MapFile{Data: data}
	}
	mux := http.NewServeMux()
	mux.Handle(dir, http.StripPrefix(dir, http.FileServerFS(files)))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + dir
}
