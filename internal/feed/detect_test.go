package feed

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func TestUndeclaredEncodingsAreSeenInTheLetters(t *testing.T) {
	for _, c := range []struct {
		name string
		enc  encoding.Encoding
		text string
	}{
		{"windows-1251", charmap.Windows1251, "Министерство подписало договор с портом"},
		{"windows-1251", charmap.Windows1251, "Новости порта"},
		{"koi8-r", charmap.KOI8R, "Министерство подписало договор с портом"},
		{"koi8-r", charmap.KOI8R, "Новости порта"},
		{"iso-8859-5", charmap.ISO8859_5, "Министерство подписало договор с портом в понедельник"},
		{"ibm866", charmap.CodePage866, "Министерство подписало договор с портом в понедельник"},
		{"windows-1253", charmap.Windows1253, "Το υπουργείο υπέγραψε τη συμφωνία με το λιμάνι"},
		{"windows-1255", charmap.Windows1255, "המשרד חתם על הסכם עם הנמל ביום שני"},
		{"windows-1256", charmap.Windows1256, "وقعت الوزارة عقدا مع الميناء يوم الاثنين"},
		{"windows-874", charmap.Windows874, "กระทรวงลงนามสัญญากับท่าเรือเมื่อวันจันทร์"},
		{"gb18030", simplifiedchinese.GB18030, "该部门周一与港口签署了一项新的合同，官员们说"},
		{"gb18030", simplifiedchinese.GB18030, "海港晨报：专栏与评论"},
		{"gb18030", simplifiedchinese.GB18030, "北方经济周刊"},
		{"big5", traditionalchinese.Big5, "北方經濟週刊"},
		{"windows-874", charmap.Windows874, "ข่าวท่าเรือ"},
		{"euc-kr", korean.EUCKR, "항만 신문"},
		{"shift_jis", japanese.ShiftJIS, "港の新しいお知らせ"},
		{"windows-1255", charmap.Windows1255, "חדשות הנמל"},
		{"windows-1256", charmap.Windows1256, "أخبار الميناء"},
		{"windows-1253", charmap.Windows1253, "Νέα του λιμανιού"},
		{"big5", traditionalchinese.Big5, "該部門週一與港口簽署了一項新的合約，官員們說"},
		{"euc-jp", japanese.EUCJP, "政府は月曜日に港湾と新しい契約を結んだと発表した"},
		{"shift_jis", japanese.ShiftJIS, "政府は月曜日に港湾と新しい契約を結んだと発表した"},
		{"euc-kr", korean.EUCKR, "정부는 월요일 항만과 새로운 계약을 체결했다고 밝혔다"},
		{"", charmap.Windows1252, "Le ministère a signé un contrat avec l’opérateur à Nîmes – « c’est réglé »"},
		{"", charmap.Windows1252, "Übergrößen für Ämter: Öffnungszeiten geändert"},
		{"", charmap.ISO8859_2, "Ministerstwo podpisało umowę z portem w poniedziałek, źle"},
	} {
		b, err := c.enc.NewEncoder().Bytes([]byte("<rss><channel><item><title>" + c.text + "</title></item></channel></rss>"))
		if err != nil {
			t.Fatal(err)
		}
		if _, got := detect(b); got != c.name {
			t.Errorf("%q in %q looks like %q", c.text, c.name, got)
		}
	}
}
