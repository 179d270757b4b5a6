package explore

import (
	"context"
	"errors"

	"sim/model/study"
	"sim/output"
)

// A Preference is how holders of levers would rather set them, all others being as in a
// setting.
type Preference struct {
	Levers  []Rather `json:"levers"`
	Remarks []string `json:"remarks"` // what they would gain by it, and what that assumes
}

// A Rather is the weight that the holder of a lever would rather give it.
type Rather struct {
	Path   string  `json:"path"` // of the weight
	Weight float64 `json:"weight"`
	Text   string  `json:"text"`
}

// Rather finds how each holder would rather set its levers. The error is a
// *SettingError or that of study.Session.BestReplies.
func (d *Desk) Rather(ctx context.Context, q *Setting) (*Preference, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	r, err := d.session.BestReplies(ctx, q.asked())
	if err != nil {
		return nil, d.unanswerable(err)
	}
	e := &output.Equilibrium{Study: &output.Study{Subject: r.Subject}, EquilibriumResult: r}
	g := e.Leading()
	v := &Preference{Remarks: append([]string{"Under " + e.TheoryOf(g) + ", " + e.Regrets(g) + "."}, e.Assumed()...)}
	now := e.Now()
	for h := range e.Holders {
		to := g.Replies[h].To(now)
		for _, j := range e.Holders[h].Levers {
			one := Rather{e.Levers[j].Path, to[j], "Its holder would rather: " + output.Weight(to[j])}
			if to[j] == now[j] {
				one.Text = "Its holder would leave it as it is"
			}
			v.Levers = append(v.Levers, one)
		}
	}
	return v, nil
}

// unanswerable says what is wrong with a setting in which holders cannot be asked.
func (d *Desk) unanswerable(err error) error {
	text := ""
	if e, ok := errors.AsType[*study.MissingValuesError](err); ok {
		text = "aims: " + e.Error()
	} else if e, ok := errors.AsType[*study.UnobservedError](err); ok {
		text = output.Unobserved(d.session.Base.Scenario.Bargain, e)
	} else if errors.Is(err, study.ErrNoPlayers) {
		text = "This scenario has " + study.ErrNoPlayers.Error()
	} else {
		return inSetting(err)
	}
	return &SettingError{[]Problem{{Text: text}}}
}
