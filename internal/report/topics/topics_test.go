package topics

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestTopicsAreRepeatableAndWhole(t *testing.T) {
	all := All(1)
	if len(all) < 8 {
		t.Fatalf("only %d topics", len(all))
	}
	if !reflect.DeepEqual(all, All(1)) {
		t.Error("one seed gives two sets of news")
	}
	if reflect.DeepEqual(all[0], All(2)[0]) {
		t.Error("two seeds give one set of news")
	}
	for _, topic := range all {
		t.Run(topic.Name, func(t *testing.T) { checkTopic(t, topic) })
	}
}

func checkTopic(t *testing.T, topic Topic) {
	if len(topic.Articles) < 300 || len(topic.Timelines) < 2 {
		t.Errorf("%d articles, %d timelines", len(topic.Articles), len(topic.Timelines))
	}
	copies := 0
	for _, a := range topic.Articles {
		if a.Title == "" || a.Outlet == "" || !strings.HasSuffix(a.Text, ".") || strings.Contains(a.Text, "%!") {
			t.Fatalf("a flawed article: %+v", a)
		}
		if a.Copy {
			copies++
		}
	}
	if copies == 0 {
		t.Error("no copy")
	}
	for _, timeline := range topic.Timelines {
		if len(timeline) < 10 {
			t.Errorf("a timeline of %d days", len(timeline))
		}
		for i, day := range timeline[1:] {
			if !day.After(timeline[i]) || !day.Equal(day.Truncate(24*time.Hour)) {
				t.Errorf("%v stands behind %v", day, timeline[i])
			}
		}
	}
}

func TestAnOutageHasNoArticle(t *testing.T) {
	for i, topic := range All(1) {
		if plots[i].outage == 0 {
			continue
		}
		widest := 0
		for k := range topic.Articles[1:] {
			widest = max(widest, int(topic.Articles[k+1].Published.Sub(topic.Articles[k].Published).Hours()/24))
		}
		if widest < plots[i].outage/2 {
			t.Errorf("%s: the widest gap is of %d days", topic.Name, widest)
		}
	}
}

func TestDaysAreRead(t *testing.T) {
	for _, topic := range Read(All(1)[:2]) {
		dates := 0
		for _, a := range topic.Articles {
			dates += len(a.Dates)
		}
		if dates < 2*len(topic.Articles) {
			t.Errorf("%s: %d dates in %d articles", topic.Name, dates, len(topic.Articles))
		}
	}
}
