package reading

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRegistryIDs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"under contract W911QX-20-C-0001, the Army", "piid:W911QX20C0001"},
		{"(W911QX20C0001)", "piid:W911QX20C0001"},
		{"order 70CTD024P00000012 shows", "piid:70CTD024P00000012"},
		{"order 70CTD024FR0000123 shows", "piid:70CTD024FR0000123"},
		{"HSHQDC-13-D-E2003", "piid:HSHQDC13DE2003"},
		{"Contract ID: 2099X1-26-A-00017", "piid:2099X126A00017"},
		{"GS-35F-0119Y is a schedule", "piid:GS35F0119Y"},
		{"solicitation N00024-24-R-4101", "solicitation:N0002424R4101"},
		{"a request, 70B03C24Q00000123", "solicitation:70B03C24Q00000123"},
		{"FA8750-26-D-B001 and SPE2DH-26-D-0011", "piid:FA875026DB001 piid:SPE2DH26D0011"},
		{"ocds-b5fd17-1f0e8f3a-9b2c", "ocid:ocds-b5fd17-1f0e8f3a-9b2c"},
		{"ocds-h6vhtk-04f7a1.", "ocid:ocds-h6vhtk-04f7a1"},
		{"notice 2023/S 123-456789 in the journal", "ted:2023/S 123-456789"},
		{"notice 2023/S 000-012345 in the journal", "fts:2023/S 000-012345"},
		{"TED notice 123456-2024", "ted:123456-2024"},
		{"Find a Tender, 012345-2024", "fts:012345-2024"},
		{"https://www.contractsfinder.service.gov.uk/Notice/0f8fad5b-d9cb-469f-a165-70867728950e", "contractsfinder:0f8fad5b-d9cb-469f-a165-70867728950e"},
		{"Contracts Finder: CF-0476200D0O000000rwaj", ""},
		{"Contracts Finder: CF-0476200", "contractsfinder:CF-0476200"},
		{"its UEI is JF1KLMN2P3Q4", "uei:JF1KLMN2P3Q4"},
		{"its name is JF1KLMN2P3Q4", ""},
		{"UEI MARLOWSYSTEM", ""},
		{"call 555-0123-4567 or 2023/24", ""},
		{"the F-35A, the MQ-9B and COVID-19", ""},
		{"0f8fad5b-d9cb-469f-a165-70867728950e", ""},
		{"ABCDEF20C0001 has no digit in its office", ""},
		{"W911QX-20-C-00011111111", ""},
		{"w911qx-20-c-0001", ""},
		{"in 123456-2024 years", ""},
	} {
		d := newDocument(Input{Text: c.text})
		var got []string
		for _, id := range d.registryIDs() {
			got = append(got, id.id)
			if !strings.Contains(c.text, id.Of(c.text)) || id.Len() == 0 {
				t.Errorf("%q: span %v", c.text, id.Span)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

func FuzzRegistryIDsLieInTheText(f *testing.F) {
	f.Add("W911QX-20-C-0001 2023/S 123-456789 ocds-b5fd17-1 UEI JF1KLMN2P3Q4")
	f.Add("2023/S /S é-/S 9 2024/S\n")
	f.Fuzz(func(t *testing.T, s string) {
		d := newDocument(Input{Text: s})
		end := 0
		for _, id := range d.registryIDs() {
			if id.Start < end || id.End > len(s) || id.Len() == 0 || utf8.ValidString(s) && !utf8.ValidString(id.Of(s)) {
				t.Fatalf("%v in %q", id.Span, s)
			}
			end = id.End
		}
	})
}
