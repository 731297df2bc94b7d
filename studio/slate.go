package studio

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/mnist"
	"flipbook/press"
	"flipbook/scenes"
)

// rows is a drawing as a page writes it: rows of #, . and ?, with semicolons
// between them.
func rows(d drawings.Drawing) string {
	return strings.TrimSuffix(strings.ReplaceAll(d.String(), "\n", ";"), ";")
}

// slate is what hands must know that draw for a scene: the drawings that the
// question means, though it may not say them.
func (e *Engine) slate(q url.Values) (Answer, error) {
	o, err := e.order(q)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	scene, ok := o.Scene.(interface {
		Slate(figure.Digits) (scenes.Slate, error)
	})
	if !ok {
		return Answer{}, press.BadInput{Err: fmt.Errorf("nobody draws for %s", o.Name)}
	}
	s, err := scene.Slate(e.Digits)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	out := struct {
		Cols     int      `json:"cols"`
		Rows     int      `json:"rows"`
		Memories []string `json:"memories"`
		Cue      string   `json:"cue"`
		Room     int      `json:"room"`
	}{s.Cue.Cols, s.Cue.Rows, make([]string, len(s.Memories)), rows(s.Cue), s.Room}
	for i, d := range s.Memories {
		out.Memories[i] = rows(d)
	}
	return jsonAnswer(out)
}

// recalled is what the network of a question starts from, what it ends in, and
// how many pixels of both are wrong: a film of two frames, as quick as a hand.
func (e *Engine) recalled(ctx context.Context, q url.Values) (Answer, error) {
	o, err := e.order(q)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	scene, ok := o.Scene.(*scenes.HopfieldRecall)
	if !ok {
		return Answer{}, press.BadInput{Err: fmt.Errorf("nothing is recalled by %s alone", o.Name)}
	}
	m, err := learned(e, scene.Lesson(), func() (*scenes.RecallMemory, error) { return scene.Learn(ctx, e.Digits) })
	if err != nil {
		return Answer{}, blame(ctx, err)
	}
	r, err := scene.Recalled(ctx, m)
	if err != nil {
		return Answer{}, blame(ctx, err)
	}
	return jsonAnswer(struct {
		Start  string `json:"start"`
		End    string `json:"end"`
		Before int    `json:"before"`
		After  int    `json:"after"`
	}{rows(r.Start), rows(r.End), r.WrongBefore, r.WrongAfter})
}

// attended is what a memory of all digits makes of a query, erased to 0 and
// erased to −1: the end of a film, as quick as a hand.
func (e *Engine) attended(ctx context.Context, q url.Values) (Answer, error) {
	o, err := e.order(q)
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	scene, ok := o.Scene.(*scenes.HopfieldAttention)
	if !ok {
		return Answer{}, press.BadInput{Err: fmt.Errorf("%s attends to nothing", o.Name)}
	}
	m, err := learned(e, scene.Lesson(), func() (*scenes.AttentionMemory, error) { return scene.Learn(ctx, e.Digits) })
	if err != nil {
		return Answer{}, blame(ctx, err)
	}
	both, err := scene.Attended(ctx, e.Digits, m)
	if err != nil {
		return Answer{}, blame(ctx, err)
	}
	var out [len(both)]attended
	for k, a := range both {
		out[k] = attended{Query: rows(a.Query), Best: []attention{}, Answer: make([]byte, len(a.Answer)), Wrong: a.Wrong}
		for _, d := range a.Best {
			out[k].Best = append(out[k].Best, attention{rows(d.Digit), d.Label, d.Asked, d.Weight})
		}
		for i, v := range a.Answer {
			out[k].Answer[i] = byte(min(max(math.Round(127.5*(v+1)), 0), 255))
		}
	}
	return jsonAnswer(out)
}

// What comes of one question that is asked of a memory.
type attended struct {
	Query  string      `json:"query"`
	Best   []attention `json:"best"`
	Answer []byte      `json:"answer"` // of each pixel, from 0, paper, to 255, ink; in base64
	Wrong  int         `json:"wrong"`
}

// An attention is the share of all weight that a digit has.
type attention struct {
	Digit  string  `json:"digit"`
	Label  int     `json:"label"`
	Asked  bool    `json:"asked"`
	Weight float64 `json:"weight"`
}

// A picture is one of ours, as large as a page wants it.
type picture struct {
	Group   string `json:"group"`
	Name    string `json:"name"`
	Drawing string `json:"drawing"`
}

// drawings are our pictures that there is room for on so many cols and rows.
func (e *Engine) drawings(q url.Values) (Answer, error) {
	var wide, high int
	if err := numbers(q, map[string]*int{"cols": &wide, "rows": &high}, 1, drawings.MaxSide); err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	out := []picture{}
	add := func(group, name string, d drawings.Drawing) {
		if d, ok := d.On(wide, high); ok {
			out = append(out, picture{group, name, rows(d)})
		}
	}
	for r := 'A'; r <= 'Z'; r++ {
		d, _ := drawings.Letter(r)
		add("Letters", string(r), d)
	}
	const ink = 120 // above which a pixel of a digit is ink, as scenes have it
	for n := range mnist.Classes {
		if e.Digits == nil {
			break
		}
		_, img, err := e.Digits.Nth(n, 0)
		if err != nil {
			return Answer{}, err
		}
		size := img.Rect.Size()
		add("Digits", strconv.Itoa(n), drawings.Drawing{Cols: size.X, Rows: size.Y, States: mnist.Binarize(img, ink)})
	}
	for _, group := range []struct {
		name  string
		of    []drawings.Drawing
		names []string
	}{
		{"Signs", drawings.Signs(), []string{"house", "tree", "heart", "key", "anchor"}},
		{"Things", drawings.Things(), []string{"apple", "tomato", "pear", "cup", "umbrella"}},
		{"Faces", drawings.Family(), []string{"father", "mother", "grandmother", "son", "daughter"}},
	} {
		for i, d := range group.of {
			add(group.name, group.names[i], d)
		}
	}
	return jsonAnswer(out)
}

// noise is a drawing of which a share of the cells, in percent, has flipped.
func (e *Engine) noise(q url.Values) (Answer, error) {
	var percent, seed int
	d, err := drawings.Parse(q.Get("drawing"))
	if err == nil {
		err = numbers(q, map[string]*int{"percent": &percent, "seed": &seed}, 0, 1<<31-1, "drawing")
	}
	if err == nil && percent > 100 {
		err = fmt.Errorf("percent %d: want 0 to 100", percent)
	}
	if err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	if err := d.Known(); err != nil {
		return Answer{}, press.BadInput{Err: err}
	}
	n := len(d.States)
	d.States, err = hopfield.FlippedExactly(rand.New(rand.NewPCG(uint64(seed), 0)), d.States, (n*percent+50)/100)
	if err != nil {
		return Answer{}, err
	}
	return jsonAnswer(struct {
		Drawing string `json:"drawing"`
	}{rows(d)})
}

// numbers reads all numbers of a question, which has no other keys but those
// besides.
func numbers(q url.Values, into map[string]*int, least, most int, besides ...string) error {
	for key, values := range q {
		if into[key] == nil && !slices.Contains(besides, key) || len(values) != 1 {
			return fmt.Errorf("%.40q is not asked for, or more than once", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(into)) { // of two mistakes always the same is told
		n, err := strconv.Atoi(q.Get(key))
		if err != nil || n < least || n > most {
			return fmt.Errorf("%s %.40q: want a whole number, %d to %d", key, q.Get(key), least, most)
		}
		*into[key] = n
	}
	return nil
}
