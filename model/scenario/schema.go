package scenario

import (
	"maps"
	"path"
	"reflect"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/process"
	"sim/model/registry"
)

// Schema returns the JSON Schema (draft 2020-12) of a scenario file, generated
// from the same tags and registries as decoding. It rejects what the decoder
// rejects wherever a schema can express it.
func Schema() map[string]any { return schemaOf(process.All) }

// schemaOf returns the Schema of a language with the given processes.
func schemaOf(known registry.Table[process.Maker]) map[string]any {
	g := &generator{defs: map[string]any{}}
	whole := g.of(newFile(known), field{})
	whole["dependentRequired"] = map[string]any{"processes": []any{"clock"}, "deadlines": []any{"clock"}}
	v := &generator{defs: g.defs, variant: true}
	changes := v.of(newFile(known), field{})
	return map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"title":       "A scenario for sim",
		"description": "Illustration, not prediction: a negotiation, its parties, issues, levers and packages, with ranges of belief for its numbers.",
		"type":        "object",
		"if":          map[string]any{"required": []any{"extends"}},
		"then":        changes,
		"else":        whole,
		"$defs":       g.defs,
	}
}

// A generator generates schemas. Types that are used more than once go to
// $defs.
type generator struct {
	defs map[string]any
	// variant is whether the schema is for a file that extends another: nothing
	// is required in its mappings then, and null deletes a key.
	variant bool
}

// of returns the schema of a type of the language, given as a pointer to it.
func (g *generator) of(p any, f field) map[string]any {
	if v := valueAt(p); v != nil {
		return v.schema(g, f)
	}
	v := structAt(p)
	name := v.Type().Name()
	switch {
	case name == "":
		name = f.Name
	case v.Type().PkgPath() != reflect.TypeFor[file]().PkgPath():
		name = path.Base(v.Type().PkgPath()) + "." + name
	}
	if g.variant {
		name += ".changes"
	}
	if _, done := g.defs[name]; !done {
		g.defs[name] = nil // terminates the recursion of types that contain themselves
		g.defs[name] = g.object(v)
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}

// object returns the schema of a mapping with the keys of a struct.
func (g *generator) object(v reflect.Value) map[string]any {
	fs := fieldsOf(v.Type())
	properties := map[string]any{}
	var required, spared []any
	for _, f := range fs {
		in := v.Field(f.Index)
		if in.Kind() == reflect.Pointer {
			in = reflect.New(in.Type().Elem()).Elem()
		}
		s := maps.Clone(g.member(in.Addr().Interface(), f))
		if f.Doc != "" {
			s["description"] = f.Doc
		}
		if d := f.tag.Get("default"); d != "" {
			s["default"], _ = parseDecimal(d)
		}
		properties[f.Name] = s
		key, value := f.unless()
		switch {
		case f.Optional:
		case key != "":
			spared = append(spared, map[string]any{"anyOf": []any{
				map[string]any{"required": []any{f.Name}},
				map[string]any{"required": []any{key}, "properties": map[string]any{key: map[string]any{"const": value}}},
			}})
		default:
			required = append(required, f.Name)
		}
	}
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 && !g.variant {
		s["required"] = required
	}
	if g.variant {
		spared = nil
	}
	if all := append(g.groups(fs), spared...); len(all) > 0 {
		s["allOf"] = all
	}
	return s
}

// groups returns constraints on keys that exclude each other, or of which one
// is required.
func (g *generator) groups(fs []field) []any {
	var all []any
	done := map[string]bool{}
	for _, f := range fs {
		name := f.group()
		if name == "" || done[name] {
			continue
		}
		done[name] = true
		keys := groupKeys(fs, name)
		var one, two []any
		for i, k := range keys {
			one = append(one, map[string]any{"required": []any{k}})
			for _, other := range keys[:i] {
				two = append(two, map[string]any{"required": []any{other, k}})
			}
		}
		switch {
		case g.variant: // null may delete one
		case strings.HasSuffix(name, "!"):
			all = append(all, map[string]any{"oneOf": one})
		default:
			all = append(all, map[string]any{"not": map[string]any{"anyOf": two}})
		}
	}
	return all
}

// member returns the schema of a member of a mapping: in a variant it may be
// null.
func (g *generator) member(p any, f field) map[string]any {
	s := g.of(p, f)
	if g.variant {
		return map[string]any{"anyOf": []any{s, map[string]any{"type": "null"}}}
	}
	return s
}

func (x *number) schema(g *generator, f field) map[string]any {
	domain, words := f.tag.Get("in"), f.tag.Get("words")
	if domain == "own" {
		domain = ""
	}
	name := "number" + strings.NewReplacer("[", " from ", "]", "", "(", " above ", ")", " excluded", ",", " to", "  ", " ").Replace(domain)
	switch words {
	case "":
	case ofLabels:
		name += " or label"
	default:
		name += " or word"
	}
	if _, done := g.defs[name]; !done {
		short := g.shortNumber(parseDomain(domain), wordsOf(f))
		if words == ofLabels {
			short["anyOf"] = append(short["anyOf"].([]any), map[string]any{"type": "string", "minLength": 1})
		}
		g.defs[name] = map[string]any{"anyOf": []any{
			short,
			map[string]any{
				"type": "object", "required": []any{"value"}, "additionalProperties": false,
				"properties": map[string]any{"value": short, "evidence": (&generator{defs: g.defs}).of(&evidence{}, field{}), "known_to": (&knownTo{}).schema(&generator{defs: g.defs}, field{tag: `of:"party"`})},
			},
		}}
	}
	return map[string]any{"$ref": "#/$defs/" + strings.ReplaceAll(name, " ", "%20")}
}

// form returns the schema of the mapping that a value may be written as, complete
// even in a variant; its value is a number of the domain of f.
func (g *generator) form(p any, f field) map[string]any {
	whole := generator{defs: g.defs}
	s := whole.object(structAt(p))
	properties := s["properties"].(map[string]any)
	if value, ok := properties["value"]; ok {
		domain := f.tag.Get("in")
		if domain == "own" {
			domain = ""
		}
		short := whole.shortNumber(parseDomain(domain), nil)
		short["description"] = value.(map[string]any)["description"]
		properties["value"] = short
	}
	return s
}

// shortNumber returns the schema of a number without evidence.
func (g *generator) shortNumber(d domain, words map[string]float64) map[string]any {
	known := d.bounds()
	known["type"] = "number"
	alternatives := []any{known, map[string]any{"type": "string", "pattern": rangeForm.String()}}
	if words != nil {
		alternatives = append(alternatives, map[string]any{"enum": anys(sortedWords(words))})
	}
	alternatives = append(alternatives, g.families())
	return map[string]any{"anyOf": alternatives}
}

// families returns the schema of a mapping whose single key names a
// distribution.
func (g *generator) families() map[string]any {
	const name = "distribution"
	if _, done := g.defs[name]; !done {
		g.defs[name] = nil
		var of []any
		for _, e := range dist.All {
			of = append(of, entrySchema(g, e))
		}
		g.defs[name] = map[string]any{"oneOf": of}
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}

// entrySchema returns the schema of a mapping whose single key is the entry's
// name.
func entrySchema[T any](g *generator, e registry.Entry[T]) map[string]any {
	parameters := g.parameters(reflect.TypeOf(e.Defaults))
	return map[string]any{
		"type": "object", "description": e.Doc, "required": []any{e.Name}, "additionalProperties": false,
		"properties": map[string]any{e.Name: parameters},
	}
}

// parameters returns the schema of a parameter type of a registry.
func (g *generator) parameters(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[registry.Numbers]():
		return map[string]any{"anyOf": []any{
			map[string]any{"type": "string"},
			map[string]any{"type": "array", "items": map[string]any{"type": "number"}, "maxItems": maxSamples},
		}}
	case t == nil || t.Kind() == reflect.Struct && t.NumField() == 0:
		return map[string]any{"type": "object", "additionalProperties": false}
	case t.Kind() == reflect.Slice:
		return map[string]any{"type": "array", "items": g.parameters(t.Elem())}
	}
	fs := registry.Fields(t)
	properties := map[string]any{}
	var required, order []any
	for _, f := range fs {
		s := g.parameter(f.Type)
		s["description"] = f.Doc
		properties[f.Name] = s
		order = append(order, s)
		if !f.Optional {
			required = append(required, f.Name)
		}
	}
	byKey := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		byKey["required"] = required
	}
	if _, listed := reflect.TypeAssert[registry.Listed](reflect.New(t)); !listed {
		return byKey
	}
	return map[string]any{"anyOf": []any{byKey, map[string]any{
		"type": "array", "prefixItems": order, "items": false, "minItems": len(required),
	}}}
}

func (g *generator) parameter(t reflect.Type) map[string]any {
	if t.Kind() == reflect.Pointer {
		return g.parameter(t.Elem())
	}
	if t.Implements(reflect.TypeFor[registry.ByName]()) {
		of, _ := t.Elem().FieldByName("Value")
		return map[string]any{"type": "object", "propertyNames": (&ref{}).schema(g, field{}), "additionalProperties": g.parameters(of.Type)}
	}
	switch t {
	case reflect.TypeFor[model.Dist]():
		return g.shortNumber(anywhere, nil)
	case reflect.TypeFor[int]():
		return map[string]any{"type": "integer"}
	case reflect.TypeFor[registry.PartyOrder]():
		return map[string]any{"type": "array", "items": (&ref{}).schema(g, field{}), "minItems": 2, "uniqueItems": true}
	case reflect.TypeFor[bool]():
		return map[string]any{"type": "boolean"}
	case reflect.TypeFor[string]():
		return map[string]any{"type": "string"}
	}
	if t.Kind() == reflect.Struct {
		return g.parameters(t)
	}
	return map[string]any{"type": "number"}
}
