package encode

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"math"
	"strings"
	"unicode/utf8"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// A chunk is a part of a PNG (section 5.3 of its specification).
type chunk struct {
	kind string
	data []byte
}

func (c chunk) append(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(c.data)))
	from := len(dst)
	dst = append(append(dst, c.kind...), c.data...)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[from:]))
}

var errShort = errors.New("the file is cut short")

// chunks are those of a PNG up to its end.
func chunks(file []byte) iter.Seq2[chunk, error] {
	return func(yield func(chunk, error) bool) {
		for rest := file[len(pngSignature):]; ; {
			if len(rest) < 12 || uint64(len(rest)) < 12+uint64(binary.BigEndian.Uint32(rest)) {
				yield(chunk{}, errShort)
				return
			}
			end := 8 + int(binary.BigEndian.Uint32(rest))
			c := chunk{string(rest[4:8]), rest[8:end:end]}
			if crc32.ChecksumIEEE(rest[4:end]) != binary.BigEndian.Uint32(rest[end:]) {
				yield(c, fmt.Errorf("the checksum of the chunk %q is wrong", c.kind))
				return
			}
			if !yield(c, nil) || c.kind == "IEND" {
				return
			}
			rest = rest[end+4:]
		}
	}
}

// The keywords of a PNG for what is said of it (section 11.3.3.1). Readers show all of them.
const (
	keyTitle = "Title"
	keyAlt   = "Description"
	keyMade  = "Comment"
)

// about says how large a picture is on paper, and what it is.
func about(dpi float64, title, alt, made string) ([]chunk, error) {
	const inch = 0.0254 // metres
	if !(dpi >= 0 && dpi/inch < math.MaxInt32) {
		return nil, fmt.Errorf("%v dots per inch: want a positive number of them", dpi)
	}
	if err := proper(title, alt, made); err != nil {
		return nil, err
	}
	var out []chunk
	if perMetre := uint32(math.Round(dpi / inch)); perMetre > 0 {
		const metre = 1
		size := binary.BigEndian.AppendUint32(nil, perMetre)
		out = append(out, chunk{"pHYs", append(binary.BigEndian.AppendUint32(size, perMetre), metre)})
	}
	for _, w := range [][2]string{{keyTitle, title}, {keyAlt, alt}, {keyMade, made}} {
		if w[1] != "" {
			out = append(out, wordsChunk(w[0], w[1]))
		}
	}
	return out, nil
}

// wordsChunk is text that is not compressed: as tEXt, which all readers know, or as iTXt where it is not ASCII.
func wordsChunk(key, words string) chunk {
	if strings.IndexFunc(words, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return chunk{"tEXt", []byte(key + "\x00" + words)}
	}
	const plain, language, translated = "\x00\x00", "\x00", "\x00"
	return chunk{"iTXt", []byte(key + "\x00" + plain + language + translated + words)}
}

// words is what a chunk says under a key.
func (c chunk) words(key string) (string, bool) {
	rest, ok := strings.CutPrefix(string(c.data), key+"\x00")
	if !ok {
		return "", false
	}
	switch c.kind {
	case "tEXt": // in Latin-1, whose bytes are the first characters of Unicode
		runes := make([]rune, 0, len(rest))
		for _, b := range []byte(rest) {
			runes = append(runes, rune(b))
		}
		return string(runes), true
	case "iTXt":
		if plain, ok := strings.CutPrefix(rest, "\x00\x00"); ok {
			parts := strings.SplitN(plain, "\x00", 3)
			return parts[len(parts)-1], len(parts) == 3
		}
	}
	return "", false
}

// appendAll appends chunks one after the other.
func appendAll(dst []byte, all ...chunk) []byte {
	for _, c := range all {
		dst = c.append(dst)
	}
	return dst
}
