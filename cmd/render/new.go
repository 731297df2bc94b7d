package main

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	"flipbook/press"
	"flipbook/scenes"
)

// newCmd begins a scene.
type newCmd struct {
	Name  string `arg:"" help:"Name of the scene: lower-case words with hyphens between them, as in random-walk."`
	Title string `help:"Its title in lists. Default: its name." placeholder:"TEXT"`
	Group string `help:"Its subject. Default: that of scenes whose names begin alike, or the title." placeholder:"TEXT"`
	Dir   string `help:"The project's directory." default:"." placeholder:"DIR"`
}

// Help is what stands under the summary of render new --help.
func (*newCmd) Help() string {
	return `A random walk stands where your algorithm will stand: the scene compiles, passes the tests of the catalogue and renders its film at once.`
}

//go:embed new
var newFiles embed.FS

// A plan is a scene that is about to be written.
type plan struct {
	Name, Type, Title, Group string
	dir                      string // of package scenes
}

// file is the path of one of its Go files: random_walk.go.
func (p plan) file(suffix string) string {
	return filepath.Join(p.dir, strings.ReplaceAll(p.Name, "-", "_")+suffix)
}

func (p plan) words() string { return filepath.Join(p.dir, "words", p.Name+".json") }

func (p plan) about() string { return filepath.Join(p.dir, "about", p.Name+".md") }

// Run writes the files of the scene and adds it to the catalogue, or does
// nothing at all.
func (c *newCmd) Run(_ context.Context, s streams) error {
	p, err := c.plan()
	if err != nil {
		return press.BadInput{Err: err}
	}
	catalogue := filepath.Join(p.dir, "catalogue.go")
	old, err := os.ReadFile(catalogue)
	if err != nil {
		return err
	}
	added, err := p.added(old)
	if err != nil {
		return fmt.Errorf("%s: %w", catalogue, err)
	}
	files := []struct{ path, template string }{
		{p.file(".go"), "scene.go.txt"},
		{p.file("_test.go"), "scene_test.go.txt"},
		{p.words(), "words.json.txt"},
		{p.about(), "about.md.txt"},
	}
	var written []string
	for _, f := range files {
		var text []byte
		if text, err = p.filled(f.template); err == nil {
			err = create(f.path, text)
		}
		if err != nil {
			break
		}
		written = append(written, f.path)
	}
	if err == nil {
		err = press.WriteFile(catalogue, func(w io.Writer) error {
			_, err := w.Write(added)
			return err
		})
	}
	if err != nil {
		for _, path := range written {
			err = errors.Join(err, os.Remove(path))
		}
		return err
	}
	fmt.Fprintf(s.out, "%s\n%s\n\ngo run ./cmd/render %s\ngo test ./scenes\nmake docs\n", strings.Join(written, "\n"), catalogue, p.Name)
	return nil
}

// create writes a file that must not be there yet.
func create(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return cmp.Or(err, f.Close())
}

var sceneName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$`)

// plan checks what is asked for.
func (c *newCmd) plan() (plan, error) {
	p := plan{Name: c.Name, Title: c.Title, Group: c.Group, dir: filepath.Join(c.Dir, "scenes")}
	module, err := os.ReadFile(filepath.Join(c.Dir, "go.mod"))
	if _, found := os.Stat(filepath.Join(p.dir, "catalogue.go")); err != nil || found != nil || !bytes.HasPrefix(module, []byte("module flipbook\n")) {
		return p, fmt.Errorf("%s is not flipbook's own directory: scenes are written into a checkout of it, see --dir", c.Dir)
	}
	const longest = 40
	if !sceneName.MatchString(p.Name) || len(p.Name) > longest {
		return p, fmt.Errorf("%q: want up to %d lower-case letters, with hyphens between words, as in random-walk", p.Name, longest)
	}
	words := strings.Split(p.Name, "-")
	for _, w := range words {
		p.Type += strings.ToUpper(w[:1]) + w[1:]
	}
	if err := p.free(); err != nil {
		return p, err
	}
	p.Title = cmp.Or(p.Title, strings.ToUpper(p.Name[:1])+strings.Join(words, " ")[1:])
	for _, e := range scenes.Catalogue() {
		if first, _, _ := strings.Cut(e.Name, "-"); p.Group == "" && first == words[0] {
			p.Group = e.Group
		}
	}
	p.Group = cmp.Or(p.Group, p.Title)
	for _, flag := range [][2]string{{"--title", p.Title}, {"--group", p.Group}} {
		if name, text := flag[0], flag[1]; strings.TrimSpace(text) != text || strings.ContainsFunc(text, unicode.IsControl) {
			return p, fmt.Errorf("%s %q: want a line of text without space around it", name, text)
		}
	}
	return p, nil
}

// free says what already bears the name.
func (p plan) free() error {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[cli]()) {
		if _, cmd := f.Tag.Lookup("cmd"); cmd && strings.ToLower(f.Name) == p.Name {
			return fmt.Errorf("%q is a command: want another name", p.Name)
		}
	}
	for _, path := range []string{p.file(".go"), p.file("_test.go"), p.words(), p.about()} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%q is taken: there is %s", p.Name, path)
		}
	}
	// Go reads a file only on Linux if its name ends in _linux.go.
	everywhere := build.Context{GOOS: "none", GOARCH: "none", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package scenes\n")), nil
	}}
	if ok, err := everywhere.MatchFile(p.dir, filepath.Base(p.file(".go"))); err != nil || !ok || strings.HasSuffix(p.Name, "-test") || strings.HasSuffix(p.Name, "-drawing") {
		return fmt.Errorf("%q: its last word means something else at the end of a file's name: want another", p.Name)
	}
	files, err := filepath.Glob(filepath.Join(p.dir, "*.go"))
	if err != nil {
		return err
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		if declares(file, p.Type) {
			return fmt.Errorf("%q is taken: %s declares %s", p.Name, path, p.Type)
		}
	}
	return nil
}

// declares says whether a file declares a name for its package.
func declares(file *ast.File, name string) bool {
	var names []*ast.Ident
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = append(names, spec.Name)
				case *ast.ValueSpec:
					names = append(names, spec.Names...)
				}
			}
		}
	}
	return slices.ContainsFunc(names, func(n *ast.Ident) bool { return n.Name == name })
}

// filled is a template with the names of the scene.
func (p plan) filled(name string) ([]byte, error) {
	t, err := template.ParseFS(newFiles, "new/"+name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".go.txt") {
		return format.Source(out.Bytes())
	}
	return out.Bytes(), nil
}

// added is the source of the catalogue with the scene in it, behind the last
// one of its group.
func (p plan) added(catalogue []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", catalogue, 0)
	if err != nil {
		return nil, err
	}
	var entries []ast.Expr
	ast.Inspect(file, func(n ast.Node) bool {
		if list, ok := n.(*ast.CompositeLit); ok && entries == nil {
			entries = list.Elts
		}
		return true
	})
	if len(entries) == 0 {
		return nil, errors.New("no list of entries is found")
	}
	last := entries[len(entries)-1]
	for _, e := range entries {
		call, ok := e.(*ast.CallExpr)
		if !ok || len(call.Args) != 4 {
			return nil, errors.New("an entry is not a call of entry with four arguments")
		}
		if group, ok := call.Args[1].(*ast.BasicLit); ok && group.Value == strconv.Quote(p.Group) {
			last = e
		}
	}
	line := fmt.Sprintf(",\n\t\tentry[%s](%q, %q, %q,\n\t\t\t%q)", p.Type, p.Name, p.Group, p.Title, "Up or down by one, as a coin decides.")
	at := fset.Position(last.End()).Offset
	return format.Source(slices.Concat(catalogue[:at], []byte(line), catalogue[at:]))
}
