package encode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrUnknownFormat says that a file is neither GIF, PNG, APNG, WebP nor MP4.
var ErrUnknownFormat = errors.New("the file is neither GIF, PNG, APNG, WebP nor MP4")

// Made is what a file says of how it was made: the comment of a GIF, a PNG or an MP4, the CreatorTool of a WebP. Any
// program may have written it. ok is false if the file says nothing. An error says that the file is cut short or broken as
// far as it had to be read, or that what it says is no UTF-8, or it is ErrUnknownFormat.
func Made(file []byte) (line string, ok bool, err error) {
	for _, f := range []struct {
		name, magic string
		at          int // where the magic is
		made        func([]byte) (string, bool, error)
	}{
		{"GIF", "GIF8", 0, madeGIF},
		{"PNG", pngSignature, 0, madePNG},
		{"WebP", "WEBP", 8, madeWebP},
		{"MP4", "ftyp", 4, madeMP4},
	} {
		if len(file) < f.at || !bytes.HasPrefix(file[f.at:], []byte(f.magic)) {
			continue
		}
		line, ok, err := f.made(file)
		if err == nil && !utf8.ValidString(line) {
			err = errors.New("what it says is not UTF-8")
		}
		if err != nil {
			return "", false, fmt.Errorf("%s: %w", f.name, err)
		}
		return line, ok, nil
	}
	return "", false, ErrUnknownFormat
}

// A scanner takes a file apart. Once the file is too short, it stays so.
type scanner struct {
	rest  []byte
	short bool
}

// next is the next n bytes, or, where they are missing, as many zeros, up to a few.
func (s *scanner) next(n int) []byte {
	if n < 0 || n > len(s.rest) {
		s.rest, s.short = nil, true
		return make([]byte, min(max(n, 0), 16))
	}
	head := s.rest[:n]
	s.rest = s.rest[n:]
	return head
}

// madeGIF is the first comment (GIF89a, section 24).
func madeGIF(file []byte) (string, bool, error) {
	s := scanner{rest: file}
	table := func(flags byte) { // a palette
		if flags&0x80 != 0 {
			s.next(3 * (2 << (flags & 7)))
		}
	}
	table(s.next(13)[10])
	for !s.short {
		switch kind := s.next(1)[0]; kind {
		case 0x21: // an extension
			const comment = 0xfe
			label := s.next(1)[0]
			if words := s.subBlocks(); label == comment && !s.short {
				return string(words), true, nil
			}
		case 0x2c: // an image
			table(s.next(9)[8])
			s.next(1)
			s.subBlocks()
		case trailer:
			return "", false, nil
		default:
			if !s.short {
				return "", false, fmt.Errorf("a block of the unknown kind %#x", kind)
			}
		}
	}
	return "", false, errShort
}

func (s *scanner) subBlocks() (all []byte) {
	for n := -1; n != 0 && !s.short; {
		n = int(s.next(1)[0])
		all = append(all, s.next(n)...)
	}
	return all
}

func madePNG(file []byte) (string, bool, error) {
	for c, err := range chunks(file) {
		if err != nil {
			return "", false, err
		}
		if line, ok := c.words(keyMade); ok {
			return line, true, nil
		}
	}
	return "", false, nil
}

func madeWebP(file []byte) (string, bool, error) {
	s := scanner{rest: file}
	size := int(binary.LittleEndian.Uint32(s.next(riffHead)[4:]))
	s.rest = s.next(size - len("WEBP"))
	for !s.short && len(s.rest) > 0 {
		head := s.next(8)
		size := int(binary.LittleEndian.Uint32(head[4:]))
		data := s.next(size)
		if size%2 != 0 {
			s.next(1)
		}
		if string(head[:4]) == "XMP " && !s.short {
			return creatorTool(data)
		}
	}
	if s.short {
		return "", false, errShort
	}
	return "", false, nil
}

// madeMP4 is the comment in the list of metadata, as iTunes and ffmpeg store it: moov, udta, meta, ilst, ©cmt, data.
func madeMP4(file []byte) (string, bool, error) {
	body := file
	for _, kind := range []string{"moov", "udta", "meta", "ilst", "\xa9cmt", "data"} {
		var ok bool
		var err error
		if body, ok, err = box(body, kind); !ok || err != nil {
			return "", false, err
		}
		if kind == "meta" { // its version and flags come first
			s := scanner{rest: body}
			s.next(4)
			body = s.rest
		}
	}
	s := scanner{rest: body}
	s.next(8) // the type, which is UTF-8, and the language
	if s.short {
		return "", false, errShort
	}
	return string(s.rest), true, nil
}

// box is what is in the first box of a kind (ISO 14496-12, section 4.2).
func box(data []byte, kind string) ([]byte, bool, error) {
	for s := (scanner{rest: data}); len(s.rest) > 0; {
		head := s.next(8)
		size, name := uint64(binary.BigEndian.Uint32(head)), string(head[4:])
		length := 8 // of the head
		switch size {
		case 0: // up to the end
			size = uint64(length + len(s.rest))
		case 1: // the size is too large for its place
			length = 16
			size = binary.BigEndian.Uint64(s.next(8))
		}
		if size < uint64(length) || size-uint64(length) > uint64(len(s.rest)) {
			return nil, false, errShort
		}
		if body := s.next(int(size) - length); name == kind {
			return body, true, nil
		}
	}
	return nil, false, nil
}
