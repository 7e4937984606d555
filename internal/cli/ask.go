package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"dateline/internal/query"
	"dateline/internal/store"
)

// between are the days that what is asked for was published on.
type between struct{ since, until string }

func (b *between) flags(cmd *cobra.Command, published string) {
	cmd.Flags().StringVar(&b.since, "since", "", published+" on or after this `DATE`: a day, month or year")
	cmd.Flags().StringVar(&b.until, "until", "", published+" on or before this `DATE`")
}

// portion is how much of an answer is wanted.
type portion struct {
	limit int
	all   bool
}

func (p *portion) flags(cmd *cobra.Command, usual int, things string) {
	cmd.Flags().IntVarP(&p.limit, "limit", "n", usual, "`N` "+things+" at most")
	cmd.Flags().BoolVar(&p.all, "all", false, "all "+things)
}

// check returns a usage error for a command that cannot give so much.
func (p portion) check(command string) error {
	if p.limit <= 0 && !p.all {
		return usage("give a number from 1, or --all", "%s: --limit %d", command, p.limit)
	}
	return nil
}

// most is how many rows are wanted at most; 0: all.
func (p portion) most() int {
	if p.all {
		return 0
	}
	return p.limit
}

// ask opens the store to be asked n, within the case at hand if there is one.
// The caller closes it.
func (a *app) ask(ctx context.Context, n query.Node) (*store.Store, query.Node, error) {
	s, err := a.open(ctx, true)
	if err != nil {
		return nil, nil, err
	}
	if n, err = a.within(ctx, s, n); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, n, nil
}
