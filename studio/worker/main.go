//go:build js

// Worker is the engine of the studio in a Web Worker: it answers the questions
// that the page posts, with what was compiled into it and, if a scene asks for
// digits, the files beside it.
package main

import (
	"context"
	"net/url"
	"strings"
	"syscall/js"
	"time"

	"flipbook/studio"
)

func main() {
	engine := &studio.Engine{Digits: &digits{}}
	self := js.Global()
	self.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		asked := args[0].Get("data")
		go answer(engine, self, asked.Get("id"), asked.Get("op").String(), asked.Get("query").String())
		return nil
	}))
	self.Call("postMessage", map[string]any{"ready": true})
	select {}
}

// answer answers one question, under the number with which it was asked. The
// page asks the next when it has the answer.
func answer(e *studio.Engine, self, id js.Value, op, query string) {
	const often = 50 * time.Millisecond
	var told time.Time
	e.Progress = func(_ string, done, total int) {
		if now := time.Now(); total > 0 && now.Sub(told) > often {
			told = now
			self.Call("postMessage", map[string]any{"id": id, "done": done, "total": total})
		}
	}
	reply := map[string]any{"id": id}
	var sent []any // rather than copied
	q, err := url.ParseQuery(query)
	if err == nil {
		var a studio.Answer
		if a, err = e.Answer(context.Background(), op, q); err == nil {
			data := bytesOf(a.Data)
			reply["name"], reply["type"], reply["data"] = a.Name, a.Type, data
			sent = append(sent, data.Get("buffer"))
		}
	}
	if err != nil {
		reply["error"] = strings.Join(strings.Fields(err.Error()), " ")
	}
	self.Call("postMessage", reply, sent)
}

func bytesOf(data []byte) js.Value {
	out := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(out, data)
	return out
}
