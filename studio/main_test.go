package studio

import (
	"testing"

	"flipbook/internal/browser"
)

func TestMain(m *testing.M) { browser.Run(m) }
