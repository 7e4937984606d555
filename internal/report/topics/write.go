package topics

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// article writes what an outlet publishes on a day.
func (m *maker) article(day int) Article {
	published := m.start.AddDate(0, 0, day)
	a := Article{Published: published, Outlet: outlets[m.IntN(len(outlets))]}
	if m.Float64() < m.plot.astray {
		a.Title, a.Text = m.strayArticle(day)
		return a
	}
	news := m.newsOf(day)
	var s []string
	if news != nil {
		a.Title = headline(news.what)
		s = append(s, m.told(news, day))
	} else {
		a.Title = headline(m.pick(m.plot.talks))
		s = append(s, capital(m.pick(m.plot.talks))+", "+m.pick(speakers)+" said "+m.when(day, day)+".")
	}
	for range 4 + m.IntN(9) {
		s = append(s, m.bodySentence(day, news))
	}
	a.Text = m.dateline(published) + s[0]
	for i, one := range s[1:] {
		if i%2 == 1 {
			a.Text += "\n\n"
		} else {
			a.Text += " "
		}
		a.Text += one
	}
	return a
}

// bodySentence is news, talk, background, history or something far off.
func (m *maker) bodySentence(day int, news *happening) string {
	switch p := m.Float64(); {
	case p < .25:
		return capital(m.pick(m.plot.talks)) + "."
	case p < .46:
		return capital(m.pick(m.plot.talks)) + ", " + m.pick(speakers) + " said " + m.when(day, day) + "."
	case p < .58 && news != nil:
		return m.told(news, day)
	case p < .82:
		if h := m.background(day); h != nil {
			return m.told(h, day)
		}
		return m.pick(speakers) + " did not want to be named."
	case p < .85:
		if h := m.next(day); h != nil {
			return capital(m.pick(speakers)) + " will look to " + m.when(day, h.day) + "."
		}
		return "Nobody could say what comes next."
	case p < .89:
		h := m.past[m.IntN(len(m.past))]
		return m.sentence(h.what, day, h.day)
	case p < .93:
		return m.sentence(m.pick(strayClauses), day, day-m.IntN(40))
	default:
		return "There were " + fmt.Sprint(3+m.IntN(90)) + " of them, and none was " + m.pick([]string{"spared", "counted", "insured", "asked"}) + "."
	}
}

// newsOf draws what an article of a day tells: nil for talk alone.
func (m *maker) newsOf(day int) *happening {
	return m.draw(.6, func(h *happening) float64 { return h.interest(day) })
}

// background draws what is looked back upon: what weighed much, longer.
func (m *maker) background(day int) *happening {
	return m.draw(0, func(h *happening) float64 {
		if h.day > day-1 {
			return 0
		}
		return math.Pow(h.weight, 1.1) * h.memory / math.Pow(float64(day-h.day)+2, .6)
	})
}

func (m *maker) next(day int) *happening {
	return m.draw(0, func(h *happening) float64 {
		if !h.plan || h.day <= day || h.day > day+40 {
			return 0
		}
		return h.weight
	})
}

// draw picks a happening by weight; nothing has a weight of its own.
func (m *maker) draw(nothing float64, weight func(*happening) float64) *happening {
	total := nothing
	for i := range m.main {
		total += weight(&m.main[i])
	}
	at := m.Float64()*total - nothing
	if at < 0 || total == 0 {
		return nil
	}
	for i := range m.main {
		if at -= weight(&m.main[i]); at < 0 {
			return &m.main[i]
		}
	}
	return nil
}

func (m *maker) pick(list []string) string { return list[m.IntN(len(list))] }

// sentence tells a clause with its day, before or behind it.
func (m *maker) sentence(what string, today, day int) string {
	when := m.when(today, day)
	if m.Float64() < .35 {
		return capital(when) + ", " + what + "."
	}
	return capital(what) + " " + when + "."
}

// told is a sentence of a happening; half of them leave the day to the reader.
func (m *maker) told(h *happening, today int) string {
	if m.Float64() < .5 {
		return capital(h.what) + ", " + m.pick(speakers) + " said."
	}
	return m.sentence(h.what, today, h.day)
}

// when writes a day as an article of another day does.
func (m *maker) when(today, day int) string {
	d := m.start.AddDate(0, 0, day)
	weekday := d.Weekday().String()
	ago := today - day
	switch {
	case ago == 0 && m.Float64() < .2:
		return "today"
	case ago == 1 && m.Float64() < .25:
		return "yesterday"
	case ago >= 0 && ago < 6:
		return "on " + weekday
	case ago == 6 || ago == 7:
		return "last " + weekday
	case ago > 20 && m.Float64() < .25:
		return "in " + d.Format("January 2006")
	case ago > 7 && m.Float64() < .12:
		return fmt.Sprintf("%d weeks ago", max(2, ago/7))
	}
	form := m.pick([]string{"on January 2", "on 2 January"})
	if ago > 150 || ago < -150 || m.Float64() < .3 {
		form = m.pick([]string{"on January 2, 2006", "on 2 January 2006"})
	}
	return d.Format(form)
}

// dateline stands before a wire's text.
func (m *maker) dateline(d time.Time) string {
	if m.Float64() < .7 {
		return ""
	}
	return strings.ToUpper(m.pick(m.plot.places)) + ", " + d.Format("Jan 2") + " (Sound Wire) - "
}

// strayArticle has nothing to do with the topic but a word of it.
func (m *maker) strayArticle(day int) (title, body string) {
	what := m.pick(strayClauses)
	s := []string{m.sentence(what, day, day-m.IntN(3))}
	for range 4 + m.IntN(5) {
		s = append(s, m.sentence(m.pick(strayClauses), day, day-m.IntN(20)))
	}
	s = append(s, "A visitor from "+m.pick(m.plot.places)+" watched.")
	return headline(what), strings.Join(s, " ")
}

func headline(what string) string { return capital(what) }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
