//go:build js && wasm

// Command engine is what a live report computes with: it answers the page's questions
// inside a worker of the browser. The page's script sends them as messages and divides
// the draws among several workers of the same kind.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"sync"
	"syscall/js"

	"sim/model/study"
	"sim/output/explore"
)

// An engine answers one page.
type engine struct {
	stored explore.Stored
	desk   *explore.Desk

	mu    sync.Mutex
	ends  map[int]context.CancelCauseFunc // of questions under way, by their numbers
	parts map[int]chan [][]byte           // draws that they wait for
}

var errCancelled = errors.New("superseded by a newer setting")

func main() {
	// What a reading of the scenario and an answer leave behind is small, and collecting
	// it holds up the draws: here nothing runs beside them.
	debug.SetGCPercent(300)
	e := &engine{ends: map[int]context.CancelCauseFunc{}, parts: map[int]chan [][]byte{}}
	js.Global().Set("engine", js.ValueOf(map[string]any{
		"open": js.FuncOf(func(_ js.Value, args []js.Value) any { return e.open(args[0].String()) }),
		"ask": js.FuncOf(func(_ js.Value, args []js.Value) any {
			go e.ask(args[0].Int(), args[1].String(), args[2].String())
			return nil
		}),
		"part": js.FuncOf(func(_ js.Value, args []js.Value) any {
			go e.part(args[0].Int(), args[1].String(), args[2].Int(), args[3].Int())
			return nil
		}),
		"finish": js.FuncOf(func(_ js.Value, args []js.Value) any { e.finish(args[0].Int(), args[1]); return nil }),
		"cancel": js.FuncOf(func(_ js.Value, args []js.Value) any { e.cancel(args[0].Int()); return nil }),
	}))
	select {}
}

// open reads the scenario. It returns what is wrong, or nothing.
func (e *engine) open(stored string) any {
	err := json.Unmarshal([]byte(stored), &e.stored)
	if err == nil {
		e.desk, err = e.stored.Open()
	}
	if err != nil {
		return err.Error()
	}
	e.desk.Session().Divide(e.elsewhere)
	return nil
}

// say sends the page a message about a question.
func say(id int, kind string, value any) { js.Global().Call("say", id, kind, value) }

// numberOf carries the number of a question to elsewhere.
type numberOf struct{}

// ask answers a question.
func (e *engine) ask(id int, path, question string) {
	ctx, end := context.WithCancelCause(context.WithValue(context.Background(), numberOf{}, id))
	e.mu.Lock()
	e.ends[id] = end
	e.mu.Unlock()
	defer e.cancel(id)
	err := e.stored.Answer(ctx, e.desk, path, []byte(question), func(v any) error {
		text, err := json.Marshal(v)
		if err == nil {
			say(id, "answer", string(text))
		}
		return err
	})
	if err != nil {
		text, _ := json.Marshal(map[string]any{"problems": explore.Problems(err)}) // texts only
		say(id, "refused", string(text))
		return
	}
	say(id, "done", nil)
}

// cancel ends a question.
func (e *engine) cancel(id int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if end := e.ends[id]; end != nil {
		end(errCancelled)
	}
	delete(e.ends, id)
}

// elsewhere has the page divide the draws of a question among other workers.
func (e *engine) elsewhere(ctx context.Context, st study.Setting, parts int) ([][]byte, error) {
	id, _ := ctx.Value(numberOf{}).(int)
	text, err := json.Marshal(st)
	if err != nil {
		return nil, err
	}
	arrived := make(chan [][]byte, 1)
	e.mu.Lock()
	e.parts[id] = arrived
	e.mu.Unlock()
	defer func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.parts, id)
	}()
	say(id, "divide", map[string]any{"setting": string(text), "parts": parts})
	select {
	case records := <-arrived:
		return records, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// finish hands on the records of all parts.
func (e *engine) finish(id int, list js.Value) {
	records := make([][]byte, list.Length())
	for i := range records {
		item := list.Index(i)
		records[i] = make([]byte, item.Length())
		js.CopyBytesToGo(records[i], item)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if arrived := e.parts[id]; arrived != nil {
		arrived <- records
	}
}

// part simulates one part of the draws of a setting.
func (e *engine) part(id int, setting string, i, parts int) {
	var st study.Setting
	err := json.Unmarshal([]byte(setting), &st)
	var records [][]byte
	if err == nil {
		records, err = e.desk.Session().Part(context.Background(), st, i, parts)
	}
	if err != nil {
		say(id, "failed", err.Error())
		return
	}
	list := make([]any, len(records))
	for i, record := range records {
		list[i] = js.Global().Get("Uint8Array").New(len(record))
		js.CopyBytesToJS(list[i].(js.Value), record)
	}
	say(id, "part", list)
}
