package page

import (
	"strings"
	"sync"
	"time"

	"dateline/internal/text"
)

// monthRows are the names and abbreviations of the twelve months, in the forms
// that dates use: English, German, French, Spanish, Portuguese, Italian, Dutch,
// Swedish, Danish, Norwegian, Finnish, Polish, Czech, Romanian, Hungarian,
// Turkish, Greek, Russian, Ukrainian, Arabic (Egypt; Levant), Hebrew, Hindi,
// Indonesian, Catalan.
var monthRows = [12]string{
	`january jan januar jänner jaenner janvier janv enero ene janeiro gennaio gen januari tammikuu tammikuuta stycznia styczeń sty ledna leden ianuarie ian január ocak oca
	 ιανουαρίου ιανουάριος ιαν января январь янв січня січень січ يناير كانون-الثاني جانفي ינואר ינו जनवरी gener`,
	`february feb febr februar feber février fevrier févr fév febrero fevereiro fev febbraio februari helmikuu helmikuuta lutego luty lut února únor februarie február şubat şub
	 φεβρουαρίου φεβρουάριος φεβ февраля февраль фев февр лютого лютий лют فبراير شباط فيفري פברואר פבר फरवरी फ़रवरी febrer`,
	`march mar mars märz maerz mrz marzo março marco maart mrt maaliskuu maaliskuuta marca marzec března březen bře martie március márc mart marts maret març
	 μαρτίου μάρτιος μαρ марта март мар березня березень бер مارس آذار מרץ מרס मार्च`,
	`april apr avril avr abril abr aprile huhtikuu huhtikuuta kwietnia kwiecień kwi dubna duben dub aprilie április ápr nisan nis
	 απριλίου απρίλιος απρ апреля апрель апр квітня квітень квіт кві أبريل ابريل إبريل نيسان أفريل אפריל אפר अप्रैल`,
	`may mai mayo maio maggio mag mei toukokuu toukokuuta maja maj května květen kvě május máj mayıs maig
	 μαΐου μαίου μάιος μάϊος μαΐ мая май травня травень трав тра مايو أيار ماي מאי मई`,
	`june jun juni juin junio junho giugno giu kesäkuu kesäkuuta czerwca czerwiec cze června červen iunie iun június jún haziran haz juny
	 ιουνίου ιούνιος ιουν июня июнь июн червня червень черв чер يونيو يونيه حزيران جوان יוני יונ जून`,
	`july jul juli juillet juil julio julho luglio lug heinäkuu heinäkuuta lipca lipiec lip července červenec iulie iul július júl temmuz tem juliol
	 ιουλίου ιούλιος ιουλ июля июль июл липня липень лип يوليو يوليه تموز جويلية יולי יול जुलाई`,
	`august aug août aout agosto ago augustus augusti elokuu elokuuta sierpnia sierpień sie srpna srpen srp augusztus ağustos ağu agustus agost
	 αυγούστου αύγουστος αυγ августа август авг серпня серпень серп сер أغسطس اغسطس آب أوت אוגוסט אוג अगस्त`,
	`september sep sept septembre septiembre setiembre setembro set settembre syyskuu syyskuuta września wrzesień wrz září zář septembrie szeptember szept eylül eyl setembre
	 σεπτεμβρίου σεπτέμβριος σεπ сентября сентябрь сен сент вересня вересень вер سبتمبر أيلول ספטמבר ספט सितंबर सितम्बर`,
	`october oct oktober okt octobre octubre outubro out ottobre ott lokakuu lokakuuta października październik paź října říjen říj octombrie október ekim eki
	 οκτωβρίου οκτώβριος οκτ октября октябрь окт жовтня жовтень жовт жов أكتوبر اكتوبر تشرين-الأول אוקטובר אוק अक्टूबर अक्तूबर`,
	`november nov novembre noviembre novembro marraskuu marraskuuta listopada listopad lis listopadu noiembrie noi kasım kas
	 νοεμβρίου νοέμβριος νοε ноября ноябрь ноя нояб листопада листопад лист نوفمبر تشرين-الثاني נובמבר נוב नवंबर नवम्बर`,
	`december dec dezember dez décembre déc diciembre dic dezembro dicembre joulukuu joulukuuta grudnia grudzień gru prosince prosinec pro decembrie aralık ara desember des desembre
	 δεκεμβρίου δεκέμβριος δεκ декабря декабрь дек грудня грудень груд гру ديسمبر كانون-الأول דצמבר דצמ दिसंबर दिसम्बर`,
}

// solarRows are the months of the Persian calendar.
var solarRows = [12]string{
	`فروردین`, `اردیبهشت`, `خرداد`, `تیر`, `مرداد`, `شهریور`, `مهر`, `آبان`, `آذر`, `دی`, `بهمن`, `اسفند`,
}

// Words around a date that tell what it is the date of, folded. A word counts
// if it stands before the date in the same block; so do its longer forms.
const (
	modifiedCues = `updated update modified revised edited changed reviewed aktualisier akt geändert geaendert überarbeit bearbeitet mis-à-jour mise-à-jour màj modifié
	 actualizad actualitz modificad atualizad aggiorna modificat bijgewerkt gewijzigd aangepast uppdatera ändrad oppdatert endret opdater ændret päivit muokattu
	 aktualizac zaktualizowano zmodyfikowano aktualizov upraveno actualizat modificat frissít frissítve módosít güncelle ενημερώθηκε ενημέρωση τροποποιήθηκε
	 обновлен изменен отредактирован оновлен змінен تحديث تعديل עודכן עדכון به-روز अपडेट संशोधित 更新 修改 最終更新 수정 업데이트`
	publishedCues = `wurde-am published pressemitteilung publish posted post date dated released issued created written added uploaded submitted veröffentlicht veroeffentlicht erschienen erstellt verfasst
	 geschrieben eingestellt datum stand gepostet publiziert publié publie posté paru créé rédigé mis-en-ligne mise-en-ligne publicad publicat publicación fecha escrito postado
	 publicação postad pubblicato scritto inserito geplaatst gepubliceerd verschenen publicera skriven publisert offentliggjort udgivet oprettet julkaistu kirjoitettu
	 opublikowan dodano utworzono publikov vydáno vloženo zveřejněno megjelen közzé feltöltve létrehozva yayın eklenme tarih giriş δημοσιεύ δημοσίευση ανάρτηση
	 опубликован добавлен размещен дата опублікован додан نشر بتاريخ تاريخ פורסם תאריך انتشار تاریخ प्रकाशित 公開 発行 掲載 配信 投稿 公開日 发布 發布 发表 發表 时间 時間 日期 입력 등록 승인 게시 작성`
	// A date after these is no date of the page.
	otherCues = `© copyright born geboren né née gültig valid expires expire until bis jusqu hasta joined registriert anmeldedatum mitglied
	 inscrit since seit depuis desde deadline abgerufen retrieved accessed consulté`
)

// clockWords may stand between a day and its time; zoneNames are the zones that
// mean one offset only, in minutes.
var (
	clockWords = set(`um at à a klo kl om alle ore ob o в às as h saat ώρα the on t г года р r uhr time pukul - ، ב`)
	dayWords   = set(`st nd rd th er º ª o e de del of d m tammi den dne`)
	zoneNames  = map[string]int{"utc": 0, "gmt": 0, "z": 0, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eest": 180, "msk": 180, "мск": 180, "jst": 540, "kst": 540}
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

// monthNames maps folded names to months; solar ones are 13 to 24.
var monthNames = sync.OnceValue(func() map[string]time.Month {
	all := make(map[string]time.Month, 700)
	for i := range 12 {
		for w := range strings.FieldsSeq(solarRows[i]) {
			all[text.Fold(w)] = time.Month(i + 13)
		}
	}
	for i := range 12 {
		for w := range strings.FieldsSeq(monthRows[i]) {
			all[text.Fold(strings.ReplaceAll(w, "-", " "))] = time.Month(i + 1)
		}
	}
	return all
})

// cueLists are the cue words, folded, by what they say.
var cueLists = sync.OnceValue(func() map[Role][]string {
	all := map[Role][]string{}
	for role, words := range map[Role][]string{Modified: strings.Fields(modifiedCues), Published: strings.Fields(publishedCues), "": strings.Fields(otherCues)} {
		for _, w := range words {
			all[role] = append(all[role], text.Fold(strings.ReplaceAll(w, "-", " ")))
		}
	}
	return all
})
