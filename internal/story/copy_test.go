package story

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// wire is an article of an invented agency; each sentence has its own words.
var wire = []string{
	"The border agency of Freedonia has tripled what it keeps in the cloud of Nimbus Corp. within half a year, invoices show.",
	"The papers, which were seen by Meridian Wire, put the monthly bill at 1.4 million crowns since the beginning of March.",
	"Nimbus sells the agency office software through a reseller in Northport and says that its terms rule out surveillance of civilians.",
	"A spokeswoman for the company would not say how much the agency pays or which of its data centres hold the files.",
	"Members of parliament had asked in autumn whether the records of asylum seekers are stored abroad, and got no answer.",
	"The union of the company's engineers called for an end of the contract before the summer and for an outside inquiry.",
	"A clause on page eleven lets the ministry leave the deal without penalty if an auditor finds that rules were broken.",
	"The minister of the interior is to appear before the committee on budgets next Wednesday together with the agency's chief.",
}

// elsewhere is another article.
var elsewhere = []string{
	"Two ferries will stay in harbour for the rest of the week because a storm has damaged the northern pier at Sorn.",
	"Divers are to look at the foundations on Thursday, said the harbour master, who expects repairs to take until Easter.",
	"Tickets stay valid, and passengers who cannot wait may take the bus across the new bridge at no further cost.",
	"The town had planned to rebuild the pier four years ago but gave the money to the school after a long quarrel.",
}

func doc(id int64, outlet string, sentences ...string) *Text {
	d := &Doc{ID: id, Outlet: outlet, Text: strings.Join(sentences, " ")}
	return &Text{d, NewBody(d.Text, nil)}
}

func TestCopiesAreToldByKind(t *testing.T) {
	original := doc(1, "meridianwire.example", wire...)
	light := strings.NewReplacer("tripled", "trebled", "autumn", "October", "Northport", "North Port").Replace(strings.Join(wire, " "))
	for _, c := range []struct {
		name string
		text []string
		want CopyKind // "": no copy
	}{
		{"the same", wire, CopyWhole},
		{"three words changed", []string{light}, CopyWhole},
		{"the first three sentences", wire[:3], CopyOpening},
		{"the last three sentences", wire[5:], CopyPart},
		{"more added", append(append([]string{}, wire...), elsewhere...), CopyExtended},
		{"two sentences among others", append(append([]string{}, wire[2:5]...), elsewhere...), CopyReworked},
		{"another article", elsewhere, ""},
		{"a short text with one borrowed half sentence", []string{"Ferries wait at Sorn, where the border agency of Freedonia has tripled what it keeps in sheds by the water, and the people of the town wonder why nobody told them anything."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := CopyOf(doc(2, "lantern.example", c.text...), []*Text{original, doc(3, "sorn.example", elsewhere[0])})
			if ok != (c.want != "") || got.Kind != c.want {
				t.Fatalf("%v %+v, want %q", ok, got, c.want)
			}
			if ok && got.Of != 1 {
				t.Errorf("copy of %d", got.Of)
			}
		})
	}
}

func TestSharedQuotationsMakeNoCopy(t *testing.T) {
	quote := `“We have no sign that anybody uses our services for the surveillance of civilians, and we would end the contract at once if there were one. What our customers keep with us is theirs alone, and neither I nor anybody else in this house has ever looked at it or ever will.”`
	a := doc(1, "a.example", wire[0], wire[1], quote, wire[2], wire[3], wire[4])
	b := doc(2, "b.example", elsewhere[0], quote, elsewhere[1], elsewhere[2], elsewhere[3])
	if c, ok := CopyOf(b, []*Text{a}); ok {
		t.Errorf("quoting the same words is %+v", c)
	}
	bare := strings.Trim(quote, "“”")
	if _, ok := CopyOf(doc(2, "b.example", elsewhere[0], bare, elsewhere[1], elsewhere[2], elsewhere[3]), []*Text{doc(1, "a.example", wire[0], wire[1], bare, wire[2], wire[3], wire[4])}); !ok {
		t.Error("the same words without quotation marks should be a copy")
	}
}

func TestNearestOriginalIsChosen(t *testing.T) {
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	original := doc(1, "meridianwire.example", wire...)
	edited := doc(2, "lantern.example", append(append([]string{}, wire[:5]...), elsewhere[:3]...)...)
	original.Published, edited.Published = day, day.Add(time.Hour)
	third := doc(3, "sorn.example", append(append([]string{}, wire[:5]...), elsewhere[:3]...)...)
	third.Published = day.Add(2 * time.Hour)
	if c, _ := CopyOf(third, []*Text{original, edited}); c.Of != 2 {
		t.Errorf("a copy of the edited text is said to be of %d", c.Of)
	}
	part := doc(4, "sorn.example", wire[:4]...)
	part.Published = day.Add(2 * time.Hour)
	if c, _ := CopyOf(part, []*Text{edited, original}); c.Of != 1 {
		t.Errorf("a part that is in both is said to be of %d", c.Of)
	}
}

func TestDirectionIsRead(t *testing.T) {
	early, late := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		set  func(doc, other *Text)
		want Ground // "": the other is the copy
	}{
		{"the older one", func(d, o *Text) { d.Published, o.Published = late, early }, ByTime},
		{"the younger one", func(d, o *Text) { d.Published, o.Published = early, late }, ""},
		{"seen first", func(d, o *Text) { d.Seen, o.Seen = late, early }, ByTime},
		{"a day tells no order within it", func(d, o *Text) { d.Published, o.Published = early.Truncate(24*time.Hour), late }, ByArrival},
		{"canonical goes before time", func(d, o *Text) { d.Published, o.Published = early, late; d.Canonical = o.URL }, ByCanonical},
		{"credit goes before time", func(d, o *Text) { d.Published, o.Published = early, late; d.Credit = "Meridian Wire" }, ByCredit},
		{"an outlet that credits itself does not copy", func(d, o *Text) { d.Published, o.Published = early, late; d.Credit = "Lantern" }, ""},
		{"a link goes before time", func(d, o *Text) { d.Published, o.Published = early, late; d.Links = []string{o.URL} }, ByLink},
		{"the other one links", func(d, o *Text) { d.Published, o.Published = late, early; o.Links = []string{d.URL} }, ""},
		{"a citation of its own goes before time", func(d, o *Text) {
			d.Published, o.Published = early, late
			d.Text = "As Meridian Wire first reported: " + d.Text
		}, ByCitation},
		{"nothing tells", func(_, _ *Text) {}, ByArrival},
	} {
		t.Run(c.name, func(t *testing.T) {
			other, d := doc(1, "meridianwire.example", wire[2:]...), doc(2, "lantern.example", wire[2:]...)
			other.URL, d.URL = "https://meridianwire.example/1", "https://lantern.example/2"
			c.set(d, other)
			got, ok := CopyOf(d, []*Text{other})
			if ok != (c.want != "") || got.Why != c.want {
				t.Errorf("%v %q, want %q", ok, got.Why, c.want)
			}
		})
	}
}

func TestOutletsAreKnownByNameAndDomain(t *testing.T) {
	for _, c := range []struct {
		name, outlet string
		want         bool
	}{
		{"Meridian Wire", "meridianwire.example", true},
		{"The Lantern", "thelantern.example", true},
		{"Lantern", "www.thelantern.example", true},
		{"The Lantern", "Lantern", true},
		{"Lantern", "lanterns.example", false},
		{"", "", false},
	} {
		if got := SameOutlet(c.name, c.outlet); got != c.want {
			t.Errorf("SameOutlet(%q, %q) = %v", c.name, c.outlet, got)
		}
	}
}

func TestBlurbsAreLearnedAndLeftOut(t *testing.T) {
	blurb := "Subscribe to the Lantern for the best stories of the coast, delivered to your door every morning before the first ferry leaves the northern pier and the last one comes home."
	var b Blurbs
	for i := range 4 {
		b.Learn(Shingles(wire[2*i] + " " + wire[2*i+1] + " " + elsewhere[i] + " " + blurb))
	}
	for _, x := range Shingles(blurb) {
		if !b.Has(x) {
			t.Fatal("a blurb of four articles is not known")
		}
	}
	for _, x := range Shingles(wire[0]) {
		if b.Has(x) {
			t.Fatal("a sentence of one article is taken for a blurb")
		}
	}
	one, two := &Doc{ID: 1, Outlet: "lantern.example", Text: wire[5] + " " + blurb}, &Doc{ID: 2, Outlet: "lantern.example", Text: elsewhere[1] + " " + blurb}
	if _, ok := CopyOf(&Text{two, NewBody(two.Text, nil)}, []*Text{{one, NewBody(one.Text, nil)}}); !ok {
		t.Fatal("the case is too easy: without learning this should be a false copy")
	}
	if c, ok := CopyOf(&Text{two, NewBody(two.Text, &b)}, []*Text{{one, NewBody(one.Text, &b)}}); ok {
		t.Errorf("a blurb makes %+v", c)
	}
	if left := b.Without(Shingles(blurb)); len(left) != 0 {
		t.Errorf("%d shingles of the blurb are left", len(left))
	}
}

func TestUpdatesOfOneArticleTeachNoBlurbs(t *testing.T) {
	var b Blurbs
	for i := range 6 {
		b.Learn(Shingles(strings.Join(wire, " ") + fmt.Sprint(" Update ", i)))
	}
	for _, x := range Shingles(strings.Join(wire, " ")) {
		if b.Has(x) {
			t.Fatal("an article stored six times became a blurb")
		}
	}
}

func TestLongCopiesInPartTeachNoBlurbs(t *testing.T) {
	words := func(name string, n int) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, "%s%d ", name, i)
		}
		return s.String()
	}
	var b Blurbs
	taken := words("taken", 1200)
	for i := range 6 {
		b.Learn(Shingles(taken + words(fmt.Sprintf("own%dx", i), 1800)))
	}
	for _, x := range Shingles(taken) {
		if b.Has(x) {
			t.Fatal("what copies have in common became a blurb")
		}
	}
}

func TestBlurbsStayBounded(t *testing.T) {
	var b Blurbs
	for i := range 400 {
		var s strings.Builder
		for j := range 200 {
			fmt.Fprintf(&s, "w%dx%d ", i, j)
		}
		s.WriteString("read more of our coverage of the coast here today")
		b.Learn(Shingles(s.String()))
	}
	if len(b.seen) > 2*blurbMemory {
		t.Errorf("%d shingles kept", len(b.seen))
	}
	if !b.Has(Shingles("read more of our coverage")[0]) {
		t.Error("a blurb was forgotten")
	}
}
