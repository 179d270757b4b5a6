package protocol

import (
	"reflect"
	"strings"
	"testing"
)

// A preset sets every switch and is named where users look; switches given in
// addition override it.
func TestSpatialPresets(t *testing.T) {
	field, _ := reflect.TypeFor[spatialParameters]().FieldByName("Preset")
	for _, p := range spatialPresets {
		if !strings.Contains(field.Tag.Get("doc"), p.name) || !strings.Contains(Spatial.Explain, p.name) {
			t.Errorf("%s is not documented", p.name)
		}
		got, err := spatialSwitches{}.over(p.name)
		if err != nil || got != p.spatialSwitches {
			t.Errorf("%s: %+v, %v", p.name, got, err)
		}
		v := reflect.ValueOf(got)
		for i := range v.NumField() {
			name, of := v.Type().Field(i).Name, "else"
			if v.Field(i).String() == "" {
				t.Errorf("%s leaves %s open", p.name, name)
			}
			var one spatialSwitches
			reflect.ValueOf(&one).Elem().Field(i).SetString(of)
			got, _ := one.over(p.name)
			want := p.spatialSwitches
			reflect.ValueOf(&want).Elem().Field(i).SetString(of)
			if got != want {
				t.Errorf("%s with another %s: %+v", p.name, name, got)
			}
		}
	}
	for preset, random := range map[string]bool{"ktab": false, "ktab_example": true} {
		theory, err := built(Spatial, func(p *spatialParameters) { p.Preset = preset })
		if err != nil || theory.Random != random {
			t.Errorf("%s: random %v, %v", preset, theory.Random, err)
		}
	}
}
