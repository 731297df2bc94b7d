package vector

import (
	"bytes"
	"fmt"
	"slices"
)

// A piece is a part of the contents of pages: the frames of a film begin with
// the same backdrop and trail, which are stored once. Pieces are a tree, and a
// page is the way from its root to one of them.
type piece struct {
	above   *piece // nil: the page begins here
	content []byte
	object  int // 0: not yet written
}

// branch is the last piece of a page with the given content, which shares with
// the page that ends with p what both begin with.
func (p *piece) branch(content []byte) *piece {
	var way []*piece
	for q := p; q != nil; q = q.above {
		way = append(way, q)
	}
	slices.Reverse(way)
	var above *piece
	for _, q := range way {
		n := common(q.content, content)
		if n < len(q.content) && n >= worthSharing {
			q.split(n)
			q = q.above
		}
		if n < len(q.content) {
			break
		}
		above, content = q, content[n:]
	}
	return &piece{above: above, content: content}
}

// worthSharing is how many bytes are stored once rather than twice: each piece
// costs an object, and a word of every page.
const worthSharing = 1 << 10

// split puts the first n bytes of p into a piece above it.
func (p *piece) split(n int) {
	p.above = &piece{above: p.above, content: p.content[:n:n]}
	p.content = p.content[n:]
}

// common is the length of the whole lines that both begin with.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return bytes.LastIndexByte(a[:n], '\n') + 1
}

// write puts the pieces of a page into a file, and refers to them.
func (p *piece) write(f *pdfFile) string {
	if p == nil {
		return ""
	}
	before := p.above.write(f)
	if p.object == 0 {
		p.object = f.stream("", p.content)
	}
	return before + fmt.Sprintf(" %d 0 R", p.object)
}
