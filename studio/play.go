package studio

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"strconv"
	"strings"

	"flipbook/figure"
	"flipbook/montyhall"
	"flipbook/press"
	"flipbook/scenes"
)

// points is what hands must know that place points for a scene: its points, as
// its parameter takes them, what its chart shows, and what the search came to.
func (e *Engine) points(ctx context.Context, q url.Values) (Answer, error) {
	o, err := e.order(q)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	scene, ok := o.Scene.(interface {
		Plane(context.Context, figure.Stage) (scenes.Plane, error)
	})
	if !ok {
		return Answer{}, press.BadInput{Err: fmt.Errorf("nobody places points for %s", o.Name)}
	}
	on, err := o.Stage()
	if err != nil {
		return Answer{}, err
	}
	p, err := scene.Plane(ctx, on)
	if err != nil {
		return Answer{}, blame(ctx, err)
	}
	exact := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	lines := make([]string, len(p.Points))
	for i, at := range p.Points {
		lines[i] = exact(at.X[0]) + "," + exact(at.X[1]) + "," + strconv.Itoa(at.Y)
	}
	return jsonAnswer(struct {
		Points string       `json:"points"`
		X      [2]float64   `json:"x"`
		Y      [2]float64   `json:"y"`
		Wide   float64      `json:"wide"`
		Ends   [][2]float64 `json:"ends"`
		Found  bool         `json:"found"`
		Exists bool         `json:"exists"`
		Wrong  []int        `json:"wrong"`
		Says   string       `json:"says"`
	}{strings.Join(lines, ";"), p.X, p.Y, p.Wide, p.Ends, p.Found, p.Exists, p.Wrong, p.Says})
}

// game deals game number n of a seed to a player who picks a door, both from 0.
func (e *Engine) game(q url.Values) (Answer, error) {
	q = maps.Clone(q)
	n, err := whole(q, "n")
	if err != nil {
		return Answer{}, err
	}
	pick, err := whole(q, "pick")
	if err != nil {
		return Answer{}, err
	}
	player, err := e.player(q)
	if err != nil {
		return Answer{}, err
	}
	g, err := player.Deal(n, pick)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	stay, swtch := g.Wins()
	return jsonAnswer(struct {
		Opened []int `json:"opened"`
		Other  int   `json:"other"`
		Car    int   `json:"car"`
		Stay   bool  `json:"stay"`
		Switch bool  `json:"switch"`
	}{g.Opened, g.Switch, g.Car, stay, swtch})
}

// games is how often each strategy wins, of many simulated games.
func (e *Engine) games(ctx context.Context, q url.Values) (Answer, error) {
	player, err := e.player(q)
	if err != nil {
		return Answer{}, err
	}
	t, err := player.Simulate(ctx)
	if err != nil {
		return Answer{}, err
	}
	return jsonAnswer(struct {
		Games  int `json:"games"`
		Stay   int `json:"stay"`
		Switch int `json:"switch"`
	}{t.Games, t.Stay, t.Switch})
}

// A player is a scene whose game one can play oneself.
type player interface {
	Deal(n, pick int) (montyhall.Game, error)
	Simulate(ctx context.Context) (montyhall.Tally, error)
}

func (e *Engine) player(q url.Values) (player, error) {
	o, err := e.order(q)
	if err != nil {
		return nil, press.BadInput{Err: err}
	}
	p, ok := o.Scene.(player)
	if !ok {
		return nil, press.BadInput{Err: fmt.Errorf("nobody plays %s", o.Name)}
	}
	return p, nil
}

// whole takes a whole number, 0 or more, out of a question.
func whole(q url.Values, key string) (int, error) {
	text := q.Get(key)
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || len(q[key]) != 1 {
		return 0, press.BadInput{Err: fmt.Errorf("%s %.40q: want a whole number, 0 or more", key, text)}
	}
	q.Del(key)
	return n, nil
}

// blame makes an error that a question has brought about one of the question.
func blame(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	return press.BadInput{Err: err}
}
