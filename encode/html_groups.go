package encode

import (
	"bufio"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image/color"
	"io"

	"flipbook/raster"
)

// groups are the frames of a page, packed. A group is a stream of zlib in
// base64, in a script element that no browser runs. It begins with a whole
// picture, so that none needs another, and ends when its changes have become
// as many bytes as groupBytes or as a picture, whichever is more: a browser
// unpacks a group in a blink, and holds no more than two.
//
// A frame is the number of bytes of its spans, the spans, and the pixels in
// them. A span is two numbers, how many pixels stay as they are and how many
// then change, from the top left in the order of reading. Numbers are varints.
// A pixel is its number in the palette, or three bytes without one. All this
// takes half as much as a GIF or less: deflate finds the spans of a shape
// in those of its last row.
type groups struct {
	w      *bufio.Writer
	area   int // of a picture, in pixels
	wide   int
	number map[color.RGBA]int // of a colour in the palette; nil if there is none

	screen []byte // the pixels that are shown
	starts []int  // the first frames of the groups
	frames int
	weight int // of the changes in the group that is being written
	packer *zlib.Writer
	text   io.WriteCloser
	buffer []byte
}

var groupBytes = 4 << 20

// depth is how many bytes a pixel has.
func (g *groups) depth() int {
	if g.number == nil {
		return 3
	}
	return 1
}

// add writes a frame that changes something.
func (g *groups) add(d *raster.Delta) error {
	g.buffer = g.buffer[:0]
	if g.screen == nil {
		g.screen = make([]byte, g.area*g.depth())
	}
	shown := 0
	for _, s := range d.Spans {
		at := s.Y*g.wide + s.X
		g.buffer = binary.AppendUvarint(g.buffer, uint64(at-shown))
		g.buffer = binary.AppendUvarint(g.buffer, uint64(len(s.Pix)/4))
		shown = at + len(s.Pix)/4
		g.show(at, s.Pix)
	}
	spans := len(g.buffer)
	for _, s := range d.Spans {
		at := s.Y*g.wide + s.X
		g.buffer = append(g.buffer, g.screen[at*g.depth():(at+len(s.Pix)/4)*g.depth()]...)
	}
	defer func() { g.frames++ }()
	if g.packer == nil || g.weight+len(g.buffer) > max(groupBytes, len(g.screen)) {
		return g.begin()
	}
	g.weight += len(g.buffer)
	return g.write(spans, g.buffer)
}

// show puts pixels on the screen.
func (g *groups) show(at int, pix []uint8) {
	to := g.screen[at*g.depth():]
	if g.number == nil {
		for i := 0; i < len(pix); i += 4 {
			copy(to[i/4*3:], pix[i:i+3])
		}
		return
	}
	var last [4]uint8
	var n uint8
	for i := 0; i < len(pix); i += 4 {
		if c := [4]uint8(pix[i:]); c != last {
			last, n = c, uint8(g.number[color.RGBA{c[0], c[1], c[2], 255}])
		}
		to[i/4] = n
	}
}

// begin begins a group with what is shown.
func (g *groups) begin() error {
	if err := g.end(); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(g.w, `<script type="text/plain" id="frames-%d">`, len(g.starts)); err != nil {
		return err
	}
	g.starts = append(g.starts, g.frames)
	g.weight = 0
	g.text = base64.NewEncoder(base64.StdEncoding, g.w)
	var err error
	if g.packer, err = zlib.NewWriterLevel(g.text, zlib.BestCompression); err != nil {
		return err
	}
	whole := binary.AppendUvarint([]byte{0}, uint64(g.area))
	return g.write(len(whole), whole, g.screen)
}

// write writes a frame: the length of its spans, and then all of it.
func (g *groups) write(spans int, parts ...[]byte) error {
	for _, b := range append([][]byte{binary.AppendUvarint(nil, uint64(spans))}, parts...) {
		if _, err := g.packer.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// end ends the group that is being written, if one is.
func (g *groups) end() error {
	if g.packer == nil {
		return nil
	}
	if err := g.packer.Close(); err != nil {
		return err
	}
	if err := g.text.Close(); err != nil {
		return err
	}
	_, err := g.w.WriteString("</script>\n")
	return err
}
