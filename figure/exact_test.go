package figure

import "testing"

func TestExact(t *testing.T) {
	de, err := localeOf("de")
	if err != nil {
		t.Fatal(err)
	}
	for v, want := range map[float64]string{20: "20", .05: "0,05", 2.125: "2,125", 1234: "1.234", -1.5: "−1,5", 1. / 3: "0,333333", 1e-9: "0", .1 + .2: "0,3"} {
		if got := de.Exact(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}
