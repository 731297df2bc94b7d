//go:build js

package main

import (
	"errors"
	"fmt"
	"image"
	"sync"
	"syscall/js"

	"flipbook/mnist"
)

// digits are the handwritten digits that lie beside the engine, fetched when a
// scene first asks for one.
type digits struct {
	mu  sync.Mutex
	set *mnist.Set // nil: not fetched yet
}

func (d *digits) fetched() (*mnist.Set, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.set != nil {
		return d.set, nil
	}
	images, err := fetch("digits/train-images-idx3-ubyte.gz")
	if err != nil {
		return nil, err
	}
	labels, err := fetch("digits/train-labels-idx1-ubyte.gz")
	if err != nil {
		return nil, err
	}
	d.set, err = mnist.Read("the digits of this page", images, labels)
	return d.set, err
}

func (d *digits) Nth(label, n int) (int, *image.Gray, error) {
	set, err := d.fetched()
	if err != nil {
		return 0, nil, err
	}
	return set.Nth(label, n)
}

func (d *digits) Image(i int) (*image.Gray, error) {
	set, err := d.fetched()
	if err != nil {
		return nil, err
	}
	return set.Image(i)
}

// Label and Len tell nothing of digits that cannot be fetched: Image and Nth
// say why.
func (d *digits) Label(i int) uint8 {
	set, err := d.fetched()
	if err != nil {
		return 0
	}
	return set.Label(i)
}

func (d *digits) Len() int {
	set, err := d.fetched()
	if err != nil {
		return 0
	}
	return set.Len()
}

// fetch is a file of the site.
func fetch(path string) ([]byte, error) {
	missing := fmt.Errorf("the digits cannot be loaded: %s is missing or out of reach", path)
	answer, err := await(js.Global().Call("fetch", path))
	if err != nil || !answer.Get("ok").Bool() {
		return nil, missing
	}
	buffer, err := await(answer.Call("arrayBuffer"))
	if err != nil {
		return nil, missing
	}
	data := js.Global().Get("Uint8Array").New(buffer)
	out := make([]byte, data.Length())
	js.CopyBytesToGo(out, data)
	return out, nil
}

// await waits for what a promise comes to.
func await(promise js.Value) (js.Value, error) {
	kept, broken := make(chan js.Value, 1), make(chan error, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any {
		kept <- args[0]
		return nil
	})
	defer then.Release()
	catch := js.FuncOf(func(_ js.Value, args []js.Value) any {
		broken <- errors.New(args[0].Call("toString").String())
		return nil
	})
	defer catch.Release()
	promise.Call("then", then, catch)
	select {
	case v := <-kept:
		return v, nil
	case err := <-broken:
		return js.Undefined(), err
	}
}
