package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Download presses Enter on the first link that fits a CSS selector, waits for
// the file that this saves, and returns its name and content. It takes keys
// because they hit links that a page moves.
func (p *Page) Download(selector string) (name string, data []byte) {
	p.t.Helper()
	dir := p.t.TempDir()
	call(p, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID, DownloadPath: dir,
	})
	p.Eval(fmt.Sprintf("document.querySelector(%q).focus()", selector), nil)
	p.Key("Enter")
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		files, err := os.ReadDir(dir)
		if err != nil {
			p.t.Fatal(err)
		}
		if len(files) != 1 || strings.HasSuffix(files[0].Name(), ".crdownload") { // which becomes the file
			continue
		}
		name = files[0].Name()
		if data, err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			p.t.Fatal(err)
		}
		return name, data
	}
	p.t.Fatalf("in %v a click on %s saves nothing", patience, selector)
	return "", nil
}
