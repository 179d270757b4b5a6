package tabular_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"sim/model/scenario"
	"sim/scenarios/tabular"
)

// FuzzImport: whatever a file holds, it is made a scenario or refused with what is
// wrong in the table, never with what would be wrong in a scenario made of it.
func FuzzImport(f *testing.F) {
	for _, seed := range []struct{ format, text string }{
		{"ktab", "Name,about,2,1\nActor,Description,Power,x Position,x Salience\nA,first,1,30,24\nB,second,2,40,50\n"},
		{"ktab", "<Scenario><Dimensions><dName>x</dName></Dimensions><Actors><Actor><name>a</name><capability>1</capability><Position><dCoord>1</dCoord></Position><Salience><dSal>9</dSal></Salience></Actor><Actor><name>b</name><capability>2</capability><Position><dCoord>7</dCoord></Position><Salience><dSal>5</dSal></Salience></Actor></Actors></Scenario>"},
		{"ktab", "<!-- nothing -->"},
		{"decide", "#O;title\n#A;a;A\n#A;b;B\n#P;p;P\n#P;q;Q\n#M;p;0;nothing\n#M;p;9;all\n#D;a;p;1;0.5;0.5\n#D;b;p;7;0.5;1\n#D;b;q;7;0.5;1\n#D;a;q;17;0.5;0.5\n"},
		{"bdm", "Actor,Capability,Position,Salience\nyes,1,2,30\nno,2,3,40\n"},
		{"csv", "Title\nparty;seat;power;x position;x salience\n#unit;;;points\n#low;;;0\n#high;;;\"9,5\"\n#status quo;;;1\n# remark\na;observer;1;2;30\nb;sponsor;2;3;40\n"},
		{"csv", "\xef\xbb\xbfparty,x position,x salience\n\"a \"\"quoted\"\" name\",2,30\n1st,3,40\n\xe9,3,40\n"},
	} {
		f.Add(seed.format, seed.text)
	}
	f.Fuzz(func(t *testing.T, format, text string) {
		path := filepath.Join(t.TempDir(), "table.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, o := range []tabular.Options{{}, {Seat: "signatory", Salience: 100, Ranges: []string{"observed"}}} {
			o.As = format
			made, err := tabular.Import([]string{path}, "made.yaml", o)
			if invalid, ok := errors.AsType[*scenario.Error](err); ok {
				t.Errorf("%q: the scenario made of it is not valid: %v", text, invalid)
			}
			if err == nil && (made.Parties < 2 || made.Issues < 1 || made.Numbers < 2) {
				t.Errorf("%q: %d parties, %d issues, %d numbers", text, made.Parties, made.Issues, made.Numbers)
			}
		}
	})
}
