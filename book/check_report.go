package book

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"

	"flipbook/figure"
	"flipbook/press"
)

var (
	//go:embed gallery/check.html
	checkPage     string
	checkTemplate = template.Must(template.New("check").Parse(checkPage))
)

// String is the whole in a line.
func (c Checked) String() string {
	what := figure.Plural(c.Films, "film") + ", " + figure.Plural(c.Files, "file") + ": "
	if len(c.Differences) == 0 {
		return what + "all as they were"
	}
	return what + figure.Plural(len(c.Differences), "difference")
}

// A view is a picture of a difference on the page.
type view struct{ Words, URL, Name, As string }

// page shows the differences: before, after, and where they are.
func (c Checked) page(w io.Writer) error {
	type shown struct {
		Difference
		Shown []view
	}
	page := struct {
		Title, Summary string
		Style          template.CSS
		Differences    []shown
	}{Title: "What is not as it was", Summary: c.String(), Style: galleryStyle}
	if len(c.Versions) > 0 {
		page.Summary += fmt.Sprintf(". Made by flipbook %s, compared with %s", strings.Join(c.Versions, ", "), press.Version)
	}
	for _, d := range c.Differences {
		s := shown{Difference: d}
		for _, v := range []view{{Words: "Before: on disk", Name: d.Before}, {Words: "After: made again", Name: d.After}, {Words: "Where they differ", Name: d.Marked}} {
			if v.Name == "" {
				continue
			}
			v.URL, v.As = address(v.Name), "link"
			switch strings.ToLower(path.Ext(v.Name)) {
			case ".png", ".gif", ".apng", ".webp", ".svg":
				v.As = "image"
			case ".mp4":
				v.As = "video"
			}
			s.Shown = append(s.Shown, v)
		}
		page.Differences = append(page.Differences, s)
	}
	return checkTemplate.Execute(w, page)
}
