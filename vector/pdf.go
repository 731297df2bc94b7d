package vector

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// PDF writes drawings as the pages of a PDF file, version 1.5, which may have
// different sizes. Its words can be searched and copied. It has no dates, and
// its identifier is a hash of its contents. Nothing is written if there is an
// error.
func PDF(w io.Writer, pages []Drawing, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	if err := o.check(); err != nil {
		return err
	}
	if len(pages) == 0 {
		return errors.New("vector: no pages: want at least one drawing")
	}
	unit := o.Unit
	if unit == 0 {
		unit = DefaultUnit
	}
	book := newBook()
	for i, d := range pages {
		err := paper(d, unit)
		if err == nil {
			err = book.add(d, unit)
		}
		if err != nil && len(pages) > 1 {
			err = fmt.Errorf("page %d: %w", i+1, err)
		}
		if err != nil {
			return err
		}
	}
	if err := book.close(o); err != nil {
		return err
	}
	_, err := w.Write(book.file.Bytes())
	return err
}

// paper reports a page that a PDF cannot have.
func paper(d Drawing, unit float64) error {
	if err := d.check(); err != nil {
		return err
	}
	const least, most = 3, 14400 // points: Adobe's limits, ISO 32000-1, annex C
	w, h := float64(d.Size.X)*unit, float64(d.Size.Y)*unit
	if min(w, h) < least || max(w, h) > most {
		return fmt.Errorf("vector: a page of %.4gx%.4g points: a PDF holds %d to %d on each side", w, h, least, most)
	}
	return nil
}

// A book is a PDF file with what its pages share.
type book struct {
	file      *pdfFile
	pages     []sheet
	tree      int // the object of the tree of pages
	resources int
	fonts     *fonts
	alphas    []uint8 // opacities in use, but for 255
}

// A sheet is a page: its further entries, and the last piece of its contents.
type sheet struct {
	entries string
	last    *piece
}

func newBook() *book {
	b := &book{file: newPDFFile(), fonts: newFonts()}
	b.tree, b.resources = b.file.reserve(), b.file.reserve()
	return b
}

// add draws a page.
func (b *book) add(d Drawing, unit float64) error {
	p := &page{book: b, ink: look{alpha: 255, width: 1, fill: "0 0 0", stroke: "0 0 0"}}
	fmt.Fprintf(&p.out, "%s 0 0 %s 0 0 cm\n1 J 1 j\n", decimal(unit, 8), decimal(unit, 8))
	if err := draw(d, p, matrix{a: 1, d: 1}); err != nil {
		return err
	}
	entries := fmt.Sprintf("/MediaBox[0 0 %s %s]", decimal(float64(d.Size.X)*unit, 4), decimal(float64(d.Size.Y)*unit, 4))
	if p.translucent {
		entries += "/Group<</S/Transparency/CS/DeviceRGB>>"
	}
	var before *piece
	if n := len(b.pages); n > 0 {
		before = b.pages[n-1].last
	}
	b.pages = append(b.pages, sheet{entries, before.branch(p.out.Bytes())})
	return nil
}

// close writes what the pages share, and what the file tells of itself.
func (b *book) close(o *Options) error {
	f := b.file
	var kids, states strings.Builder
	for _, p := range b.pages {
		fmt.Fprintf(&kids, "%d 0 R ", f.add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/Resources %d 0 R/Contents[%s]%s>>",
			b.tree, b.resources, p.last.write(f), p.entries)))
	}
	f.put(b.tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(b.pages), strings.TrimSpace(kids.String())))
	for _, a := range b.alphas {
		fmt.Fprintf(&states, "/A%d<</ca %s/CA %[2]s>>", a, decimal(float64(a)/255, 4))
	}
	names, err := b.fonts.write(f)
	if err != nil {
		return err
	}
	f.put(b.resources, fmt.Sprintf("<</Font<<%s>>/ExtGState<<%s>>>>", names, states.String()))

	var info, catalogue strings.Builder
	for _, s := range []struct{ key, text string }{
		{"Title", o.Title}, {"Subject", o.Alt}, {"Keywords", o.Made}, {"Producer", producer},
	} {
		if s.text != "" {
			fmt.Fprintf(&info, "/%s%s", s.key, pdfText(s.text))
		}
	}
	fmt.Fprintf(&catalogue, "<</Type/Catalog/Pages %d 0 R", b.tree)
	if o.Lang != "" {
		fmt.Fprintf(&catalogue, "/Lang%s", pdfText(o.Lang))
	}
	if o.Title != "" {
		catalogue.WriteString("/ViewerPreferences<</DisplayDocTitle true>>")
	}
	f.close(f.add(catalogue.String()+">>"), f.add("<<"+info.String()+">>"))
	return nil
}
