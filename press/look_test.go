package press_test

import (
	"testing"

	"github.com/dustin/go-humanize"
	"pgregory.net/rapid"

	"flipbook/press"
)

// Sizes of files are read as others read them, decimal and binary.
func TestBytes(t *testing.T) {
	for text, want := range map[string]press.Bytes{
		"1": 1, "500kB": 500_000, "2MB": 2_000_000, "1.5 MiB": 1_572_864, "1,000,000": 1_000_000, "3k": 3000, "7b": 7, "2gi": 2 << 30, ".5kb": 500, "9EB": 9e18,
	} {
		var got press.Bytes
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "kB", "0", "0.9", "-1kB", "1ib", "1e3", "1 2kB", "2MBB", "10EB", "1.2.3", "NaN"} {
		var got press.Bytes
		if err := got.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is %d", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{0,4}[.,]?[0-9]{0,4} {0,2}[kKmMgGtTpPeE]?[iI]?[bB]?`).Draw(t, "text")
		var got press.Bytes
		err := got.UnmarshalText([]byte(text))
		n, bad := humanize.ParseBytes(text)
		if wants := bad == nil && n >= 1 && n < 1<<63; wants != (err == nil) || wants && got != press.Bytes(n) {
			t.Fatalf("%q is %d, %v, want %d, %v", text, got, err, n, bad)
		}
	})
}
