package protocol

import (
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// empowered is a problem of five parties on three issues whose capabilities
// differ by issue.
func empowered(seed uint64) *model.Problem {
	p := benchmarkProblem(5, 3, 2)
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // numbers of a test
	p.CapabilityOn = make([][]float64, p.Parties)
	for i := range p.Ideal {
		for k := range p.Ideal[i] {
			p.Ideal[i][k] = r.Float64()
		}
	}
	for i := range p.CapabilityOn {
		for range p.Issues {
			p.CapabilityOn[i] = append(p.CapabilityOn[i], 0.2+r.Float64())
		}
	}
	return p
}

// Theories that decide issues one by one decide each as if the capabilities on it
// were those of the parties.
func TestCapabilityByIssue(t *testing.T) {
	for _, name := range []string{"weighted_mean", "median", "challenge"} {
		moved := false
		for seed := range uint64(20) {
			p := empowered(seed)
			have := solved(t, name, p)
			for k := range p.Issues {
				q := clone(p)
				q.CapabilityOn = nil
				for i := range q.Capability {
					q.Capability[i] = p.CapabilityOn[i][k]
				}
				match(t, name, solved(t, name, q).Terms[k], have.Terms[k], 1e-12)
			}
			q := clone(p)
			q.CapabilityOn = nil
			for k, x := range solved(t, name, q).Terms {
				moved = moved || math.Abs(x-have.Terms[k]) > 1e-3
			}
		}
		if !moved {
			t.Errorf("%s: capabilities on issues change nothing", name)
		}
	}
}

// Theories that weigh whole positions take the mean over the issues, weighted by
// salience; where capabilities do not differ nothing changes to the last bit.
func TestCapabilityOverIssues(t *testing.T) {
	for _, name := range []string{"condorcet", "spatial"} {
		for seed := range uint64(20) {
			p := empowered(seed)
			q := clone(p)
			q.CapabilityOn = nil
			for i := range q.Capability {
				sum, total := 0.0, 0.0
				for k, s := range p.Attention[i] {
					sum, total = sum+s*p.CapabilityOn[i][k], total+s
				}
				q.Capability[i] = sum / total
			}
			have, want := solved(t, name, p), solved(t, name, q)
			for k := range want.Terms {
				match(t, name, want.Terms[k], have.Terms[k], 1e-9)
			}
		}
	}
	for _, e := range All {
		p := empowered(3)
		for i := range p.CapabilityOn {
			for k := range p.CapabilityOn[i] {
				p.CapabilityOn[i][k] = p.Capability[i]
			}
		}
		q := clone(p)
		q.CapabilityOn = nil
		have, want := solved(t, e.Name, p), solved(t, e.Name, q)
		for k := range want.Terms {
			tolerance := 0.0
			if e.Name == "condorcet" || e.Name == "spatial" {
				tolerance = 1e-9 // the mean of equal numbers may be off by rounding
			}
			match(t, e.Name, want.Terms[k], have.Terms[k], tolerance)
		}
	}
}

// Of exchanges only the shares on an issue count: twice the capability of all on
// one issue changes nothing, and twice that of one actor shifts its mean as by
// hand.
func TestCapabilityInExchanges(t *testing.T) {
	p := empowered(5)
	q := empowered(5)
	for i := range q.CapabilityOn {
		q.CapabilityOn[i][1] *= 2
	}
	have, want := solved(t, "exchange", q), solved(t, "exchange", p)
	for k := range want.Terms {
		match(t, "terms", want.Terms[k], have.Terms[k], 1e-12)
	}
	a := new(actors)
	a.setActors(p, new(choices))
	m := new(exchangeMarket)
	m.begin(a)
	for k := range p.Issues {
		num, den := 0.0, 0.0
		for i := range p.Parties {
			w := p.CapabilityOn[i][k] * p.Attention[i][k]
			num, den = num+w*p.Ideal[i][k], den+w
		}
		match(t, "mean", num/den, m.mean[k], 1e-12)
	}
}
