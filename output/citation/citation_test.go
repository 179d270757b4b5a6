package citation_test

import (
	"strings"
	"testing"

	"sim/model/study"
	"sim/output/citation"
)

// Citations are read into the parts that BibTeX needs, whatever they are works of.
func TestWorks(t *testing.T) {
	for text, want := range map[string]string{
		"J. F. Nash, The Bargaining Problem, Econometrica 18 (1950); weights: E. Kalai, Nonsymmetric Nash Solutions, International Journal of Game Theory 6 (1977)": `@article{kalai1977,
  author = {E. Kalai},
  title = {{Nonsymmetric Nash Solutions}},
  journal = {International Journal of Game Theory},
  volume = {6},
  year = {1977}
}
@article{nash1950,
  author = {J. F. Nash},
  title = {{The Bargaining Problem}},
  journal = {Econometrica},
  volume = {18},
  year = {1950}
}
`,
		"J. C. Harsanyi, Cardinal Welfare, Individualistic Ethics, and Interpersonal Comparisons of Utility, Journal of Political Economy 63 (1955)": `@article{harsanyi1955,
  author = {J. C. Harsanyi},
  title = {{Cardinal Welfare, Individualistic Ethics, and Interpersonal Comparisons of Utility}},
  journal = {Journal of Political Economy},
  volume = {63},
  year = {1955}
}
`,
		"J. M. M. Van den Bos, Dutch EC Policy Making (1991); C. H. Achen, Institutional Realism and Bargaining Models, in The European Union Decides (2006)": `@incollection{achen2006,
  author = {C. H. Achen},
  title = {{Institutional Realism and Bargaining Models}},
  booktitle = {The European Union Decides},
  year = {2006}
}
@book{vandenbos1991,
  author = {J. M. M. Van den Bos},
  title = {{Dutch EC Policy Making}},
  year = {1991}
}
`,
		"T. C. Schelling, The Strategy of Conflict (1960), ch. 2; B. P. Wise, L. Lester and B. Efird, A Toolkit (KTAB), KAPSARC (2015); I. Ståhl, Bargaining Theory (1972)": `@book{schelling1960,
  author = {T. C. Schelling},
  title = {{The Strategy of Conflict}},
  year = {1960},
  note = {ch. 2}
}
@book{stahl1972,
  author = {I. Ståhl},
  title = {{Bargaining Theory}},
  year = {1972}
}
@techreport{wise2015,
  author = {B. P. Wise and L. Lester and B. Efird},
  title = {{A Toolkit (KTAB)}},
  institution = {KAPSARC},
  year = {2015}
}
`,
	} {
		if got := citation.BibTeX(citation.Works(text)); got != want {
			t.Errorf("%s\n%s\nwant\n%s", text, got, want)
		}
	}
	twice := citation.Works("J. D. Fearon, One, A 1 (1994); J. D. Fearon, Two & Three, A 1 (1994); J. D. Fearon, One, A 1 (1994)")
	if got := citation.BibTeX(twice); strings.Count(got, "@article") != 2 || !strings.Contains(got, "@article{fearon1994b,") || !strings.Contains(got, `Two \& Three`) {
		t.Errorf("two works of one year and one of them twice:\n%s", got)
	}
}

// Every part of every citation of a theory is read, so that none is lost.
func TestEveryTheory(t *testing.T) {
	cited := 0
	for _, k := range study.Catalogue() {
		if k.Name != "theories" {
			continue
		}
		for _, e := range k.Entries {
			works := citation.Works(e.Citation)
			if want := strings.Count(e.Citation, "; ") + 1; e.Citation != "" && len(works) != want {
				t.Errorf("%s: %d of %d works read of %s", e.Name, len(works), want, e.Citation)
			}
			cited += len(works)
			for _, w := range works {
				if w.Title == "" || len(w.Year) != 4 || strings.ContainsAny(strings.Join(w.Authors, ""), "0123456789(") {
					t.Errorf("%s: %+v", e.Name, w)
				}
			}
		}
	}
	if cited < 30 {
		t.Errorf("%d works only", cited)
	}
}
