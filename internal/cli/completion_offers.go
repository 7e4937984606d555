package cli

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/query"
	"dateline/internal/report"
	"dateline/internal/store"
	"dateline/internal/terminal"
)

// How much the shell is offered, and how many of the newest articles are looked
// at for it: it has to come before the user has taken the finger off the key.
const (
	offersMost   = 40
	offersRecent = 200
	offersRead   = 60 // newest articles whose names are looked at
)

// Commands and options whose values are in the store, and what they take.
var (
	offeredArguments = map[string]func(*offers, string) []string{
		"search": (*offers).query, "timeline": (*offers).query, "deals": (*offers).query, "claims": (*offers).query, "coverage": (*offers).query,
		"entities": (*offers).query, "export": (*offers).query, "review": (*offers).query, "trace": (*offers).articleOrQuery,
		"show": (*offers).articleFirst, "diff": (*offers).articleFirst,
		"case show": (*offers).caseFirst, "case add": (*offers).caseAndArticles, "case remove": (*offers).caseAndArticles, "case event": (*offers).caseFirst,
		"case note": (*offers).caseFirst, "case export": (*offers).caseFirst, "watch remove": (*offers).watchFirst, "watch add": (*offers).queryBehindName,
	}
	offeredOptions = map[string]func(*offers, string) []string{
		"case": (*offers).cases, "entity": (*offers).entity, "speaker": (*offers).entity, "outlet": (*offers).outlet,
		"query": (*offers).query, "in": (*offers).query, "compare": (*offers).query, "article": (*offers).article,
	}
)

// offerFromStore lets the shell offer what the store has, with every command
// and option that takes it.
func (a *app) offerFromStore(root *cobra.Command) {
	for _, cmd := range allCommands(root) {
		path := strings.TrimPrefix(cmd.CommandPath(), root.Name()+" ")
		if list, known := offeredArguments[path]; known && cmd.ValidArgsFunction == nil {
			cmd.ValidArgsFunction = a.offered(list)
		}
		for name, list := range offeredOptions {
			if flag := cmd.LocalNonPersistentFlags().Lookup(name); flag != nil && flag.Value.Type() == "string" {
				_ = cmd.RegisterFlagCompletionFunc(name, a.offered(list)) // an error: it has one already
			}
		}
	}
}

// allCommands are a command and those below it.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, sub := range cmd.Commands() {
		all = append(all, allCommands(sub)...)
	}
	return all
}

// offered opens the store, without a word if there is none, and lists.
func (a *app) offered(list func(*offers, string) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		o := &offers{ctx: cmd.Context(), args: args, app: a}
		if a.readSettings() == nil {
			if s, err := a.open(o.ctx, true); err == nil {
				defer func() { _ = s.Close() }()
				o.store = s
			}
		}
		all := list(o, typed)
		if o.open {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return all[:min(len(all), offersMost)], directive
	}
}

// offers is one question of the shell. Its methods return what may stand in
// place of what was typed, each with a tab and a remark behind it; nothing
// where the store cannot be read.
type offers struct {
	ctx    context.Context //nolint:containedctx // it lives as long as the question
	app    *app
	store  *store.Store // nil: there is none
	args   []string     // that stand before
	open   bool         // more belongs to what is offered
	recent []report.Article
}

// newest are the newest articles.
func (o *offers) newest() []report.Article {
	if o.recent == nil && o.store != nil {
		_, _ = report.Search(o.ctx, o.store, query.All{}, report.SearchOptions{Limit: offersRecent}, func(a report.Article) error {
			o.recent = append(o.recent, a)
			return nil
		})
	}
	return o.recent
}

// query offers fields, and the values of the field that was begun.
func (o *offers) query(typed string) []string {
	head, token := lastToken(typed)
	name, value, valued := strings.Cut(token, ":")
	var all []string
	for _, f := range query.Fields {
		switch {
		case !valued && begins(f.Name, name):
			about, _, _ := strings.Cut(f.Help, ":")
			all = append(all, head+f.Name+":\t"+about)
		case valued && strings.EqualFold(f.Name, name):
			return o.fieldValues(f, head+name+":", value)
		}
	}
	o.open = !valued
	return all
}

// fieldValues offers the values of a field.
func (o *offers) fieldValues(f query.FieldInfo, head, value string) []string {
	value, quoted := strings.CutPrefix(value, `"`)
	var all []string
	switch f.Name {
	case "outlet":
		all = o.outlet(value)
	case "company", "agency", "product", "person", "entity":
		all = o.entities(f.Name, value, !quoted)
	case "lang":
		all = counted(o.newest(), value, func(a report.Article) string { return a.Language })
	case "story":
		all = o.stories(value)
	case "source":
		all = o.sources(value)
	case "date":
		all = beginning([]string{"P7D/\tthe last seven days", "P30D/\tthe last thirty days", "P1Y/\tthe last year"}, value)
	default:
		all = beginning(f.Values, value)
	}
	for i, offer := range all {
		word, about, described := strings.Cut(offer, "\t")
		if quoted || strings.ContainsAny(word, " \t()") {
			word = `"` + word + `"`
		}
		if all[i] = head + word; described {
			all[i] += "\t" + about
		}
	}
	return all
}

// entity offers names of any kind, for an option that takes one.
func (o *offers) entity(typed string) []string { return o.entities("entity", typed, false) }

// entities offers names of a kind that the store has: those that begin so, or
// have another name that does; the most frequent first. With short, another
// name of one word stands in for one of several.
func (o *offers) entities(kind, typed string, short bool) []string {
	found, aliases := o.known(kind, typed)
	var all []string
	for _, offer := range found {
		alias := aliases[offer.Name]
		name, about := offer.Name, string(offer.Kind)+", in "+terminal.Plural(offer.Versions, "text", "texts")
		if !begins(name, typed) || short && strings.Contains(name, " ") && alias != "" && !strings.Contains(alias, " ") {
			name, about = alias, offer.Name+", "+about
		}
		all = append(all, terminal.Clean(name)+"\t"+terminal.Clean(about))
	}
	return all
}

// known are the entities of a kind that the store has whose name, or another
// name of theirs, begins so; and of each the shortest such other name.
func (o *offers) known(kind, typed string) (found []store.Offer, aliases map[string]string) {
	if o.store == nil {
		return nil, nil
	}
	aliases = map[string]string{}
	if typed != "" {
		for alias, e := range gazetteer.Beginning(o.app.nameRows(), typed) {
			if kind != "entity" && string(e.Kind) != kind {
				continue
			}
			if known, ok := aliases[e.Name]; !ok || len(alias) < len(known) {
				aliases[e.Name] = alias
			}
		}
	}
	found, err := o.store.Offers(o.ctx, kind, typed, slices.AppendSeq(o.recentNames(kind, typed), maps.Keys(aliases)), offersMost)
	if err != nil {
		return nil, nil
	}
	return found, aliases
}

// recentNames are the names of a kind in the newest articles that begin so.
func (o *offers) recentNames(kind, typed string) []string {
	names := map[string]bool{}
	for told, err := range o.store.Readings(o.ctx, query.Newest(query.All{}, offersRead)) {
		if err != nil {
			break
		}
		for _, m := range told.Reading.Mentions {
			if (kind == "entity" || string(m.Kind) == kind) && begins(m.Name, typed) {
				names[m.Name] = true
			}
		}
	}
	return slices.Collect(maps.Keys(names))
}

// outlet offers outlets by domain, or by name where that was begun; those of
// the newest articles first.
func (o *offers) outlet(typed string) []string {
	if o.store == nil {
		return nil
	}
	known, err := o.store.Outlets(o.ctx)
	if err != nil {
		return nil
	}
	often := map[string]int{}
	for _, a := range o.newest() {
		often[a.Domain]++
	}
	outlets := slices.SortedFunc(maps.Values(known), func(a, b news.Outlet) int {
		return cmp.Or(cmp.Compare(often[b.Domain], often[a.Domain]), cmp.Compare(a.Domain, b.Domain))
	})
	var all []string
	for _, outlet := range outlets {
		switch {
		case begins(outlet.Domain, typed):
			all = append(all, terminal.Clean(outlet.Domain)+"\t"+terminal.Clean(outlet.Name))
		case begins(outlet.Name, typed):
			all = append(all, terminal.Clean(outlet.Name)+"\t"+terminal.Clean(outlet.Domain))
		}
	}
	return all
}

// article offers the numbers of the newest articles.
func (o *offers) article(typed string) []string {
	var all []string
	for _, a := range o.newest() {
		if id := strconv.FormatInt(a.ID, 10); begins(id, typed) {
			all = append(all, id+"\t"+strings.Join(parts(shortDate(a.Published), terminal.Clean(a.Outlet)), " ")+": "+terminal.Clean(titleShown(a)))
		}
	}
	return all
}

func (o *offers) articleOrQuery(typed string) []string {
	if len(o.args) == 0 && isNumber(typed) {
		return o.article(typed)
	}
	return o.query(typed)
}

// stories offers the stories of the newest articles, each with a title.
func (o *offers) stories(typed string) []string {
	seen := map[int64]bool{}
	var all []string
	for _, a := range o.newest() {
		if a.Story == nil || seen[*a.Story] || !begins(strconv.FormatInt(*a.Story, 10), typed) {
			continue
		}
		seen[*a.Story] = true
		all = append(all, strconv.FormatInt(*a.Story, 10)+"\t"+terminal.Clean(titleShown(a)))
	}
	return all
}

func (o *offers) sources(typed string) []string {
	if o.store == nil {
		return nil
	}
	sources, err := o.store.Sources(o.ctx)
	if err != nil {
		return nil
	}
	var all []string
	for _, s := range sources {
		if id := strconv.FormatInt(s.ID, 10); s.State != news.SourceRemoved && begins(id, typed) {
			all = append(all, id+"\t"+terminal.Clean(titleOf(s.Title, s.URL)))
		}
	}
	return all
}

// cases offers the names of cases.
func (o *offers) cases(typed string) []string {
	if o.store == nil {
		return nil
	}
	cases, err := o.store.Cases(o.ctx)
	if err != nil {
		return nil
	}
	var all []string
	for _, c := range cases {
		if begins(c.Name, typed) {
			all = append(all, terminal.Clean(c.Name)+"\t"+terminal.Clean(c.Query))
		}
	}
	return all
}

// caseFirst offers a case as the first argument, and nothing behind it.
func (o *offers) caseFirst(typed string) []string {
	if len(o.args) > 0 {
		return nil
	}
	return o.cases(typed)
}

// caseAndArticles offers a case, then articles.
func (o *offers) caseAndArticles(typed string) []string {
	if len(o.args) > 0 {
		return o.article(typed)
	}
	return o.cases(typed)
}

// watchFirst offers a watch as the first argument.
func (o *offers) watchFirst(typed string) []string {
	if o.store == nil || len(o.args) > 0 {
		return nil
	}
	watches, err := o.store.Watches(o.ctx)
	if err != nil {
		return nil
	}
	var all []string
	for _, w := range watches {
		if begins(w.Name, typed) {
			all = append(all, terminal.Clean(w.Name)+"\t"+terminal.Clean(w.Query))
		}
	}
	return all
}

// articleFirst offers an article as the first argument.
func (o *offers) articleFirst(typed string) []string {
	if len(o.args) > 0 {
		return nil
	}
	return o.article(typed)
}

// queryBehindName offers a query behind a name of the user's own.
func (o *offers) queryBehindName(typed string) []string {
	if len(o.args) == 0 {
		return nil
	}
	return o.query(typed)
}

// begins says whether a word begins with what was typed, whatever the case.
func begins(word, typed string) bool {
	return len(word) >= len(typed) && strings.EqualFold(word[:len(typed)], typed)
}

func beginning(words []string, typed string) []string {
	var all []string
	for _, word := range words {
		if begins(word, typed) {
			all = append(all, word)
		}
	}
	return all
}

// counted are the values that articles have, the most frequent first.
func counted(articles []report.Article, typed string, value func(report.Article) string) []string {
	often := map[string]int{}
	for _, a := range articles {
		if v := value(a); v != "" && begins(v, typed) {
			often[v]++
		}
	}
	return slices.SortedFunc(maps.Keys(often), func(a, b string) int { return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(a, b)) })
}

// lastToken parts a query before the word that is being typed.
func lastToken(typed string) (head, token string) {
	start, quoted := 0, false
	for i, r := range typed {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && (r == ' ' || r == '(' || r == '-' && i == start):
			start = i + 1
		}
	}
	return typed[:start], typed[start:]
}
