package reading

import (
	"strings"
	"testing"

	"dateline/internal/gazetteer"
)

func TestTheTopicIsWhoTheDocumentIsAbout(t *testing.T) {
	d := newDocument(Input{
		Title: "Larkin County drops the vendor Quillon",
		Text: "The vendor Tarnwick was there. Larkin County ends its contract with Quillon, a maker of cameras. " +
			"Quillon is silent. The Brookvale Police Department keeps its Sandpiper platform.",
	})
	d.readMentions(gazetteer.Default())
	if got := d.topic.mainCompany(); got != "Quillon" {
		t.Errorf("main company %q, want Quillon; %+v", got, d.topic.companies)
	}
	if got := d.topic.mainAgency(); got != "Larkin County" {
		t.Errorf("main agency %q, want Larkin County; %+v", got, d.topic.agencies)
	}
	if len(d.topic.products) != 1 || d.topic.products[0].name != "Sandpiper" {
		t.Errorf("products %+v", d.topic.products)
	}
	var none topic
	if none.mainCompany() != "" || none.mainAgency() != "" {
		t.Error("an empty topic has a main name")
	}
}

func TestAMentionIsFoundByItsPlace(t *testing.T) {
	d := newDocument(Input{Text: "The agency awarded Quillon Systems Inc. a contract."})
	d.readMentions(gazetteer.Default())
	at := strings.Index(d.Text, "Systems")
	if m, ok := d.mentionAt(at); !ok || m.Name != "Quillon Systems" {
		t.Errorf("at %d: %+v, %v", at, m, ok)
	}
	if m, ok := d.mentionAt(0); ok {
		t.Errorf("at 0: %+v", m)
	}
	if m, ok := d.mentionAt(len(d.Text) - 1); ok {
		t.Errorf("at the end: %+v", m)
	}
}

func TestTheSameTextIsReadTheSameWay(t *testing.T) {
	in := Input{Text: strings.Repeat(benchMentionsText, 3), Title: "Brookvale drops Quillon"}
	want := strings.Join(readNames(in), "\n")
	for range 10 {
		if got := strings.Join(readNames(in), "\n"); got != want {
			t.Fatalf("first:\n%s\nthen:\n%s", want, got)
		}
	}
}
