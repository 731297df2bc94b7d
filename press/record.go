package press

import (
	"encoding/json"
	"io"
	"path/filepath"
	"slices"

	"flipbook/scenes"
)

// A Record says what was made.
type Record struct {
	Scene   string              `json:"scene"`
	Name    string              `json:"name,omitempty"` // in a storyboard; the scene's unless it says otherwise
	Params  map[string]any      `json:"params"`
	Seed    any                 `json:"seed"` // null for a scene without chance
	Files   []File              `json:"files"`
	Results map[string]*float64 `json:"results"` // null for a value that does not exist
	Title   string              `json:"title"`
	Caption string              `json:"caption"`
	Alt     string              `json:"alt"`

	Says []string `json:"says"` // the results in words

	// Digits says that the film shows handwritten digits of its order.
	Digits bool `json:"-"`
}

// A File is one that was written, or a directory of frames.
type File struct {
	Path       string `json:"path"`
	Kind       Kind   `json:"kind"`
	Format     Format `json:"format"`
	Bytes      int64  `json:"bytes"`  // of all the files of a directory
	SHA256     string `json:"sha256"` // of their contents, one after the other
	Width      int    `json:"width"`  // in pixels; design pixels in SVG, PDF and PPTX
	Height     int    `json:"height"`
	Frames     int    `json:"frames"` // or pages, or slides
	DurationMS int64  `json:"duration_ms"`

	// Made is how to make the file again, as the file itself says.
	Made string `json:"made"`

	// Notes say what the file is not as it was asked for.
	Notes []string `json:"notes,omitempty"`
}

func record(o Order, takes []take) Record {
	r := Record{Scene: o.Name, Params: scenes.Values(o.Scene), Results: make(map[string]*float64), Files: []File{}}
	r.Seed = r.Params["seed"]
	if len(takes) == 0 {
		return r
	}
	f := takes[0].film
	r.Title, r.Caption, r.Alt, r.Digits = takes[0].title, f.Caption, takes[0].alt(), takes[0].digits
	for _, v := range f.Results {
		r.Results[v.Name] = nil
		if v.Value == v.Value { // not NaN
			r.Results[v.Name] = &v.Value
		}
		r.Says = append(r.Says, v.Text)
	}
	return r
}

// Label is what a film is called: its name in a storyboard, or its scene.
func (r Record) Label() string {
	if r.Name != "" {
		return r.Name
	}
	return r.Scene
}

// RelativeTo is the record with the paths as they are seen from a directory,
// with slashes.
func (r Record) RelativeTo(dir string) Record {
	r.Files = slices.Clone(r.Files)
	for i := range r.Files {
		if rel, err := filepath.Rel(dir, r.Files[i].Path); err == nil {
			r.Files[i].Path = filepath.ToSlash(rel)
		}
	}
	return r
}

// Manifest writes records as JSON, one after another in a list.
func Manifest(w io.Writer, records []Record) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(records)
}
