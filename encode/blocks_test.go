package encode

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A structure is what a GIF file is made of.
type structure struct {
	globalTable int // its entries
	localTables int // frames that have one of their own
	disposals   []byte
	loops       []int // what the loop extensions say
}

// blocks takes a GIF file apart, by the letter of its specification.
func blocks(data []byte) (s structure, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the file is cut short")
		}
	}()
	if string(data[:6]) != "GIF89a" {
		return s, fmt.Errorf("the file begins with %q", data[:6])
	}
	flags := data[10]
	data = data[13:]
	if flags&0x80 != 0 {
		s.globalTable = 2 << (flags & 7)
		data = data[3*s.globalTable:]
	}
	sub := func() (all []byte) { // data sub-blocks, up to the empty one
		for {
			n := int(data[0])
			all = append(all, data[1:1+n]...)
			data = data[1+n:]
			if n == 0 {
				return all
			}
		}
	}
	for {
		kind := data[0]
		data = data[1:]
		switch kind {
		case 0x21: // an extension
			label := data[0]
			data = data[1:]
			switch body := sub(); label {
			case 0xf9:
				s.disposals = append(s.disposals, body[0]>>2&7)
			case 0xff:
				s.loops = append(s.loops, int(binary.LittleEndian.Uint16(body[12:])))
			}
		case 0x2c: // an image
			flags := data[8]
			data = data[9:]
			if flags&0x80 != 0 {
				s.localTables++
				data = data[3*(2<<(flags&7)):]
			}
			data = data[1:] // the code size
			sub()
		case 0x3b:
			if len(data) > 0 {
				return s, fmt.Errorf("%d bytes after the end", len(data))
			}
			return s, nil
		default:
			return s, fmt.Errorf("a block of the unknown kind %#x", kind)
		}
	}
}
