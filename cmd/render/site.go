package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
	"flipbook/studio"
)

// siteCmd writes the pages of serve as files.
type siteCmd struct {
	Dir      string  `arg:"" help:"Directory of the site. Other files in it stay as they are." group:"What is written:"`
	Scene    string  `help:"This scene alone, on a page made for an iframe." placeholder:"NAME" group:"What is written:"`
	Controls *string `help:"With --scene, what readers may set and do: none, or some of the scene's parameters, hands, look and save. All of it unless given." placeholder:"NAME,…" group:"What is written:"`
	Engine   string  `help:"Directory with an engine that go generate ./studio has written, instead of the one that is built in." placeholder:"DIR" group:"How it is made:"`
	work
}

// Run makes the whole site before it writes any of it.
func (c *siteCmd) Run(ctx context.Context, s streams) error {
	if err := c.work.check(); err != nil {
		return err
	}
	site, err := c.site()
	if err != nil {
		return err
	}
	digits, err := c.work.digits()
	if err != nil {
		return err
	}
	defer digits.Close()
	site.Digits, site.Own, site.Jobs = digits, c.MNIST != nil, c.Jobs
	again, err := c.ours()
	if err != nil {
		return err
	}
	p := newProgress(c.work, s.err)
	site.Progress = p.film("site")
	files, err := site.Files(ctx)
	p.end()
	if c.Engine != "" && errors.Is(err, studio.ErrNoEngine) {
		return press.BadInput{Err: fmt.Errorf("--engine %s: want a directory with engine.wasm.gz and wasm_exec.js, which go generate ./studio writes", c.Engine)}
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	if !again {
		if err := c.free(files); err != nil {
			return err
		}
	}
	undo, err := press.MakeDir(c.Dir)
	if err != nil {
		undo()
		return err
	}
	for _, f := range files {
		if err := press.WriteFile(c.path(f), func(w io.Writer) error {
			_, err := w.Write(f.Data)
			return err
		}); err != nil {
			return err
		}
	}
	return c.report(s.out, files)
}

// site is what is to be made, as far as the flags say it.
func (c *siteCmd) site() (*studio.Site, error) {
	bad := func(format string, args ...any) (*studio.Site, error) {
		return nil, press.BadInput{Err: fmt.Errorf(format, args...)}
	}
	site := &studio.Site{Scene: c.Scene}
	if c.Dir == "" {
		return bad("the directory is empty")
	}
	if c.Engine != "" {
		site.Built = os.DirFS(c.Engine)
	}
	if _, ok := scenes.Named(c.Scene); c.Scene != "" && !ok {
		return bad("--scene %q: render list shows the scenes", c.Scene)
	}
	if c.Controls != nil && c.Scene == "" {
		return bad("--controls: a gallery has all of them; want --scene as well")
	}
	switch {
	case c.Scene == "":
	case c.Controls == nil:
		site.Controls = studio.ControlNames(c.Scene)
	case *c.Controls != "none":
		for name := range strings.SplitSeq(*c.Controls, ",") {
			site.Controls = append(site.Controls, strings.TrimSpace(name))
		}
	}
	return site, nil
}

// ours says whether the directory has a site already. It fails if there is a
// page that is not of one.
func (c *siteCmd) ours() (bool, error) {
	path := filepath.Join(c.Dir, "index.html")
	page, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, press.BadInput{Err: err}
	case !bytes.Contains(page, []byte(studio.SiteMark)):
		return false, press.BadInput{Err: fmt.Errorf("%s is not of a site that render wrote: want another directory", path)}
	}
	return true, nil
}

// free fails if the directory, which has no site, has other files by the names
// of a site's: a blog may have a page.css of its own. What is the same is left
// of a site that was not finished.
func (c *siteCmd) free(files []studio.File) error {
	for _, f := range files {
		path := c.path(f)
		there, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return press.BadInput{Err: err}
		case !bytes.Equal(there, f.Data):
			return press.BadInput{Err: fmt.Errorf("%s is not of a site that render wrote: want another directory", path)}
		}
	}
	return nil
}

// path is where a file of the site is.
func (c *siteCmd) path(f studio.File) string {
	return filepath.Join(c.Dir, filepath.FromSlash(f.Name))
}

// siteReport is what was written.
type siteReport struct {
	Dir    string     `json:"dir"`
	Scenes []string   `json:"scenes"`
	Files  []siteFile `json:"files"`
	Bytes  int        `json:"bytes"`            // of all files
	Digits int        `json:"digits"`           // of them those that only scenes with digits load
	Embed  string     `json:"iframe,omitempty"` // of a page for one scene
}

type siteFile struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// report says how large the site is, and how a page of one scene is embedded.
func (c *siteCmd) report(w io.Writer, files []studio.File) error {
	r := siteReport{Dir: c.Dir, Digits: studio.DigitBytes(files), Embed: c.iframe()}
	for _, e := range scenes.Catalogue() {
		if c.Scene == "" || c.Scene == e.Name {
			r.Scenes = append(r.Scenes, e.Name)
		}
	}
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		r.Bytes += len(f.Data)
		r.Files = append(r.Files, siteFile{f.Name, len(f.Data), hex.EncodeToString(sum[:])})
	}
	if c.JSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	if c.Quiet {
		return nil
	}
	_, err := fmt.Fprintf(w, "%s  %s  %d files  %s, of which %s are digits\n", filepath.Join(c.Dir, "index.html"), figure.Plural(len(r.Scenes), "scene"),
		len(files), humanize.Bytes(uint64(r.Bytes)), humanize.Bytes(uint64(r.Digits)))
	if err == nil && r.Embed != "" {
		_, err = fmt.Fprintln(w, r.Embed)
	}
	return err
}

// iframe is what shows the page of one scene in another, from a directory
// beside it, at the size that the page has.
func (c *siteCmd) iframe() string {
	e, ok := scenes.Named(c.Scene)
	if !ok {
		return ""
	}
	site, err := c.site()
	if err != nil {
		return ""
	}
	dir := c.Dir
	if full, err := filepath.Abs(dir); err == nil { // of "." the name is to be found out
		dir = full
	}
	src := url.URL{Path: filepath.Base(dir) + "/"}
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" allow="clipboard-write" style="border: 0; max-width: %dpx"></iframe>`,
		html.EscapeString(src.String()), html.EscapeString(e.Title), site.FrameHeight(), studio.FrameWidth)
}
