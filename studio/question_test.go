package studio

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/kballard/go-shellquote"

	"flipbook/scenes"
)

// Whatever is asked, it is refused with a reason, or it is an order that can be
// carried out, whose command says the same again. Nothing is computed.
func FuzzQuestion(f *testing.F) {
	for _, s := range scenes.Catalogue() {
		f.Add("scene=" + s.Name)
	}
	for _, q := range []string{
		"", "scene=", "scene=monty-hall&trials=500&theme=dark&as=gif", "scene=monty-hall&trials=-1", "scene=monty-hall&trials=1e3", "scene=monty-hall&trials=1&trials=2",
		"scene=hopfield-recall&sigma=NaN", "scene=hopfield-recall&sigma=Inf", "scene=hopfield-recall&rule=hebb&seed=18446744073709551616",
		"scene=perceptron&delay=0s&data=0,0,-1%3B1,1,%2B1", "scene=perceptron&data=/etc/passwd", "scene=hopfield-draw&memories=%23%23.%0A.%23.", "scene=hopfield-draw&cue=..",
		"scene=monty-hall&size=800x500&scale=2&palette=cool%3D%23123456&poster=key&lang=de&title=%24x%24&label=games%3D%00&bare=true&fps=10&duration=6s&start-pause=1&hold=5s&loop=once&frames=0-3",
		"scene=monty-hall&width=8cm&dpi=300&columns=3&max-size=500kB&best=true&as=strip:svg", "scene=monty-hall&as=mp4", "scene=monty-hall&as=frames:pdf", "scene=monty-hall&%ff=%fe",
	} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		e := &Engine{Text: 2000}
		o, err := e.order(q)
		if err != nil {
			if len(err.Error()) == 0 || len(err.Error()) > 10_000 {
				t.Fatalf("%q is refused with %q", text, err)
			}
			return
		}
		if err := errors.Join(scenes.Check(o.Scene), o.Look.Check()); err != nil {
			t.Fatalf("%q is an order that cannot be carried out: %v", text, err)
		}
		args, err := shellquote.Split(o.Command())
		if err != nil {
			t.Fatalf("%q: the command %q: %v", text, o.Command(), err)
		}
		again := url.Values{"scene": {args[1]}}
		for _, arg := range args[2:] {
			flag, v, given := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
			if !given {
				v = "true"
			}
			again.Add(flag, v)
		}
		same, err := e.order(again)
		if err != nil || same.Command() != o.Command() {
			t.Fatalf("%q: the command %q is another one the next time: %q, %v", text, o.Command(), same.Command(), err)
		}
	})
}
