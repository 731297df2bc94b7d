package encode_test

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/browser"
	"flipbook/mnist"
	"flipbook/raster"
)

// A projection is a film as a page of its own.
type projection struct {
	film  *film.Film
	shots []film.Shot // without those that change nothing
	file  []byte
	info  encode.Info
	path  string
}

func projected(t *testing.T, f *film.Film, o encode.HTMLOptions) projection {
	t.Helper()
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		t.Fatal(err)
	}
	take := func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
	}
	p := projection{film: f, path: filepath.Join(t.TempDir(), "film.html")}
	for fr, err := range take(0) {
		if err != nil {
			t.Fatal(err)
		}
		if fr.Delta != nil {
			p.shots = append(p.shots, fr.Shot)
		}
	}
	var file bytes.Buffer
	if p.info, err = encode.HTML(&file, take, &o); err != nil {
		t.Fatal(err)
	}
	p.file = file.Bytes()
	if err := os.WriteFile(p.path, p.file, 0o666); err != nil {
		t.Fatal(err)
	}
	return p
}

func scene(t *testing.T, name string, theme figure.Theme) *film.Film {
	t.Helper()
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	f, err := entry(name).New().Film(context.Background(), figure.Stage{Theme: theme, Digits: digits})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func keysOf(f *film.Film) (keys []encode.HTMLKey) {
	for _, k := range f.Keys {
		keys = append(keys, encode.HTMLKey(k))
	}
	return keys
}

// bars is a film of n frames, each of which adds a bar and stands as long as
// holds say, over and over.
func bars(n int, holds ...time.Duration) *film.Film {
	return &film.Film{
		Size: image.Pt(320, 200), Len: n, Alt: "bars",
		Hold: func(i int) time.Duration { return holds[i%len(holds)] },
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: 320, Y: 200}}.Path())
		},
		Trail: func(c vg.Canvas, i int) {
			c.SetColor(color.RGBA{uint8(i * 20), 0, 90, 255})
			c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(10 * i)}, Max: vg.Point{X: vg.Length(10*i + 8), Y: vg.Length(20 + 5*i)}}.Path())
		},
	}
}

const (
	paused = `document.getElementById("film").dataset.state === "paused"`
	ready  = `!document.getElementById("screen").hidden`
)

func shown(i int) string {
	return fmt.Sprintf(`document.getElementById("film").dataset.frame === "%d"`, i)
}

// shows fails unless the canvas shows frame i of the page, to the pixel.
func (pr projection) shows(t *testing.T, p *browser.Page, i int) {
	t.Helper()
	p.Wait(shown(i))
	var got uint32
	p.Eval(fingerprint, &got)
	want, err := raster.Still(pr.film, pr.shots[i].Frame, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := fnv.New32a()
	_, _ = sum.Write(want.Pix)
	if got != sum.Sum32() {
		t.Fatalf("frame %d is another picture on the page", i)
	}
}

// fingerprint is the FNV-1a hash of what the canvas shows, as hash/fnv has it:
// a picture takes long to come out of a browser.
const fingerprint = `(canvas => {
	let sum = 2166136261;
	for (const byte of canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data) sum = Math.imul(sum ^ byte, 16777619);
	return sum >>> 0;
})(document.getElementById("screen"))`

// still is a page whose reader prefers less motion: it stands on its last
// frame. It may not complain, and asks for nothing but itself.
func (pr projection) still(t *testing.T, b *browser.Browser) *browser.Page {
	t.Helper()
	p := b.Blank(t)
	p.Prefer("prefers-reduced-motion", "reduce")
	p.Visit("file://" + pr.path)
	p.Wait(ready + " && " + paused)
	t.Cleanup(func() {
		if got := p.Console(); len(got) > 0 {
			t.Errorf("the page complains: %q", got)
		}
		if got := p.Requests(); len(got) != 1 {
			t.Errorf("the page asks for %q", got)
		}
	})
	return p
}

// Every frame of the films is the picture that was drawn, however it was
// reached: with keys, buttons, the scrubber or key frames.
func TestHTMLFrames(t *testing.T) {
	b := browser.Open(t)
	t.Run("steps", func(t *testing.T) {
		pr := projected(t, scene(t, "perceptron", figure.Light), encode.HTMLOptions{})
		p := pr.still(t, b)
		pr.shows(t, p, pr.info.Frames-1)
		p.Key("Home")
		for i := range pr.info.Frames {
			pr.shows(t, p, i)
			p.Key("ArrowRight")
		}
		p.Key("ArrowLeft")
		pr.shows(t, p, pr.info.Frames-2)
	})
	t.Run("scrubber", func(t *testing.T) {
		pr := projected(t, scene(t, "monty-hall", figure.Dark), encode.HTMLOptions{})
		p := pr.still(t, b)
		for _, i := range []int{50, 3, 98, 0, 99, 51} {
			p.Eval(fmt.Sprintf(`(s => { s.value = %d; s.dispatchEvent(new Event("input")) })(document.getElementById("scrub"))`, i), nil)
			pr.shows(t, p, i)
		}
		p.Key("Home")
		p.Click("#scrub") // in its middle
		p.Wait(shown(49) + " || " + shown(50))
		var middle int
		p.Eval(`+document.getElementById("film").dataset.frame`, &middle)
		p.Key("ArrowRight") // the page steps, and not the scrubber as well
		pr.shows(t, p, middle+1)
	})
	t.Run("buttons and key frames", func(t *testing.T) {
		f := scene(t, "hopfield-recall", figure.Print)
		pr := projected(t, f, encode.HTMLOptions{Keys: keysOf(f)})
		p := pr.still(t, b)
		for _, c := range []struct {
			button string
			frame  int
		}{{"#first", 0}, {"#forward", 1}, {"#forward", 2}, {"#back", 1}, {"#last", pr.info.Frames - 1}} {
			p.Click(c.button)
			pr.shows(t, p, c.frame)
		}
		for i, k := range f.Keys {
			at := 0
			for at+1 < len(pr.shots) && pr.shots[at+1].Frame <= k.Frame {
				at++
			}
			says := fmt.Sprintf(`document.getElementById("caption").textContent === %q && document.querySelector("[aria-current]").textContent === "%d"`, k.Caption, i+1)
			p.Key(fmt.Sprint(i + 1))
			pr.shows(t, p, at)
			p.Wait(says)
			p.Key("End")
			p.Click(fmt.Sprintf("[data-key='%d']", i))
			pr.shows(t, p, at)
			p.Wait(says)
		}
	})
}

// A photograph in many colours has no palette, and a long film is packed in
// several groups: any frame is found in any order.
func TestHTMLOfPhotographs(t *testing.T) {
	const n, wide, high = 7, 600, 400
	f := &film.Film{
		Size: image.Pt(wide, high), Len: n, Hold: film.Steady(20*time.Millisecond, n), Alt: "photographs",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.Black)
			c.Fill(vg.Rectangle{Max: vg.Point{X: wide, Y: high}}.Path())
		},
		Live: func(c vg.Canvas, i int) {
			m := image.NewRGBA(image.Rect(0, 0, wide, high))
			for j := range wide * high {
				x, y := j%wide, j/wide
				m.SetRGBA(x, y, color.RGBA{uint8(x + 3*i), uint8(y - i), uint8(x*y>>8 + i), 255})
			}
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: wide, Y: high}}, m)
		},
	}
	pr := projected(t, f, encode.HTMLOptions{})
	if groups := bytes.Count(pr.file, []byte(`id="frames-`)); groups != 2 {
		t.Fatalf("%d groups, want two of some 4 MB", groups)
	}
	if !pr.info.Exact || pr.info.Colors != 0 {
		t.Errorf("it is said to be %+v", pr.info)
	}
	p := pr.still(t, browser.Open(t))
	for _, i := range []int{6, 0, 5, 6, 1} {
		p.Eval(fmt.Sprintf(`(s => { s.value = %d; s.dispatchEvent(new Event("input")) })(document.getElementById("scrub"))`, i), nil)
		pr.shows(t, p, i)
	}
}

// byHand lets a test say when the screen is drawn next, and what time it is.
const byHand = `
window.requestAnimationFrame = f => { window.next = f; return 1 };
window.cancelAnimationFrame = () => { window.next = null };
window.now = 1000;
window.pass = ms => { // in steps of at most 10 ms
	for (; ms > 0 && next; ms -= 10) { now += Math.min(ms, 10); const f = next; next = null; f(now) }
}`

// played is a page that plays at the pace of the test: pass(ms) lets time pass.
func (pr projection) played(t *testing.T, b *browser.Browser) *browser.Page {
	t.Helper()
	p := b.Blank(t)
	p.Before(byHand)
	p.Visit("file://" + pr.path)
	p.Wait(ready + " && !(" + paused + ")")
	p.Eval(`next(now)`, nil) // its clock starts
	return p
}

// Each frame stands exactly as long as the film says, times the speed; at the
// end the film begins anew or stops, as its reader likes.
func TestHTMLTime(t *testing.T) {
	b := browser.Open(t)
	holds := []time.Duration{40 * time.Millisecond, 133 * time.Millisecond, 20 * time.Millisecond, 300 * time.Millisecond}
	pr := projected(t, bars(12, holds...), encode.HTMLOptions{})
	moments := make([]float64, 0, 12) // when frames end, in ms
	at := 0.0
	for _, s := range pr.shots {
		at += float64(s.Hold) / 1e6
		moments = append(moments, at)
	}
	for _, speed := range []string{"1", "0.25", "4"} {
		p := pr.played(t, b)
		var factor float64
		p.Eval(fmt.Sprintf(`document.getElementById("speed").value = %q, %s`, speed, speed), &factor)
		passed := 0.0
		for i, end := range moments[:len(moments)-1] {
			before := (end - 0.2) / factor
			p.Eval(fmt.Sprintf(`pass(%v)`, before-passed), nil)
			p.Wait(shown(i))
			p.Eval(`pass(0.4 / `+speed+`)`, nil)
			p.Wait(shown(i + 1))
			passed = before + 0.4/factor
		}
		p.Eval(fmt.Sprintf(`pass(%v)`, (at+1)/factor-passed), nil)
		p.Wait(shown(0) + " && !(" + paused + ")") // anew
		p.Key("l")
		p.Eval(fmt.Sprintf(`pass(%v)`, (at+10)/factor), nil)
		p.Wait(shown(11) + " && " + paused)
		p.Key("k") // from the start
		p.Wait(shown(0) + " && !(" + paused + ")")
	}
}

// Keys and clicks play and pause, and change the speed; to look for a frame
// pauses. A film that is played once stops by itself.
func TestHTMLPlay(t *testing.T) {
	b := browser.Open(t)
	pr := projected(t, bars(10, 20*time.Millisecond), encode.HTMLOptions{Loop: encode.Once})
	p := b.Visit(t, "file://"+pr.path)
	p.Wait(shown(9) + " && " + paused) // by the clock of the machine
	pr.shows(t, p, 9)

	p = pr.played(t, b)
	for _, press := range []func(){
		func() { p.Key(" ") }, func() { p.Key("k") }, func() { p.Click("#play") }, func() { p.Key(" ") }, // the button has the focus now
		func() { p.Click("#screen") },
	} {
		press()
		p.Wait(paused)
		press()
		p.Wait("!(" + paused + ")")
	}
	for _, look := range []string{"ArrowRight", "ArrowLeft", "Home", "End"} {
		p.Key(look)
		p.Wait(paused)
		p.Click("#play")
		p.Wait("!(" + paused + ")")
	}
	for _, c := range []struct{ key, speed string }{
		{"+", "2"}, {">", "4"}, {"=", "4"}, {"-", "2"}, {"<", "1"}, {"-", "0.5"}, {"-", "0.25"}, {"-", "0.25"},
	} {
		p.Key(c.key)
		p.Wait(fmt.Sprintf(`document.getElementById("speed").value === %q`, c.speed))
	}
}
