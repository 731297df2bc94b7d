package encode

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"flipbook/raster"
)

// MP4Options may be nil, as may all that is in them be zero.
type MP4Options struct {
	// Levels is with how many levels of coverage the film is drawn. 0 means raster.Levels.
	Levels int

	// Memory is how many bytes of frames are kept between the pass that looks for a rate and the one that writes. A longer
	// film is drawn twice. 0 means 16 MB.
	Memory int

	// Title is what the film is called, Alt what a reader who cannot see it is told, and Made how it was made, each in one
	// line: the title, the description and the comment of the file's metadata. "" leaves it out.
	Title, Alt, Made string

	// FFmpeg is the program that compresses, by its name or path. "" means ffmpeg.
	FFmpeg string
}

// ErrNoFFmpeg says that there is no ffmpeg to write an MP4 with.
var ErrNoFFmpeg = errors.New("mp4 needs ffmpeg, which is not here; on Debian: sudo apt install ffmpeg; GIF, APNG and WebP need nothing")

// MP4 writes a film as H.264 in an MP4 that every browser and slide program plays, by means of ffmpeg: High profile, 4:2:0,
// in BT.709, with the index in front. A picture whose sides are odd is continued by a pixel at its right or bottom. The film
// runs at the lowest steady rate from 10 to 50 frames a second that meets all its moments to the millisecond, and at 50 if
// none does; every frame stands for at least one of them. Info.Frames counts those of the film, Info.Images those of the file.
//
// Nothing is written to w if ffmpeg fails or ctx ends. The bytes depend on the ffmpeg that is here, and on nothing else.
func MP4(ctx context.Context, w io.Writer, take Take, o *MP4Options) (Info, error) {
	var set MP4Options
	if o != nil {
		set = *o
	}
	if err := proper(set.Title, set.Alt, set.Made); err != nil {
		return Info{}, err
	}
	program, err := exec.LookPath(cmp.Or(set.FFmpeg, "ffmpeg"))
	if err != nil {
		return Info{}, ErrNoFFmpeg
	}
	var m metronome
	// What ffmpeg itself cannot compress it says itself.
	medium := medium{name: "an MP4", side: 1<<31 - 1, least: 1, most: math.MaxInt}
	levels := cmp.Or(set.Levels, raster.Levels)
	reel, err := survey(medium.fit(m.listen(take(levels))), levels, cmp.Or(set.Memory, keep), false)
	if err != nil {
		return Info{}, err
	}
	medium.second = m.rate()
	c := &clock{medium: medium}
	info := Info{Size: reel.size, Frames: reel.shots, Levels: levels}
	// The index is written last and belongs in front, for which ffmpeg needs a file.
	file, err := os.CreateTemp("", ".flipbook-*.mp4")
	if err != nil {
		return Info{}, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	cmd := exec.CommandContext(ctx, program, arguments(set, even(reel.size), medium.second, file.Name())...)
	if err := fed(ctx, cmd, func(in io.Writer) error { return project(in, c, reel) }); err != nil {
		return Info{}, err
	}
	info.Images, info.Duration = c.shown, c.time(c.shown)
	_, err = io.Copy(w, file)
	return info, err
}

// even is the size of the pictures of the file: those of 4:2:0 have even sides.
func even(size image.Point) image.Point { return image.Pt(size.X+size.X%2, size.Y+size.Y%2) }

// arguments are those with which ffmpeg reads pictures and writes a file. It is bit-exact: neither dates nor versions of
// ffmpeg are in it, and one thread divides the work in one way only. At this quality letters are crisp.
func arguments(o MP4Options, size image.Point, rate int, path string) []string {
	args := []string{
		"-v", "error", "-nostdin", "-y",
		"-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", fmt.Sprintf("%dx%d", size.X, size.Y), "-framerate", strconv.Itoa(rate), "-i", "pipe:0",
		"-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+bitexact,format=yuv420p",
		"-c:v", "libx264", "-profile:v", "high", "-preset", "medium", "-tune", "animation", "-crf", "17", "-threads", "1",
		"-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
		"-fflags", "+bitexact", "-flags:v", "+bitexact", "-bsf:v", "filter_units=remove_types=6", // 6: what x264 says of itself
	}
	for _, said := range [][2]string{{"title", o.Title}, {"description", o.Alt}, {"comment", o.Made}} {
		if said[1] != "" {
			args = append(args, "-metadata", said[0]+"="+said[1])
		}
	}
	return append(args, "-movflags", "+faststart", "-f", "mp4", path)
}

// project writes every picture to a file as often as it is shown.
func project(in io.Writer, c *clock, r *reel) error {
	screen := image.NewRGBA(image.Rectangle{Max: even(r.size)})
	for s, err := range c.sheets(r) {
		if err != nil {
			return err
		}
		s.delta.Draw(screen)
		continued(screen, r.size)
		for range s.delay {
			if _, err := in.Write(screen.Pix); err != nil {
				return err
			}
		}
	}
	return nil
}

// continued repeats the edge of a picture of a size up to the edge of the screen.
func continued(screen *image.RGBA, size image.Point) {
	if size.X < screen.Rect.Dx() {
		for y := range size.Y {
			i := screen.PixOffset(size.X, y)
			copy(screen.Pix[i:i+4], screen.Pix[i-4:])
		}
	}
	if size.Y < screen.Rect.Dy() {
		i := screen.PixOffset(0, size.Y)
		copy(screen.Pix[i:], screen.Pix[i-screen.Stride:i])
	}
}

// fed runs a command on what write writes.
func fed(ctx context.Context, cmd *exec.Cmd, write func(io.Writer) error) error {
	var said bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &said, time.Second // should a child of it live on
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("ffmpeg: %w", err)
	}
	wrong := write(in)
	if wrong != nil && !errors.Is(wrong, syscall.EPIPE) {
		cmd.Process.Kill() // it must not take what it has for the whole film
	}
	in.Close()
	failed := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case wrong != nil && !errors.Is(wrong, syscall.EPIPE):
		return wrong
	case failed != nil || wrong != nil:
		return fmt.Errorf("ffmpeg: %s", cmp.Or(lastLine(said.String()), fmt.Sprint(failed), "it takes no more pictures"))
	}
	return nil
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}
