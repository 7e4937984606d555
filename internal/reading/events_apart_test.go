package reading

import (
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
)

func TestDatesAtWhichNothingHappened(t *testing.T) {
	published := edtf.Day(2026, 2, 4)
	for _, c := range []struct {
		language, text string
		events         []string
	}{
		// The stamp of a report is no event, what it stands before is one.
		{"en", "LINDHAVEN, Feb 3 (Meridian) - The county of Tarn cancelled a contract with Microsoft on Tuesday.", []string{"The county of Tarn cancelled a contract with Microsoft on Tuesday."}},
		{"en", "Feb 3 (Meridian) - Microsoft won the contract in January.", []string{"Microsoft won the contract in January."}},
		{"en", "LINDHAVEN, Feb 2 (Meridian) — The cloud of Microsoft grew.", nil},
		{"en", "In May 2025 — the month of the vote — Microsoft signed the contract.", []string{"In May 2025 — the month of the vote — Microsoft signed the contract."}},
		{"de", "Berlin, 3. Februar (Meridian) – Microsoft hat am Montag einen Vertrag unterzeichnet.", []string{"Microsoft hat am Montag einen Vertrag unterzeichnet."}},
		{"fr", "PARIS, 3 février (Meridian) - Microsoft a signé lundi un contrat.", []string{"Microsoft a signé lundi un contrat."}},
		{"es", "Albor, 3 feb (Meridian).- Microsoft firmó el lunes un contrato.", []string{"Microsoft firmó el lunes un contrato."}},
		{"it", "(Meridian) - ROMA, 03 FEB - Microsoft ha firmato lunedì un contratto.", []string{"Microsoft ha firmato lunedì un contratto."}},
		{"pt", "Lisboa, 03 fev 2026 (Meridian) – A Microsoft assinou na segunda-feira um contrato.", []string{"A Microsoft assinou na segunda-feira um contrato."}},
		{"nl", "DEN HAAG, 3 februari (Meridian) - Microsoft heeft maandag een contract getekend.", []string{"Microsoft heeft maandag een contract getekend."}},
		// A notice of correction is about the article.
		{"en", "Correction, 10 February 2026: The sum that Microsoft got was wrong.", nil},
		{"en", "An earlier version of this article gave the volume of Microsoft in January 2026 as 1,900 terabytes.", nil},
		{"en", "This story was updated on 5 February 2026 with a comment of Microsoft.", nil},
		{"en", "Correction officers of the county got cameras from Axon in May 2025.", []string{"Correction officers of the county got cameras from Axon in May 2025."}},
		{"de", "Berichtigung vom 10. Februar 2026: Die Summe für Microsoft war falsch.", nil},
		{"de", "In einer früheren Fassung hieß es, Microsoft habe im Januar 2026 unterschrieben.", nil},
		{"fr", "Rectificatif du 10 février 2026 : la somme de Microsoft était fausse.", nil},
		{"es", "Corrección, 10 de febrero de 2026: la suma de Microsoft era otra.", nil},
		{"it", "Rettifica del 10 febbraio 2026: la somma di Microsoft era un'altra.", nil},
		{"pt", "Correção, 10 de fevereiro de 2026: a soma da Microsoft era outra.", nil},
		{"nl", "Correctie 10 februari 2026: het bedrag voor Microsoft was onjuist.", nil},
		// Who says nothing does nothing.
		{"en", "Microsoft declined on Tuesday to comment on the contract.", nil},
		{"en", "Microsoft did not respond to a request for comment on Monday.", nil},
		{"en", "On Monday Microsoft would not comment.", nil},
		{"en", "Microsoft declined to comment after the county cancelled the contract on Monday.", nil},
		{"de", "Microsoft wollte sich am Montag nicht äußern.", nil},
		{"fr", "Microsoft n'a pas souhaité commenter lundi.", nil},
		{"es", "Microsoft declinó el martes hacer comentarios.", nil},
		{"it", "Microsoft non ha voluto commentare martedì.", nil},
		{"pt", "A Microsoft não quis comentar na terça-feira.", nil},
		{"nl", "Microsoft wilde dinsdag niet reageren.", nil},
		{"en", "Microsoft declined in January to renew the contract.", []string{"Microsoft declined in January to renew the contract."}},
		// The time of a figure, and what is only compared with.
		{"en", "“The interesting number is the one for July,” said Ines Okafor of Microsoft.", nil},
		{"en", "The volume that Microsoft keeps is more than three times the volume of July 2025.", nil},
		{"en", "Microsoft had more customers than in 2024, as the number rose compared with January 2025.", []string{"Microsoft had more customers than in 2024"}},
		{"de", "Microsoft speicherte mehr als im Juli 2025.", nil},
		{"nl", "Microsoft sloeg meer dan in juli 2025 op.", nil},
		{"en", "Microsoft won the contract more than a year ago.", []string{"Microsoft won the contract more than a year ago."}},
		{"en", "Today Microsoft won the contract.", []string{"Today Microsoft won the contract."}},
		{"es", "El contrato que en 2024 firmó Microsoft sigue en vigor.", []string{"El contrato que en 2024 firmó Microsoft sigue en vigor."}},
	} {
		r := Read(Input{Text: c.text, Language: c.language, Published: published}, gazetteer.Default())
		var got []string
		for _, e := range r.Events {
			got = append(got, e.Of(c.text))
		}
		if len(got) != len(c.events) || len(got) > 0 && got[0] != c.events[0] {
			t.Errorf("%s %q:\n got %q\nwant %q", c.language, c.text, got, c.events)
		}
	}
}
