package scenes

import (
	"context"
	"image"

	"flipbook/figure"
)

// digitsInTurn are images with the labels, each the nth of its label at first
// and the next one where the label comes again. The error names the scene if it
// has no digits.
func digitsInTurn(ctx context.Context, digits figure.Digits, scene string, labels []int, nth int) ([]*image.Gray, error) {
	if err := needDigits(digits, scene); err != nil {
		return nil, err
	}
	var out []*image.Gray
	used := make(map[int]int)
	for _, label := range labels {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, img, err := digits.Nth(label, nth+used[label])
		if err != nil {
			return nil, err
		}
		used[label]++
		out = append(out, img)
	}
	return out, nil
}
