//go:build !js

package studio

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"embed"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"flipbook/encode"
	"flipbook/mnist"
	"flipbook/press"
	"flipbook/scenes"
)

//go:generate go run ./internal/pack dist

//go:embed all:dist
var dist embed.FS

//go:embed site
var sitePages embed.FS

// ErrNoEngine is the error of a site whose engine was not built in.
var ErrNoEngine = errors.New("the engine of the site is not built in: run make site in a checkout of flipbook, or go generate ./studio and build render again")

// A Site is the pages as files that any web server can serve, from any
// directory: the engine comes with them, and works in the reader's browser.
type Site struct {
	Digits *mnist.Set // which go along
	Own    bool       // they are not those that render carries
	Jobs   int        // how many pictures may be made at the same time; 0: one

	// Scene is the only scene there is, on a page made for an iframe; empty: all
	// of them, with a gallery. Controls are what readers of such a page may set:
	// names among ControlNames, none of them if it is empty.
	Scene    string
	Controls []string

	// Built is what go generate writes into dist; nil: what was built in.
	Built fs.FS

	// Progress is told how many of the pictures are made. Nil: nobody listens.
	Progress func(what string, done, total int)
}

// ControlNames are what readers of a page of one scene may be given: its
// parameters, by their names, and "hands" for those that the page has beside
// them, "look" for how the film looks and what it says, and "save" for files,
// the command and the link.
func ControlNames(scene string) (out []string) {
	if e, ok := scenes.Named(scene); ok {
		for _, p := range scenes.Params(e.New()) {
			out = append(out, p.Name)
		}
	}
	return append(out, "hands", "look", "save")
}

// SiteMark is in the page that leads to all others, and in no page of others.
const SiteMark = `<meta name="generator" content="flipbook site">`

// The directory of digits in a site.
const digitsDir = "digits"

// sitePolicy is policy for a page that a server sends without one: what is in
// it a page cannot say of itself is left out.
const sitePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"

// Files makes all files of the site, whose names are paths with slashes. The
// page that leads to the others is the last. The same site has the same bytes.
// A scene or a control that does not exist is a press.BadInput, as is
// ErrNoEngine.
func (s *Site) Files(ctx context.Context) ([]File, error) {
	if _, ok := scenes.Named(s.Scene); s.Scene != "" && !ok {
		return nil, press.BadInput{Err: fmt.Errorf("there is no scene %.40q", s.Scene)}
	}
	names := ControlNames(s.Scene)
	for _, c := range s.Controls {
		if s.Scene == "" || !slices.Contains(names, c) {
			return nil, press.BadInput{Err: fmt.Errorf("there is no control %.40q: want %s", c, strings.Join(names, ", "))}
		}
	}
	out, err := s.program()
	if err != nil {
		return nil, err
	}
	digits, err := s.packedDigits()
	if err != nil {
		return nil, err
	}
	films, pictures, err := s.pictures(ctx)
	if err != nil {
		return nil, err
	}
	catalogue, err := catalogue(s.scenes())
	if err != nil {
		return nil, err
	}
	out = append(out, digits...)
	out = append(out, pictures...)
	out = append(out, File{Name: "scenes.json", Data: catalogue})
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })

	page := mainIndex(s.mnist())
	page.Policy, page.Mark, page.Films = sitePolicy, SiteMark, films
	if s.Scene != "" {
		page.Title, page.About = films[0].Title, films[0].Alt
		page.Scene, page.Controls = s.Scene, strings.Join(s.Controls, " ")
	}
	var text bytes.Buffer
	if err := page.write(&text); err != nil {
		return nil, err
	}
	return append(out, File{Name: "index.html", Data: text.Bytes()}), nil
}

// mnist is the directory that commands name for digits that render has not: the
// site's, which readers can save.
func (s *Site) mnist() string {
	if s.Own {
		return digitsDir
	}
	return ""
}

// scenes are those of the site.
func (s *Site) scenes() []scenes.Entry {
	if e, ok := scenes.Named(s.Scene); ok {
		return []scenes.Entry{e}
	}
	return scenes.Catalogue()
}

// program is what readers load, whatever the scenes are.
func (s *Site) program() ([]File, error) {
	built := s.Built
	if built == nil {
		built, _ = fs.Sub(dist, "dist") // is there: it is embedded
	}
	out := []File{{Name: "player.js", Data: []byte(encode.Player())}}
	for _, name := range []string{"engine.wasm.gz", "wasm_exec.js"} {
		data, err := fs.ReadFile(built, name)
		if err != nil {
			return nil, press.BadInput{Err: ErrNoEngine}
		}
		out = append(out, File{Name: name, Data: data})
	}
	// The module that knows the host of the engine is the site's own.
	taken := make(map[string]bool)
	for _, from := range []struct {
		fs.FS
		dir string
	}{{sitePages, "site"}, {pages, "page"}} {
		err := fs.WalkDir(from, from.dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			short := strings.TrimPrefix(name, from.dir+"/")
			if taken[short] {
				return nil
			}
			taken[short] = true
			data, err := fs.ReadFile(from, name)
			out = append(out, File{Name: short, Data: data})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// packedDigits are the digits, as the worker of the engine reads them.
func (s *Site) packedDigits() ([]File, error) {
	var images, labels bytes.Buffer
	zi, zl := gzip.NewWriter(&images), gzip.NewWriter(&labels)
	if err := errors.Join(s.Digits.Write(zi, zl), zi.Close(), zl.Close()); err != nil {
		return nil, err
	}
	return []File{{Name: path.Join(digitsDir, "train-images-idx3-ubyte.gz"), Data: images.Bytes()}, {Name: path.Join(digitsDir, "train-labels-idx1-ubyte.gz"), Data: labels.Bytes()}}, nil
}

// DigitBytes is how many bytes of a site's files are digits, which only readers
// of scenes with digits load.
func DigitBytes(files []File) (n int) {
	for _, f := range files {
		if strings.HasPrefix(f.Name, digitsDir+"/") {
			n += len(f.Data)
		}
	}
	return n
}

// A still is a film for whom scripts are switched off: a GIF.
type still struct {
	Name, Title, Alt, Caption string
	Path                      string
	Width, Height             int
}

// pictures are the posters of all scenes, light and dark, and their GIFs.
func (s *Site) pictures(ctx context.Context) ([]still, []File, error) {
	all := s.scenes()
	films, files := make([]still, len(all)), make([]File, 3*len(all))
	var made atomic.Int64
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(max(1, s.Jobs))
	for i, e := range all {
		work.Go(func() error {
			for j, theme := range []string{"light", "dark"} {
				poster, err := s.picture(ctx, e.Name, url.Values{"as": {"png"}, "theme": {theme}})
				if err != nil {
					return err
				}
				if s.Scene == "" {
					if poster.Data, err = plain(poster.Data); err != nil {
						return err
					}
				}
				files[3*i+j] = File{Name: "posters/" + e.Name + "-" + theme + ".png", Data: poster.Data}
			}
			film, err := s.picture(ctx, e.Name, url.Values{"as": {"gif"}})
			if err != nil {
				return err
			}
			r := film.Record
			size := image.Pt(r.Files[0].Width, r.Files[0].Height)
			if s.Scene == "" {
				size = size.Mul(2) // as it is laid out: with half the pixels its words are too small
			}
			films[i] = still{e.Name, e.Title, r.Alt, r.Caption, "films/" + e.Name + ".gif", size.X, size.Y}
			files[3*i+2] = File{Name: films[i].Path, Data: film.Data}
			if s.Progress != nil {
				s.Progress("pictures", int(made.Add(1)), len(all))
			}
			return nil
		})
	}
	err := work.Wait()
	return films, files, err
}

// picture makes one: as a page of its own shows it, or of a gallery small and
// quickly.
func (s *Site) picture(ctx context.Context, scene string, q url.Values) (File, error) {
	q.Set("scene", scene)
	if s.Scene == "" {
		q.Set("size", "544x340")
		if q.Get("as") == "png" {
			q.Set("scale", "0.6")
		} else {
			q.Set("scale", "0.5")
			q.Set("fps", "0.5")
			q.Set("best", "true")
		}
	}
	engine := &Engine{Digits: s.Digits}
	o, err := engine.order(q)
	if err != nil {
		return File{}, err
	}
	if s.Scene == "" {
		scenes.Quick(o.Scene)
	}
	return engine.file(ctx, o)
}

// plain is a PNG without its words, a tenth of so small a file: beside the
// poster are the scene's own, and whoever opens it gets a film that has them.
func plain(file []byte) ([]byte, error) {
	m, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	err = e.Encode(&out, m)
	return out.Bytes(), err
}
