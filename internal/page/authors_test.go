package page

import (
	"slices"
	"testing"
)

func TestCleanAuthors(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []string
		site string
		want []string
	}{
		{"prefix", []string{"By Ines Rook"}, "", []string{"Ines Rook"}},
		{"two in one", []string{"By Ines Rook and Paul Adeyemi"}, "", []string{"Ines Rook", "Paul Adeyemi"}},
		{"a list", []string{"Ines Rook, Paul Adeyemi & Jo Marlow"}, "", []string{"Ines Rook", "Paul Adeyemi", "Jo Marlow"}},
		{"other languages", []string{"Von Jana Köhler und Uwe Matt"}, "", []string{"Jana Köhler", "Uwe Matt"}},
		{"French", []string{"par Luce Aubert et Jean Roy"}, "", []string{"Luce Aubert", "Jean Roy"}},
		{"sigla", []string{"Jana Köhler (jk)"}, "", []string{"Jana Köhler"}},
		{"mail address", []string{"ines.rook@post.example (Ines Rook)"}, "", []string{"Ines Rook"}},
		{"case is kept", []string{"INES ROOK"}, "", []string{"INES ROOK"}},
		{"the site is no author", []string{"The Daily Lantern", "Jo Marlow"}, "The Daily Lantern", []string{"Jo Marlow"}},
		{"the site with a word more", []string{"Daily Lantern Staff"}, "Daily Lantern", nil},
		{"roles are no authors", []string{"Jo Marlow, Senior Reporter"}, "", []string{"Jo Marlow"}},
		{"addresses of profiles", []string{"https://www.facebook.example/lantern"}, "", nil},
		{"accounts", []string{"@lantern", "admin", "null"}, "", nil},
		{"once each", []string{"Jo Marlow", "jo marlow"}, "", []string{"Jo Marlow"}},
		{"agency", []string{"Reuters"}, "Lantern", []string{"Reuters"}},
		{"markup", []string{"<a href='/x'>Jo Marlow</a>"}, "", []string{"Jo Marlow"}},
		{"a role behind a comma", []string{"By Ines Rook, US News Lead"}, "", []string{"Ines Rook"}},
		{"a post at an agency", []string{"GREG MARLOW, AP Sports Writer"}, "", []string{"GREG MARLOW"}},
		{"by without a space", []string{"ByInes Rook"}, "", []string{"Ines Rook"}},
		{"Korean", []string{"김하늘 기자"}, "", []string{"김하늘"}},
		{"Chinese", []string{"(责编：王明、李小红)"}, "", []string{"王明", "李小红"}},
		{"Spanish and", []string{"Por Ana Ruiz y José Gil"}, "", []string{"Ana Ruiz", "José Gil"}},
		{"the same with other marks", []string{"José Gil", "JOSE GIL"}, "", []string{"José Gil"}},
		{"comments", []string{"Jo Marlow says:"}, "", nil},
		{"pictures", []string{"(Image: Getty Images/iStockphoto)"}, "", nil},
		{"agencies with a slash", []string{"dpa/afp"}, "", []string{"dpa", "afp"}},
		{"sigla with a slash", []string{"det/hosb"}, "", []string{"det/hosb"}},
		{"a blog's link", []string{"View all posts by Jo Marlow"}, "", []string{"Jo Marlow"}},
		{"the site's staff", []string{"Jo Marlow Lantern Staff", "Jo Marlow"}, "", []string{"Jo Marlow"}},
		{"an agency in a place", []string{"AFP, MANILA"}, "", []string{"AFP"}},
		{"surname first", []string{"Marlow, Jo", "Rook, Ines"}, "", []string{"Jo Marlow", "Ines Rook"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cleanAuthors(c.in, c.site); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAgencies(t *testing.T) {
	for in, want := range map[string]string{"Reuters": "Reuters", "The Associated Press": "AP", "dpa": "dpa", "dpa/afp": "dpa", "Jo Marlow": ""} {
		if got := agencyOf([]string{in}); got != want {
			t.Errorf("agencyOf(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"By Lou Verne | Reuters": "Reuters", "NORTHPORT (AP)": "AP", "With files from The Canadian Press": "The Canadian Press",
		"an ap for the phone": "", "mit Material von dpa": "dpa", "By Jo Marlow": "",
	} {
		if got := agencyIn(in); got != want {
			t.Errorf("agencyIn(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNamesInLines(t *testing.T) {
	for _, c := range []struct {
		line           string
		labelled, near bool
		want           []string
	}{
		{"Published 3 July 2025 by Ines Rook | Politics", false, true, []string{"Ines Rook"}},
		{"Ines Rook / 3 July 2025 / 09:30", false, true, []string{"Ines Rook"}},
		{"VON JANA KÖHLER am 21. April 2025", false, false, []string{"JANA KÖHLER"}},
		{"Sara Zinn Stand: 5. Februar 2025", false, true, []string{"Sara Zinn"}},
		{"Jana Köhler", true, true, []string{"Jana Köhler"}},
		{"Jana Köhler", false, true, nil},
		{"News Politics Sport", true, true, nil},
		{"山田花子 記者", false, true, []string{"山田花子"}},
		{"AFP, MANILA", false, true, []string{"AFP"}},
		{"Twitter Facebook 3 July 2025", false, true, nil},
	} {
		if got := namesIn(c.line, c.labelled, c.near); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.line, got, c.want)
		}
	}
}

func TestAuthorsComeFromTheArticleOnly(t *testing.T) {
	const text = "<p>The harbour board has paid three firms for the same survey of its quays, as invoices seen by this paper show.</p><p>The board said that the surveys concerned different parts of the port, and that the reports were due in spring.</p>"
	for _, c := range []struct {
		name, head, body string
		want             []string
	}{
		{"a marked element", "", `<h1>Three surveys and no report</h1><a rel="author" href="/rook">Ines Rook</a>` + text, []string{"Ines Rook"}},
		{"the innermost mark", "", `<h1>Three surveys and no report</h1><div class="byline">By <a rel="author" href="/rook">Ines Rook</a> Staff writer</div>` + text, []string{"Ines Rook"}},
		{"a signature", "", `<h1>Three surveys and no report</h1><p><strong>Ines Rook</strong></p>` + text, []string{"Ines Rook"}},
		{"a card's label", `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ines Rook">`, `<h1>Three surveys and no report</h1>` + text, []string{"Ines Rook"}},
		{"a person before the outlet", `<meta name="author" content="post.example">`, `<h1>Three surveys and no report</h1><p class="author">von Jana Köhler</p>` + text, []string{"Jana Köhler"}},
		{"comments", "", `<h1>Three surveys and no report</h1>` + text + `<div class="comments"><p class="comment-author">Jo Marlow</p><p>I have seen it all before, said nobody.</p></div>`, nil},
		{"other articles", "", `<h1>Three surveys and no report</h1>` + text + `<div class="related"><h3>More</h3><p class="author">By Jo Marlow</p></div>`, nil},
	} {
		p := Parse([]byte("<html><head>"+c.head+"</head><body>"+c.body+"</body></html>"), Options{URL: "https://post.example/x"})
		if !slices.Equal(p.Authors, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, p.Authors, c.want)
		}
	}
}

func TestAgenciesOfDatelines(t *testing.T) {
	for text, want := range map[string]string{
		"NORTHPORT, Freedonia (AP) — A quake shook the coast on Tuesday, breaking windows in the old town.": "AP",
		"KATHMANDU, April 25 (Reuters) - The authority said on Friday that the runway would stay closed.":   "Reuters",
		"Berlin (dpa) – Die Hafenbehörde hat drei Firmen für dasselbe Gutachten bezahlt.":                   "dpa",
		"新华社北京4月24日电 港务局为同一次码头勘测向三家公司付了款，但三家公司都没有交出报告。":                                                     "Xinhua",
		"The board (it has nine members) said on Tuesday that the surveys concerned other parts.":           "",
		"The harbour board, which an AP story had named - among others - said nothing about it at all.":     "",
	} {
		p := Page{Blocks: []Block{{Label: Body, Text: text}}}
		if p.wire(); p.Agency != want {
			t.Errorf("%q: got %q, want %q", text, p.Agency, want)
		}
	}
}
