package ingest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// asked runs a frontier with workers that note when each host was asked.
func asked(t *testing.T, tasks []Task, gap time.Duration, more func(Task) []Task) (order []string, most map[string]int) {
	t.Helper()
	front := newFrontier(gap, budget{1000, 1000}, time.Now)
	go front.dispatch(t.Context(), tasks)
	var mu sync.Mutex
	now, most := map[string]int{}, map[string]int{}
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for task := range front.work {
				mu.Lock()
				order = append(order, task.URL)
				now[task.host()]++
				most[task.host()] = max(most[task.host()], now[task.host()])
				mu.Unlock()
				time.Sleep(time.Millisecond)
				mu.Lock()
				now[task.host()]--
				mu.Unlock()
				front.send(event{free: task.host(), freed: true})
				front.send(event{add: more(task), finished: 1})
			}
		})
	}
	workers.Wait()
	if left := front.left(len(order)); left != 0 {
		t.Errorf("%d tasks left", left)
	}
	return order, most
}

func TestFrontierAsksEachHostOneAtATime(t *testing.T) {
	var tasks []Task
	for i := range 60 {
		tasks = append(tasks, Task{URL: fmt.Sprintf("http://host%d.example/%d", i%5, i)})
	}
	order, most := asked(t, tasks, 0, func(Task) []Task { return nil })
	if len(order) != len(tasks) {
		t.Errorf("%d tasks were handed out, want %d", len(order), len(tasks))
	}
	for host, n := range most {
		if n > 1 {
			t.Errorf("%s was asked %d times at once", host, n)
		}
	}
}

func TestFrontierTakesWorkThatWorkBrings(t *testing.T) {
	order, _ := asked(t, []Task{{URL: "http://a.example/feed"}}, 0, func(task Task) []Task {
		if task.URL != "http://a.example/feed" {
			return nil
		}
		return []Task{{URL: "http://a.example/1"}, {URL: "http://b.example/2"}}
	})
	if len(order) != 3 {
		t.Errorf("taken: %q, want the feed and its two pages", order)
	}
}

func TestFrontierKeepsTheGap(t *testing.T) {
	const gap = 30 * time.Millisecond
	tasks := []Task{{URL: "http://a.example/1"}, {URL: "http://a.example/2"}, {URL: "http://a.example/3"}}
	start := time.Now()
	asked(t, tasks, gap, func(Task) []Task { return nil })
	if took := time.Since(start); took < 2*gap {
		t.Errorf("three requests to one host took %v, want at least %v", took, 2*gap)
	}
}

func TestFrontierStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	front := newFrontier(0, budget{1000, 1000}, time.Now)
	go front.dispatch(ctx, []Task{{URL: "http://a.example/1"}, {URL: "http://a.example/2"}})
	<-front.work
	cancel()
	if left := front.left(0); left != 2 {
		t.Errorf("%d left, want 2: the one under way does not count as done", left)
	}
	front.send(event{finished: 1}) // must not block
}

func TestFrontierLeavesWhatIsBeyondTheBudgetForTheNextRun(t *testing.T) {
	for name, c := range map[string]struct {
		budget budget
		want   int
	}{"of a host": {budget{3, 1000}, 6}, "of a run": {budget{3, 5}, 5}, "of both": {budget{100, 100}, 20}} {
		front := newFrontier(0, c.budget, time.Now)
		var tasks []Task
		for i := range 10 {
			tasks = append(tasks, Task{Kind: KindArticle, URL: fmt.Sprintf("http://a.example/%d", i)}, Task{Kind: KindArticle, URL: fmt.Sprintf("http://b.example/%d", i)})
		}
		tasks = append(tasks, Task{Kind: KindSource, URL: "http://a.example/feed"}) // sources are not counted
		go front.dispatch(t.Context(), tasks)
		taken := 0
		for task := range front.work {
			taken++
			front.send(event{free: task.host(), freed: true, finished: 1})
		}
		if taken != c.want+1 || front.left(taken) != 20-c.want {
			t.Errorf("%s: %d taken, %d left; want %d and %d", name, taken, front.left(taken), c.want+1, 20-c.want)
		}
	}
}
