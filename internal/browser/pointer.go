package browser

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
)

// A Spot is where something is in an element, as shares of its width and its
// height from the top left.
type Spot struct{ X, Y float64 }

// Drag presses the mouse at the first spot of the first element that fits a
// CSS selector, moves it on over the others, and lets go at the last. The
// element is scrolled into view as for Click.
func (p *Page) Drag(selector string, way ...Spot) {
	p.t.Helper()
	p.drag(selector, input.MouseButtonLeft, way)
}

// DragRight is Drag with the other button of the mouse.
func (p *Page) DragRight(selector string, way ...Spot) {
	p.t.Helper()
	p.drag(selector, input.MouseButtonRight, way)
}

func (p *Page) drag(selector string, button input.MouseButton, way []Spot) {
	p.t.Helper()
	held := map[input.MouseButton]int64{input.MouseButtonLeft: 1, input.MouseButtonRight: 2}[button]
	points := p.points(selector, way)
	mouse := func(kind input.DispatchMouseEventType, at Spot, buttons int64) {
		p.t.Helper()
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: button, Buttons: buttons, ClickCount: 1})
	}
	mouse(input.DispatchMouseEventTypeMousePressed, points[0], held)
	for _, at := range points[1:] {
		mouse(input.DispatchMouseEventTypeMouseMoved, at, held)
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, points[len(points)-1], 0)
}

// Touch is Drag with a finger.
func (p *Page) Touch(selector string, way ...Spot) {
	p.t.Helper()
	points := p.points(selector, way)
	touch := func(kind input.DispatchTouchEventType, at ...*input.TouchPoint) {
		p.t.Helper()
		call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, at...)})
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: points[0].X, Y: points[0].Y})
	for _, at := range points[1:] {
		touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: at.X, Y: at.Y})
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
}

// points are where spots of an element are in the tab, in CSS pixels.
func (p *Page) points(selector string, way []Spot) []Spot {
	p.t.Helper()
	if len(way) == 0 {
		p.t.Fatalf("%s: a drag leads nowhere", selector)
	}
	x, y := p.middle(selector) // scrolls
	var size Spot
	p.Eval(fmt.Sprintf(`(r => ({X: r.width, Y: r.height}))(document.querySelector(%q).getBoundingClientRect())`, selector), &size)
	out := make([]Spot, len(way))
	for i, s := range way {
		out[i] = Spot{x + (s.X-0.5)*size.X, y + (s.Y-0.5)*size.Y}
	}
	return out
}
