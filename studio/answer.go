package studio

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/url"

	"flipbook/press"
	"flipbook/scenes"
)

// An Answer is what a page gets.
type Answer struct {
	Name string // of a file to be saved; empty: it is for the page
	Type string // of Data
	Data []byte
}

// Answer answers a question: "film" is a film to be played with its values and
// the command that makes it, "poster" a small picture of a scene, and "file"
// what is asked for by "as". For hands that draw, "slate" is the drawings that
// a question means, "recalled" and "attended" what a network makes of one,
// "drawings" are ours, and "noise" flips cells of one; for hands that place
// points, "points" are those of a question; for a player, "game" deals a game,
// and "games" are simulated ones. Both hosts of the engine ask by it alone.
func (e *Engine) Answer(ctx context.Context, op string, q url.Values) (Answer, error) {
	switch op {
	case "film":
		return e.film(ctx, q)
	case "poster":
		return e.poster(ctx, q)
	case "file":
		f, err := e.File(ctx, q)
		return Answer{f.Name, f.Type, f.Data}, err
	case "slate":
		return e.slate(q)
	case "recalled":
		return e.recalled(ctx, q)
	case "attended":
		return e.attended(ctx, q)
	case "drawings":
		return e.drawings(q)
	case "noise":
		return e.noise(q)
	case "points":
		return e.points(ctx, q)
	case "game":
		return e.game(q)
	case "games":
		return e.games(ctx, q)
	}
	return Answer{}, press.BadInput{Err: fmt.Errorf("nothing is called %.40q: want film, poster, file, slate, recalled, attended, drawings, noise, points, game or games", op)}
}

// film is the page that plays a film, which a page of ours takes apart.
func (e *Engine) film(ctx context.Context, q url.Values) (Answer, error) {
	if q.Has("as") {
		return Answer{}, press.BadInput{Err: fmt.Errorf("a film is played, not written: ask for a file")}
	}
	html := url.Values{"as": {"html"}}
	for key, values := range q {
		html[key] = values
	}
	o, err := e.order(html)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	page, r, err := e.make(ctx, o)
	if err != nil {
		return Answer{}, err
	}
	scale := 1.0
	if o.Look.Scale != nil {
		scale = *o.Look.Scale
	}
	made := r.Files[0]
	pixels := made.Frames * made.Width * made.Height
	return jsonAnswer(struct {
		Page    string   `json:"page"`
		Says    []string `json:"says"`
		Command string   `json:"command"`
		Digits  bool     `json:"digits"` // it shows some: the command needs those of the page
		Finest  float64  `json:"finest"` // the scale at which it has all the pixels that a film may have
	}{string(page), r.Says, o.Command(), r.Digits, scale * math.Sqrt(float64(o.Pixels)/float64(pixels))})
}

// poster is the end of a scene's film, quickly made.
func (e *Engine) poster(ctx context.Context, q url.Values) (Answer, error) {
	o, err := e.order(q)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	scenes.Quick(o.Scene)
	o.Outputs[0].Wanted = press.Wanted{Kind: press.Still, Format: press.PNG}
	png, _, err := e.make(ctx, o)
	return Answer{"", types[press.PNG], png}, err
}

func jsonAnswer(v any) (Answer, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return Answer{"", "application/json", out.Bytes()}, err
}
