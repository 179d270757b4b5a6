package scenarios_test

import (
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"

	"sim/model"
)

var tabulated = flag.Bool("table", false, "print what every lever of alaska.yaml does")

// TestLeverTable prints what every lever of alaska does under nash as its weight
// goes from 0 to 1: shares, terms, and what it means to each party, with the
// error of each paired difference; "~" follows what lies within two errors.
//
//	go test ./scenarios -run LeverTable -v -args -table -draws 4096
func TestLeverTable(t *testing.T) {
	if !*tabulated {
		t.Skip("only with -args -table")
	}
	b := read(t, "alaska.yaml")
	columns := []measure{share(model.Settlement), share(model.Ceasefire), share(model.Partial), share(model.Stalemate)}
	for _, issue := range []string{"territory", "guarantee", "us_sanctions", "eu_sanctions", "eu_path", "arms"} {
		columns = append(columns, terms(issue))
	}
	printTable(t, b, "shares of draws and mean terms", columns)
	for _, of := range []struct {
		name string
		of   func(party string) measure
	}{
		{"reservation value, round 0", reservation},
		{"talking value, round 0", talking},
		{"utility", utility},
		{"payoff of the agreement in force at the end, where there is one on both sides", payoff},
		{"payoff of a settlement at once", agreed},
		{"trust in a settlement at once", trust},
	} {
		columns = columns[:0]
		for _, p := range b.ListedParties() {
			columns = append(columns, of.of(b.Parties[p].ID))
		}
		printTable(t, b, of.name, columns)
	}
}

// printTable prints a row per lever and a column per measure.
func printTable(t *testing.T, b *model.Bargain, title string, columns []measure) {
	t.Helper()
	var out strings.Builder
	fmt.Fprintf(&out, "\n%s: weight 0 to 1, %d draws\n\n| lever |", title, *draws)
	for _, m := range columns {
		fmt.Fprintf(&out, " %s |", m.name)
	}
	out.WriteString("\n|---|" + strings.Repeat("---|", len(columns)) + "\n")
	for _, l := range b.ListedLevers() {
		path := "levers." + b.Levers[l].ID + ".weight"
		low, high := play(t, "alaska.yaml", set("0", path), *draws), play(t, "alaska.yaml", set("1", path), *draws)
		fmt.Fprintf(&out, "| %s |", b.Levers[l].ID)
		for _, m := range columns {
			gain, err := moved(m, low, high)
			note := ""
			if !(math.Abs(gain) > 2*err) {
				note = "~"
			}
			fmt.Fprintf(&out, " %+.4f%s ± %.4f |", gain, note, err)
		}
		out.WriteString("\n")
	}
	t.Log(out.String())
}
