//go:build !js

package studio

import (
	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// A pageScene is what a page must know of a scene.
type pageScene struct {
	Name    string           `json:"name"`
	Title   string           `json:"title"`
	Summary string           `json:"summary"`
	Group   string           `json:"group"`
	About   scenes.About     `json:"about"`
	Params  []scenes.Param   `json:"params"`
	Labels  []figure.Message `json:"labels"`
}

// catalogue is what pages must know of some scenes, and of all: a file, so that
// the engine for browsers does without it.
func catalogue(some []scenes.Entry) ([]byte, error) {
	var all struct {
		Version   string      `json:"version"`
		Scenes    []pageScene `json:"scenes"`
		Kinds     []string    `json:"kinds"`
		Themes    []string    `json:"themes"`
		Languages []string    `json:"languages"`
	}
	all.Version, all.Languages = press.Version, figure.Languages()
	for _, s := range some {
		all.Scenes = append(all.Scenes, pageScene{s.Name, s.Title, s.Summary, s.Group, s.About(), scenes.Params(s.New()), scenes.Messages(s.New())})
	}
	for _, w := range Kinds() {
		all.Kinds = append(all.Kinds, w.String())
	}
	for _, t := range figure.Themes() {
		all.Themes = append(all.Themes, t.Name)
	}
	a, err := jsonAnswer(all)
	return a.Data, err
}
