package browser

import "testing"

// A mouse, its other button and a finger are dragged over an element, wherever
// it is on the page.
func TestDrag(t *testing.T) {
	p := Open(t).Visit(t, data(`<!DOCTYPE html><div id="d" style="margin: 900px 40px; width: 200px; height: 100px; touch-action: none"></div><script>
let said = "";
for (const type of ["pointerdown", "pointermove", "pointerup"]) d.addEventListener(type, e => {
	const r = d.getBoundingClientRect();
	said += [e.pointerType, type.slice(7), Math.round(e.clientX - r.x), Math.round(e.clientY - r.y), e.buttons].join(" ") + ";";
});
</script>`))
	for _, c := range []struct {
		drag func(string, ...Spot)
		want string
	}{
		{p.Drag, "mouse down 20 10 1;mouse move 100 50 1;mouse up 100 50 0;"},
		{p.DragRight, "mouse down 20 10 2;mouse move 100 50 2;mouse up 100 50 0;"},
		{p.Touch, "touch down 20 10 1;touch move 100 50 1;touch up 100 50 0;"},
	} {
		p.Eval(`said = ""`, nil)
		c.drag("#d", Spot{0.1, 0.1}, Spot{0.5, 0.5})
		var said string
		p.Wait(`said.includes("up")`)
		if p.Eval(`said`, &said); said != c.want {
			t.Errorf("the page hears %q, want %q", said, c.want)
		}
	}
}
