package scenes

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield/theory"
	"flipbook/internal/detmath"
)

// HopfieldLadder climbs the capacities of all kinds of memories of N neurons,
// from Hebb's rule to the exponential energy, on one logarithmic axis.
type HopfieldLadder struct {
	Neurons int `help:"neurons of each network" default:"784" min:"50" max:"10000"`
}

// A ladderRung is what the film calls a rung of theory.Ladder: the key of its
// name, and its formula.
type ladderRung struct {
	key, formula string
	low          bool // it stands on a low stage, too
}

var ladderRungs = map[string]ladderRung{
	"Hebb, all exact":          {"hebb-all", `$N/(4\ln N)$`, true},
	"Hebb, most exact":         {"hebb-most", `$N/(2\ln N)$`, false},
	"Hebb, half the synapses":  {"hebb-half", "", false}, // a number times N
	"Hebb, signs only":         {"hebb-signs", "", false},
	"Hebb, a few bits wrong":   {"hebb-few", "", true},
	"Storkey":                  {"storkey", `$N/\sqrt{2\ln N}$`, true},
	"pseudo-inverse":           {"pseudo-inverse", `$N$`, true},
	"minimum probability flow": {"flow", `$N$`, false}, // or more,
	"perceptrons":              {"perceptrons", `$2N$`, true},
	"sparse, 1 % active":       {"sparse", `$N/(2a|\ln a|)$`, false},
	"dense, cubic":             {"cubic", `$N^2/(6\ln N)$`, true},
	"dense, quartic":           {"quartic", `$N^3/(30\ln N)$`, true},
	"exponential":              {"exponential", `$2^{N/2}$`, true},
}

// Film implements Scene.
func (s *HopfieldLadder) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	rungs, err := theory.Ladder(s.Neurons)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &ladder{telling: t, neurons: s.Neurons}
	for i, r := range rungs {
		if i > 0 && r.Log10 < rungs[i-1].Log10 {
			return nil, violation("%s holds less than %s, and comes after it", r.Name, rungs[i-1].Name)
		}
		d.add(r)
	}
	most := d.rows[len(d.rows)-1].log10
	t.know("neurons", s.Neurons, "least", d.number(d.of("hebb-all")), "few", d.number(d.of("hebb-few")),
		"perceptrons", d.number(d.of("perceptrons")), "most", d.number(most))
	if err := d.fit(); err != nil {
		return nil, err
	}

	key := func(key, rung string) film.Key {
		return film.Key{Frame: ladderGrow*(d.index(rung)+1) - 1, Caption: t.says(key)}
	}
	return t.film(story{
		part:   d.part(),
		frames: d.frames(),
		hold:   d.hold,
		keys:   []film.Key{key("key-hebb", "hebb-few"), key("key-weights", "perceptrons")},
		results: []film.Result{
			{Name: "log-least", Value: d.of("hebb-all"), Text: t.says("result-least")},
			{Name: "log-few", Value: d.of("hebb-few"), Text: t.says("result-few")},
			{Name: "log-most", Value: most, Text: t.says("result-most")},
		},
	})
}

// ladder is the scene at work.
type ladder struct {
	*telling
	neurons int
	rows    []ladderRow
}

type ladderRow struct {
	key, name, formula string
	log10              float64
	low                bool // see ladderRung
}

// add puts a rung below the others. Below Hebb's rule with a few bits wrong
// stands what is said of it in error.
func (d *ladder) add(r theory.Rung) {
	known := ladderRungs[r.Name]
	formula := known.formula
	if alpha, err := strconv.ParseFloat(strings.TrimSuffix(r.Formula, " N"), 64); err == nil && formula == "" {
		formula = d.Number(alpha, 3) + " $N$"
	}
	d.rows = append(d.rows, ladderRow{known.key, d.says(known.key), formula, r.Log10, known.low})
	if known.key == "hebb-few" {
		log10 := r.Log10 + detmath.Log(float64(d.neurons))/math.Ln10
		d.rows = append(d.rows, ladderRow{"wrong", d.says("wrong"), strings.Replace(formula, "$N$", "$N^2$", 1), log10, true})
	}
}

func (d *ladder) index(key string) int {
	return slices.IndexFunc(d.rows, func(r ladderRow) bool { return r.key == key })
}

// of is the logarithm of a capacity.
func (d *ladder) of(key string) float64 { return d.rows[d.index(key)].log10 }

// number writes a number of memories, given by its logarithm to base 10: whole
// memories up to a million, and powers of ten beyond.
func (d *ladder) number(log10 float64) string {
	if log10 < 6 {
		return d.Count(int(detmath.Exp(float64(log10*math.Ln10)) + 1e-6))
	}
	e := math.Floor(log10 + 1e-9)
	power := "$10^{" + strconv.Itoa(int(e)) + "}$"
	if m := d.Number(detmath.Exp(float64((log10-e)*math.Ln10)), 1); m != d.Number(1, 1) {
		return m + " · " + power
	}
	return power
}

func (d *ladder) now(frame int) string {
	i := min(frame/ladderGrow, len(d.rows)-1)
	switch {
	case i == len(d.rows)-1:
		return d.says("zoom", "name", d.rows[i].name, "formula", d.rows[i].formula)
	case d.rows[i].key == "wrong":
		return d.says("now-wrong")
	}
	return d.says("now", "name", d.rows[i].name, "formula", d.rows[i].formula)
}
