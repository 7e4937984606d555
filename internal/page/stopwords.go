package page

import "strings"

// stopWord says whether a word is one that running text of a language is full
// of and that menus and lists of names are not.
func stopWord(word string) bool {
	if word[0] < 'a' {
		if len(word) > 3 {
			return false
		}
		word = strings.ToLower(word)
	}
	switch word {
	// English
	case "the", "of", "to", "and", "in", "is", "that", "for", "it", "was", "on", "with", "as", "be", "at", "by", "he", "had":
		return true
	case "his", "this", "have", "not", "are", "but", "from", "they", "which", "or", "has", "were", "their", "an", "been", "who", "will", "would":
		return true
	case "there", "we", "she", "her", "than", "when", "its", "after", "said", "about", "into", "also", "out", "if", "what", "so", "could", "over":
		return true
	case "more", "you":
		return true
	// German, Dutch, Scandinavian
	case "der", "die", "das", "und", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine":
		return true
	case "als", "auch", "es", "werden", "aus", "hat", "dass", "sie", "nach", "bei", "einer", "um", "am", "sind", "noch", "wie", "einem", "über":
		return true
	case "einen", "wird", "er", "wir", "aber", "zum", "war", "vor", "ich", "zur", "wurde", "haben", "nur", "oder", "durch", "man", "het", "een":
		return true
	case "van", "dat", "op", "te", "zijn", "voor", "met", "niet", "aan", "om", "ook", "naar", "bij", "maar", "heeft", "deze", "och", "att":
		return true
	case "det", "som", "på", "av", "är", "till", "har", "inte", "ett", "hon", "men", "var", "från", "og", "ikke", "til", "jeg", "kan":
		return true
	case "blev", "være":
		return true
	// Romance
	case "de", "la", "le", "et", "les", "un", "une", "du", "que", "est", "dans", "qui", "pour", "au", "par", "pas", "sur", "ne":
		return true
	case "se", "ce", "plus", "avec", "il", "son", "sont", "aux", "ont", "el", "en", "los", "y", "del", "las", "con", "por", "una":
		return true
	case "su", "para", "como", "lo", "más", "pero", "sus", "al", "fue", "ha", "este", "sobre", "entre", "di", "che", "e", "è", "per":
		return true
	case "non", "da", "si", "dei", "della", "nel", "gli", "sono", "alla", "più", "anche", "dal", "ma", "o", "do", "não", "os", "no":
		return true
	case "na", "uma", "dos", "foi", "mais", "ao", "pelo", "ser", "são", "você", "în", "și", "cu", "pe", "din", "sunt":
		return true
	// Slavic and others
	case "w", "i", "z", "że", "nie", "jest", "się", "jak", "od", "są", "przez", "a", "v", "je", "že", "ve", "byl", "pro":
		return true
	case "jsem", "sa", "и", "в", "не", "на", "что", "с", "по", "как", "это", "из", "за", "для", "его", "от", "был", "та":
		return true
	case "що", "до", "у", "з", "і", "је", "да", "се", "су", "bir", "bu", "için", "ile", "çok", "ja", "ei", "että", "oli":
		return true
	case "az", "és", "hogy", "nem", "egy", "volt", "yang", "dan", "itu", "dengan", "untuk", "και", "το", "να", "του", "της", "με", "για":
		return true
	case "από":
		return true
	}
	return false
}
