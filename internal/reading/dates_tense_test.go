package reading

import (
	"strings"
	"testing"

	"dateline/internal/edtf"
)

// What is to come lies behind the day of publication, a Tuesday in March; what
// was to come may be over.
func TestTenseOfTimesWithoutAYear(t *testing.T) {
	published := edtf.Day(2026, 3, 10)
	for _, c := range []struct{ language, text, want string }{
		{"en", "The meters are to be read in summer.", "2026-22"},
		{"en", "The meters will be read in summer.", "2026-22"},
		{"en", "A tender would be held in the fall.", "2026-23"},
		{"en", "The meters were read in summer.", "2025-22"},
		{"en", "The firm is on track to deliver in January.", "2027-01"},
		{"en", "The software goes live in January.", "2027-01"},
		{"en", "The council meets on Monday.", "2026-03-16"},
		{"en", "The council met on Monday.", "2026-03-09"},
		{"en", "The pilot was due to start in January.", "2026-01"},
		{"en", "The court had been expected to rule in February.", "2026-02"},
		{"en", "A hearing was scheduled for Thursday.", "2026-03-12"},
		{"en", "The trial could have been held in January.", "2026-01"},
		{"en", "The contract was signed in July.", "2025-07"},
		{"en", "The fall of the house took a day.", ""},
		{"de", "Die Zähler sollen im Sommer abgelesen werden.", "2026-22"},
		{"de", "Der Rat entscheidet am Montag.", "2026-03-16"},
		{"de", "Der Rat entschied am Montag.", "2026-03-09"},
		{"de", "Die Einführung ist im Januar vorgesehen.", "2027-01"},
		{"de", "Das System sollte im Januar starten.", "2026-01"},
		{"de", "Die für Januar geplante Einführung fiel aus.", "2026-01"},
		{"de", "Die für Mai geplante Einführung verschiebt sich.", "2026-05"},
		{"de", "Das Amt hatte am Montag unterschrieben.", "2026-03-09"},
		{"fr", "Les compteurs doivent être relevés en été.", "2026-22"},
		{"fr", "Le système devrait être prêt à l'automne.", "2026-23"},
		{"fr", "Le contrat va être signé en janvier.", "2027-01"},
		{"fr", "La livraison est attendue lundi.", "2026-03-16"},
		{"fr", "Le contrat a été signé en été.", "2025-22"},
		{"fr", "Le projet devait démarrer en janvier.", "2026-01"},
		{"es", "El contrato va a ser firmado en enero.", "2027-01"},
		{"es", "La ciudad pretende comprar el programa en otoño.", "2026-23"},
		{"es", "El consejo decidirá el lunes.", "2026-03-16"},
		{"es", "El consejo decidió el lunes.", "2026-03-09"},
		{"es", "El sistema debía arrancar en enero.", "2026-01"},
		{"it", "Il contratto deve essere firmato a gennaio.", "2027-01"},
		{"it", "La città intende comprare il programma in autunno.", "2026-23"},
		{"it", "Il contratto è stato firmato in estate.", "2025-22"},
		{"it", "Il sistema doveva partire a gennaio.", "2026-01"},
		{"pt", "O contrato vai ser assinado em janeiro.", "2027-01"},
		{"pt", "A cidade quer comprar o programa no outono.", "2026-23"},
		{"pt", "O contrato foi assinado no verão.", "2025-22"},
		{"nl", "De meters worden in de lente geplaatst.", "2026-21"},
		{"nl", "De raad beslist maandag.", "2026-03-16"},
		{"nl", "De levering is gepland voor januari.", "2027-01"},
		{"nl", "Het contract zou in januari ingaan.", "2026-01"},
		{"nl", "Het contract werd in de zomer getekend.", "2025-22"},
	} {
		got := ""
		for _, date := range Dates(Input{Text: c.text, Language: c.language, Published: published}) {
			if !date.EDTF.IsZero() {
				got = strings.TrimRight(date.EDTF.String(), "~?")
			}
		}
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", c.language, c.text, got, c.want)
		}
	}
}
