package feed

import (
	"strings"
	"time"
)

// months knows the names and abbreviations of months in English, German,
// French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Ukrainian,
// Greek, Hungarian, Swedish, Danish, Norwegian, Turkish, Czech, Romanian,
// Indonesian, Finnish, Arabic, Hebrew, in lower case.
var months = monthWords([12]string{
	`january ledna leden ianuarie ian tammikuu tammikuuta يناير ינואר jan januar janvier janv enero ene janeiro gennaio gen januari stycznia styczeń sty января январь янв січня ιανουαρίου ιανουάριος ιαν január ocak`,
	`february února únor februarie helmikuu helmikuuta فبراير פברואר feb februar februari février fevrier févr fevr fév fev febrero fevereiro febbraio lutego luty lut февраля февраль фев лютого φεβρουαρίου φεβ február şubat`,
	`march března březen martie maret maaliskuu maaliskuuta مارس מרץ mar mars märz maerz mrz mär mär marzo março marco maart mrt marca marzec марта март мар березня μαρτίου μάρτιος μαρ március márc mart`,
	`april dubna duben aprilie huhtikuu huhtikuuta أبريل ابريل אפריל apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр квітня απριλίου απρ április ápr nisan`,
	`may května květen toukokuu toukokuuta مايو מאי mai mayo maio maggio mag mei maja maj мая май травня μαΐου μάιος μαΐ μαϊ május máj mayıs`,
	`june června červen iunie kesäkuu kesäkuuta يونيو יוני jun juni juin junio junho jun giugno giu czerwca czerwiec cze июня июнь июн червня ιουνίου ιούν ιουν június jún haziran`,
	`july července červenec iulie heinäkuu heinäkuuta يوليو יולי jul juli juillet juil julio julho luglio lug lipca lipiec lip июля июль июл липня ιουλίου ιούλ ιουλ július júl temmuz`,
	`august srpna srpen agustus elokuu elokuuta أغسطس اغسطس אוגוסט aug août aout aoû agosto ago augustus sierpnia sierpień sie augusti августа август авг серпня αυγούστου αύγ αυγ augusztus ağustos`,
	`september září septembrie syyskuu syyskuuta سبتمبر ספטמבר sep sept septembre septiembre setiembre setembro set settembre września wrzesień wrz сентября сентябрь сен сент вересня σεπτεμβρίου σεπ szeptember szept eylül`,
	`october října říjen octombrie lokakuu lokakuuta أكتوبر اكتوبر אוקטובר oct october oktober okt octobre octubre outubro out ottobre ott października październik paź октября октябрь окт жовтня οκτωβρίου οκτ október ekim`,
	`november listopadu noiembrie marraskuu marraskuuta نوفمبر נובמבר nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя листопада νοεμβρίου νοέ νοε kasım`,
	`december prosince prosinec decembrie joulukuu joulukuuta ديسمبر דצמבר dec dezember dez décembre decembre déc diciembre dic dezembro dicembre grudnia grudzień gru декабря декабрь дек грудня δεκεμβρίου δεκ desember des aralık`,
})

func monthWords(rows [12]string) map[string]time.Month {
	all := map[string]time.Month{}
	for i, row := range rows {
		for word := range strings.FieldsSeq(row) {
			all[word] = time.Month(i + 1)
		}
	}
	return all
}

// weekdays are names of days, which a date may have and which are not checked:
// many feeds have the wrong one.
var weekdays = set(`monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat sunday sun
	montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
	lundi lun mardi mar mer mercredi jeudi jeu vendredi ven samedi sam dimanche dim
	lunes martes miércoles mié mie jueves jue viernes vie sábado sáb sabado sab domingo dom
	segunda terça quarta quinta sexta feira seg ter qua qui sex
	lunedì martedì mercoledì giovedì gio venerdì sabato domenica
	maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo
	poniedziałek pon wtorek wt środa śr czwartek czw piątek pt sobota sob niedziela niedz nie
	понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс
	δευ δευτέρα τρι τρίτη τετ τετάρτη πεμ πέμ πέμπτη παρ παρασκευή σαβ σάβ σάββατο κυρ κυριακή
	pazartesi salı çarşamba perşembe cuma cumartesi pazar 月 火 水 木 金 土
	hétfő kedd szerda csütörtök péntek szombat vasárnap mån tis ons tors tor fre lör lør søn`)

// fillers are words that a date may have and that say nothing.
var fillers = set(`às ore as klo o pukul at on the of de del um uhr le à a kl den om published updated posted date last modified hrs hours år г года р і`)

// ordinals follow a day's number.
var ordinals = set(`st nd rd th er º ª`)
