package page

import (
	"slices"
	"testing"
)

func TestNoiseIsWhatIsNotTheStory(t *testing.T) {
	s := "County drops scanner contract\n\nA scanner above the harbour road. (Photo by Ann Lee / Northgate Images)\n(Image credit: Northgate Images)\n\n" +
		"The county will let its contract with Tallow Systems end in June, its sheriff said on Monday, after a vote of the board that had been put off twice.\n\n" +
		"“We do not need it,” he said, adding that the scanners had been off since the spring of last year.\n\nAdvertisement\n\n" +
		"Share\n\nThe company declined to comment on the vote, which had been expected for weeks by everybody in the county hall."
	var got []string
	for _, n := range Noise(s) {
		got = append(got, n.Of(s))
	}
	want := []string{"A scanner above the harbour road. (Photo by Ann Lee / Northgate Images)", "(Image credit: Northgate Images)", "Advertisement", "Share"}
	if !slices.Equal(got, want) {
		t.Errorf("noise is %q, want %q", got, want)
	}
}

func FuzzNoise(f *testing.F) {
	f.Add("A\n\n(Image credit: B)\n\nPhoto by C/AFP\r\n\u2028x")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, n := range Noise(s) {
			if n.Start < end || n.End <= n.Start || n.End > len(s) {
				t.Fatalf("noise %v after %d in %d bytes", n, end, len(s))
			}
			end = n.End
		}
	})
}
