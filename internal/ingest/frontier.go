package ingest

import (
	"container/heap"
	"context"
	"sync/atomic"
	"time"
)

// frontier holds the tasks still to do, one queue per host, and hands them out
// so that no host has two at once and each gets its gap. One goroutine
// (dispatch) owns its state.
type frontier struct {
	work   chan Task // closed when nothing is left or the run was stopped
	events chan event
	over   chan struct{} // closed after work
	gap    time.Duration
	most   budget
	now    func() time.Time

	given   map[string]int // articles taken on, by host
	taken   int            // articles taken on
	hosts   map[string]*host
	ready   hostHeap
	pending int // tasks neither finished nor given up
	// documents counts those that files brought; the one worker that has the
	// queue of files uses it.
	documents int64

	known   atomic.Int64
	dropped atomic.Int64 // left for the next run
	done    atomic.Int64
}

// budget bounds the articles of a run; what is beyond it is left for the next.
type budget struct{ host, run int }

type host struct {
	name      string
	queue     []Task
	notBefore time.Time
	order     int64
	waiting   bool // in the heap
	busy      bool
	resting   bool // asked no more in this run
}

// event tells the dispatcher that tasks came, a host is free again, or tasks
// are finished for good.
type event struct {
	add      []Task
	free     string
	freed    bool
	rest     time.Time // the host asked to be left alone until then; zero: it did not
	finished int
}

func newFrontier(gap time.Duration, most budget, now func() time.Time) *frontier {
	return &frontier{
		work: make(chan Task), events: make(chan event), over: make(chan struct{}),
		gap: gap, most: most, now: now, hosts: map[string]*host{}, given: map[string]int{},
	}
}

// dispatch hands out tasks until all are finished or ctx is done.
func (f *frontier) dispatch(ctx context.Context, tasks []Task) {
	defer close(f.over)
	defer close(f.work)
	f.apply(event{add: tasks})
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for f.pending > 0 {
		var out chan Task
		var next Task
		var wait <-chan time.Time
		if len(f.ready) > 0 {
			if d := f.ready[0].notBefore.Sub(f.now()); d > 0 {
				timer.Reset(d)
				wait = timer.C
			} else {
				out, next = f.work, f.ready[0].queue[0]
			}
		}
		select {
		case <-ctx.Done():
			return
		case e := <-f.events:
			f.apply(e)
		case <-wait:
		case out <- next:
			h := heap.Pop(&f.ready).(*host)
			h.queue, h.waiting, h.busy = h.queue[1:], false, true
		}
	}
}

func (f *frontier) apply(e event) {
	for _, t := range e.add {
		h := f.hosts[t.host()]
		if h == nil {
			h = &host{name: t.host()}
			f.hosts[h.name] = h
		}
		f.known.Add(1)
		if h.resting || t.Kind == KindArticle && (f.given[h.name] >= f.most.host || f.taken >= f.most.run) {
			f.dropped.Add(1)
			continue
		}
		if t.Kind == KindArticle {
			f.given[h.name]++
			f.taken++
		}
		h.queue = append(h.queue, t)
		f.pending++
		f.enqueue(h)
	}
	if e.freed {
		if h := f.hosts[e.free]; h != nil {
			h.busy = false
			if h.name != "" {
				h.notBefore = f.now().Add(f.gap)
			}
			if e.rest.After(f.now().Add(longestRest)) {
				f.giveUp(h)
			} else {
				h.notBefore = latest(h.notBefore, e.rest)
				f.enqueue(h)
			}
		}
	}
	f.pending -= e.finished
	f.done.Add(int64(e.finished))
}

// longestRest is how long a run waits for a host that wants to be left alone.
const longestRest = 20 * time.Second

// giveUp leaves what a host still has to answer for the next run.
func (f *frontier) giveUp(h *host) {
	f.pending -= len(h.queue)
	f.dropped.Add(int64(len(h.queue)))
	h.queue, h.resting = nil, true
}

// enqueue puts a host that can be asked into the heap.
func (f *frontier) enqueue(h *host) {
	if h.waiting || h.busy {
		return
	}
	if len(h.queue) == 0 {
		if h.resting {
			return
		}
		if h.notBefore.IsZero() || !h.notBefore.After(f.now()) {
			delete(f.hosts, h.name)
		}
		return
	}
	h.waiting, h.order = true, f.known.Load()
	heap.Push(&f.ready, h)
}

// send tells the dispatcher something, unless it has ended.
func (f *frontier) send(e event) {
	select {
	case f.events <- e:
	case <-f.over:
	}
}

// left is how many tasks were not finished, given how many were; call it after
// work was closed.
func (f *frontier) left(finished int) int {
	<-f.over
	return int(f.known.Load()) - finished
}

// hostHeap orders hosts by when they may be asked, then by arrival.
type hostHeap []*host

func (h hostHeap) Len() int      { return len(h) }
func (h hostHeap) Swap(i, k int) { h[i], h[k] = h[k], h[i] }
func (h hostHeap) Less(i, k int) bool {
	if !h[i].notBefore.Equal(h[k].notBefore) {
		return h[i].notBefore.Before(h[k].notBefore)
	}
	return h[i].order < h[k].order
}
func (h *hostHeap) Push(x any) { *h = append(*h, x.(*host)) }
func (h *hostHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
