package perceptron

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadCSV(t *testing.T) {
	want := []Point{{[]float64{0.5, -2}, +1}, {[]float64{1e-6, 1e9}, -1}}
	for _, in := range []string{
		"0.5,-2,1\n1e-6,1e9,-1\n",
		"0.5,-2,+1\n1e-6,1e9,-1",
		"x,y,label\n0.5,-2,1\n1e-6,1e9,-1\n",
		"# mine\n\n X , Y , Label \r\n 0.5 ,\t-2 , +1 \r\n  \n  # more\n1e-6,1e9,-1\n",
		"\ufeff\"x\",\"y\",\"label\"\n0.5,-2,\"1\"\n\"1e-6\",1e9,-1\n",
	} {
		got, err := ReadCSV(strings.NewReader(in), "t")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %v", in, got, err)
		}
	}
}

func TestReadCSVRefuses(t *testing.T) {
	many := strings.Repeat("1,2,1\n", MaxPoints)
	if p, err := ReadCSV(strings.NewReader(many), "p.csv"); len(p) != MaxPoints || err != nil {
		t.Fatalf("%d points, %v", len(p), err)
	}
	for _, c := range []struct{ in, want string }{
		{"", "p.csv:1:1: no points: want lines x,y,label such as 0.5,-0.2,+1"},
		{"x,y,label\n\n# none\n", "p.csv:3:1: no points: want lines x,y,label such as 0.5,-0.2,+1"},
		{"1,2\n", "p.csv:1:3: 2 of 3 fields: want x,y,label"},
		{"hello\n", "p.csv:1:1: 1 of 3 fields: want x,y,label"},
		{"1,2,1, 9\n", "p.csv:1:8: 4 fields: want 3: x,y,label"},
		{"1,2,1\n3, two,1\n", `p.csv:2:4: y is "two": want a number`},
		{"héé,1,1\n", `p.csv:1:1: x is "héé": want a number`},
		{"1,héé,é\n", `p.csv:1:3: y is "héé": want a number`},
		{"1,é,1\n", `p.csv:1:3: y is "é": want a number`},
		{",2,1\n", `p.csv:1:1: x is "": want a number`},
		{"nan,2,1\n", "p.csv:1:1: x is NaN: want a number"},
		{"1,-Inf,1\n", `p.csv:1:3: y is "-Inf": want a number from -1e9 to 1e9`},
		{"1,1e999,1\n", `p.csv:1:3: y is "1e999": want a number from -1e9 to 1e9`},
		{"1.1e9,0,1\n", `p.csv:1:1: x is "1.1e9": want a number from -1e9 to 1e9`},
		{"1,2,0\n", `p.csv:1:5: label is "0": want -1 or +1`},
		{"1,2,yes\n", `p.csv:1:5: label is "yes": want -1 or +1`},
		{"1,2,\n", `p.csv:1:5: label is "": want -1 or +1`},
		{"x,y,label\nx,y,label\n", `p.csv:2:1: x is "x": want a number`},
		{"1,2,1\nx,y,label\n", `p.csv:2:1: x is "x": want a number`},
		{"abcdefghijklmnopqrstuvwxyz,2,1\n", `p.csv:1:1: x is "abcdefghijklmnopqrstuvwx…": want a number`},
		{"1;2;1\n", "p.csv:1:1: 1 of 3 fields: want x,y,label"},
		{"\x00\xff,2,1\n", `p.csv:1:1: x is "\x00\xff": want a number`},
		{many + "\n1,2,1\n", "p.csv:10002:1: too many points: want at most 10000"},
		{"1,2,1\n" + strings.Repeat("9", 70_000), "p.csv:2:1: line is longer than 65536 bytes: want x,y,label"},
	} {
		if p, err := ReadCSV(strings.NewReader(c.in), "p.csv"); p != nil || err == nil || err.Error() != c.want {
			t.Errorf("%.40q\ngot  %v\nwant %s", c.in, err, c.want)
		}
	}
}

func TestReadCSVReportsItsReader(t *testing.T) {
	broken := errors.New("disk on fire")
	_, err := ReadCSV(iotest.ErrReader(broken), "p.csv")
	if !errors.Is(err, broken) || err.Error() != "p.csv: disk on fire" {
		t.Errorf("got %v", err)
	}
}

// Whatever comes in: points that can be trained on and written back, or one line.
func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{
		"", "x,y,label\n1,2,1\n", "1,2,-1\r\n# no\r\n\r\n3,4,+1", "1,2", "1,2,3,4", "nan,0,1", "1,inf,1",
		"\ufeff\"1\",\"2\",\"1\"", " , , ", "\"", "1e309,0x1p3,1", "−1,2,1", "\xff\xfe",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		points, err := ReadCSV(bytes.NewReader(in), "f")
		if err != nil {
			if points != nil || !strings.HasPrefix(err.Error(), "f:") || strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("%d points, error %q", len(points), err)
			}
			return
		}
		if err := validate(context.Background(), points); err != nil || len(points) > MaxPoints {
			t.Fatalf("%d points: %v", len(points), err)
		}
		var out strings.Builder
		for _, p := range points {
			if len(p.X) != 2 {
				t.Fatalf("%d coordinates", len(p.X))
			}
			fmt.Fprintf(&out, "%v,%v,%+d\n", p.X[0], p.X[1], p.Y)
		}
		again, err := ReadCSV(strings.NewReader(out.String()), "f")
		if err != nil || len(again) != len(points) {
			t.Fatalf("read back: %v", err)
		}
		for i, p := range points {
			for j, x := range p.X {
				if math.Float64bits(x) != math.Float64bits(again[i].X[j]) {
					t.Fatalf("%v came back as %v", p, again[i])
				}
			}
		}
	})
}
