package encode_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"flipbook/encode"
	"flipbook/internal/browser"
)

// served is the address of a page from which files can be asked for by their names.
func served(t *testing.T, files map[string][]byte) string {
	files["index.html"] = []byte(`<!DOCTYPE html><link rel="icon" href="data:,"><title>films</title>`)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[1:]
		if name == "" {
			name = "index.html"
		}
		// In parts as well: whoever looks for a moment of a video asks for a part.
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(files[name]))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// decode draws every frame of an animated image on a canvas, and tells of each the SHA-256 of its RGBA and its
// microseconds.
const decode = `(async () => {
	const d = new ImageDecoder({data: (await fetch("/film")).body, type: "image/%KIND%"});
	await d.completed;
	const {frameCount, repetitionCount} = d.tracks.selectedTrack, frames = [];
	for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
		const {image} = await d.decode({frameIndex});
		const c = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext("2d", {willReadFrequently: true});
		c.drawImage(image, 0, 0);
		const sum = await crypto.subtle.digest("SHA-256", c.getImageData(0, 0, c.canvas.width, c.canvas.height).data);
		frames.push({sum: Array.from(new Uint8Array(sum), b => b.toString(16).padStart(2, "0")).join(""), duration: image.duration});
		image.close();
	}
	return {forever: repetitionCount === Infinity, again: repetitionCount === Infinity ? 0 : repetitionCount, frames};
})()`

// in looks at an animated image in a browser.
func (p print) in(t *testing.T, b *browser.Browser, kind string, loop encode.Loop) {
	t.Run("Chromium", func(t *testing.T) {
		page := b.Visit(t, served(t, map[string][]byte{"film": p.file}))
		var seen struct {
			Forever bool
			Again   int
			Frames  []struct {
				Sum      string
				Duration int64 // in microseconds
			}
		}
		page.Eval(strings.ReplaceAll(decode, "%KIND%", kind), &seen)
		if len(seen.Frames) != len(p.frames) {
			t.Fatalf("%d frames, want %d", len(seen.Frames), len(p.frames))
		}
		if seen.Forever != (loop == encode.Forever) || seen.Again != 0 {
			t.Errorf("it is played for ever: %v, or again %d times; want for ever: %v", seen.Forever, seen.Again, loop == encode.Forever)
		}
		screen := image.NewRGBA(p.frames[0].Delta.Rect)
		for i, f := range seen.Frames {
			p.frames[i].Delta.Draw(screen)
			if sum := sha256.Sum256(screen.Pix); f.Sum != hex.EncodeToString(sum[:]) {
				t.Errorf("frame %d is another picture", i)
			}
			if d := time.Duration(f.Duration) * time.Microsecond; d != p.delays[i] {
				t.Errorf("frame %d stands for %v, want %v", i, d, p.delays[i])
			}
		}
	})
}
