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
