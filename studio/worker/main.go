//go:build js

// Worker is the engine of the studio in a Web Worker: it answers the questions
// that the page posts, with nothing but what was compiled into it.
package main

import (
	"context"
	"net/url"
	"strings"
	"syscall/js"

	"flipbook/mnist"
	"flipbook/studio"
)

func main() {
	digits, err := mnist.Sample()
	if err != nil {
		panic(err) // it is linked in
	}
	engine := &studio.Engine{Digits: digits}
	self := js.Global()
	self.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		asked := args[0].Get("data")
		go answer(engine, self, asked.Get("id"), asked.Get("op").String(), asked.Get("query").String())
		return nil
	}))
	self.Call("postMessage", map[string]any{"ready": true})
	select {}
}

// answer answers one question, under the number with which it was asked.
func answer(e *studio.Engine, self, id js.Value, op, query string) {
	reply := map[string]any{"id": id}
	q, err := url.ParseQuery(query)
	if err == nil {
		var a studio.Answer
		if a, err = e.Answer(context.Background(), op, q); err == nil {
			data := self.Get("Uint8Array").New(len(a.Data))
			js.CopyBytesToJS(data, a.Data)
			reply["name"], reply["type"], reply["data"] = a.Name, a.Type, data
		}
	}
	if err != nil {
		reply["error"] = strings.Join(strings.Fields(err.Error()), " ")
	}
	self.Call("postMessage", reply)
}
