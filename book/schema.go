package book

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// A schema is a part of a JSON Schema.
type schema = map[string]any

// Schema is the JSON Schema of storyboards, draft 2020-12, made of the same
// tags as the command line. Editors complete and check keys with it. What no
// schema can say, as that names are unique, ReadStoryboard checks.
func Schema() map[string]any {
	text := func(help string) schema { return schema{"type": "string", "description": help} }
	defs := schema{"outputs": outputsSchema(), "defaults": object(filmProperties())}
	film := filmProperties()
	var names []string
	var perScene []any
	for _, e := range scenes.Catalogue() {
		names = append(names, e.Name)
		defs[e.Name], defs[e.Name+"-labels"] = sceneSchema(e), labelsSchema(e)
		perScene = append(perScene, schema{
			"if":   schema{"properties": schema{"scene": schema{"const": e.Name}}, "required": []string{"scene"}},
			"then": schema{"properties": schema{"with": ref(e.Name), "labels": ref(e.Name + "-labels")}},
		})
	}
	film["scene"] = schema{"enum": names, "description": "The scene; render list says what each shows."}
	film["name"] = schema{"type": "string", "pattern": namePattern, "maxLength": longestName, "description": "What the film's files are called. Default: the scene's name."}
	film["with"] = schema{"type": "object", "description": "Parameters of the scene; render describe SCENE lists them."}
	defs["film"] = object(film)
	defs["film"].(schema)["required"] = []string{"scene"}
	defs["film"].(schema)["allOf"] = perScene

	out := object(schema{
		"title":    text("Heading of the gallery. Default: the name of the file."),
		"out":      text("Directory of the outputs, relative to this file. Default: the name of this file without extension."),
		"mnist":    text("Directory of IDX files with handwritten digits, relative to this file. Default: the embedded sample."),
		"include":  schema{"type": "array", "items": schema{"type": "string"}, "maxItems": maxSources, "description": "Storyboards whose films come before those of this file, and whose defaults count where this file has none; relative to this file."},
		"defaults": described(ref("defaults"), "What the films of this file have in common."),
		"films":    schema{"type": "array", "items": ref("film"), "maxItems": maxFilms, "description": "The films, in the order of the gallery."},
	})
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["title"], out["description"] = "Storyboard", "Films for render book."
	out["$defs"] = defs
	return out
}

func object(properties schema) schema {
	return schema{"type": "object", "properties": properties, "additionalProperties": false}
}

func ref(name string) schema { return schema{"$ref": "#/$defs/" + name} }

func described(s schema, help string) schema {
	s = maps.Clone(s)
	s["description"] = help
	return s
}

// sceneSchema is that of a scene's parameters.
func sceneSchema(e scenes.Entry) schema {
	properties := make(schema)
	for _, p := range scenes.Params(e.New()) {
		s := schema{"description": p.Help, "default": p.Default}
		switch p.Type {
		case "int", "uint":
			s["type"] = "integer"
		case "float":
			s["type"] = "number"
		case "bool":
			s["type"] = "boolean"
		case "duration":
			s = described(textOrNumber(durationPattern), p.Help+" ("+p.Range()+")")
		default:
			s["type"] = "string"
		}
		if len(p.Enum) > 0 {
			s["enum"] = p.Enum
		}
		if p.Type == "int" || p.Type == "float" {
			bound(s, p.Min, p.Max)
		}
		if p.Type == "uint" {
			bound(s, 0, nil)
		}
		properties[p.Name] = s
	}
	return described(object(properties), e.Title+". "+e.Summary)
}

// labelsSchema is that of the words a scene says.
func labelsSchema(e scenes.Entry) schema {
	properties := make(schema)
	for _, m := range scenes.Messages(e.New()) {
		properties[m.Key] = schema{"type": "string", "maxLength": figure.MaxLabel, "description": "Instead of: " + m.Text}
	}
	return object(properties)
}

func bound(s schema, lo, hi any) {
	if lo != nil {
		s["minimum"] = lo
	}
	if hi != nil {
		s["maximum"] = hi
	}
}

// Patterns of values that are texts.
const (
	sizePattern     = `^[0-9]+[xX][0-9]+$`
	spanPattern     = `^[0-9]+-[0-9]+$`
	durationPattern = `^\+?([0-9]+\.?[0-9]*|\.[0-9]+)([a-zµμ]+([0-9.]+[a-zµμ]+)*)?$`
	lengthPattern   = `^\s*[0-9.eE+]+\s*(mm|cm|in|pt)\s*$`
	bytesPattern    = `^[0-9.,]+\s*([kKmMgGtTpPeE]?[iI]?[bB]?)$`
	colourPattern   = `^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`
)

func textOrNumber(pattern string) schema {
	return schema{"anyOf": []any{schema{"type": "string", "pattern": pattern}, schema{"type": "number", "minimum": 0}}}
}

// filmProperties are the keys that films and defaults have in common.
func filmProperties() schema {
	out := schema{
		"outputs": ref("outputs"),
		"caption": schema{"type": "string", "maxLength": figure.MaxLabel, "description": "What stands under the figure, instead of the scene's. Names in braces are filled in as in the scene's caption."},
		"alt":     schema{"type": "string", "maxLength": figure.MaxLabel, "description": "What a reader who cannot see the film is told, instead of the scene's. Names in braces are filled in."},
	}
	for _, f := range press.LookFields() {
		out[storyKey(f)] = lookSchema(f)
	}
	return out
}

var (
	isFlag  = regexp.MustCompile(`--([a-z])`)
	isRange = regexp.MustCompile(`\(([0-9.]+) to ([0-9.]+)`)
)

// lookSchema is that of a key of a Look.
func lookSchema(f reflect.StructField) schema {
	help := isFlag.ReplaceAllString(f.Tag.Get("help"), "$1")
	s := make(schema)
	switch reflect.New(f.Type).Interface().(type) {
	case *press.Assigned:
		help, _, _ = strings.Cut(help, ", as in") // the command line has it otherwise
		help += ", by name."
		s = schema{"type": "object", "additionalProperties": schema{"type": "string"}}
		if f.Name == "Palette" {
			s["additionalProperties"] = schema{"type": "string", "pattern": colourPattern}
			s["propertyNames"] = schema{"enum": figure.Inks()}
		}
	case *bool:
		s["type"] = "boolean"
	case **float64:
		s["type"] = "number"
	case **int:
		s["type"] = "integer"
	case *press.Size:
		s = schema{"type": "string", "pattern": sizePattern}
	case **press.FrameSpan:
		s = textOrNumber(spanPattern)
	case **press.Seconds:
		s = textOrNumber(durationPattern)
	case **press.Length:
		s = schema{"type": "string", "pattern": lengthPattern}
	case **press.Bytes:
		s = textOrNumber(bytesPattern)
	case *press.Poster:
		s = schema{"anyOf": []any{schema{"enum": []press.Poster{press.Last, press.Key}}, schema{"type": "integer", "minimum": 0}}}
	default:
		s["type"] = "string"
	}
	switch f.Name {
	case "Theme":
		var names []string
		for _, t := range figure.Themes() {
			names = append(names, t.Name)
		}
		s["enum"] = names
	case "Lang":
		s["enum"] = figure.Languages()
	case "Loop":
		s["enum"] = []string{"forever", "once"}
	}
	if m := isRange.FindStringSubmatch(help); m != nil && s["type"] != nil {
		lo, _ := strconv.ParseFloat(m[1], 64)
		hi, _ := strconv.ParseFloat(m[2], 64)
		bound(s, lo, hi)
	}
	return described(s, help)
}

// outputsSchema is what can be written.
func outputsSchema() schema {
	names := make(map[string]bool)
	var wanted []string
	var extensions []string
	add := func(name string) {
		if !names[name] {
			names[name] = true
			wanted = append(wanted, name)
		}
	}
	for _, w := range press.Kinds() {
		add(w.String())
		add(string(w.Kind))
		add(string(w.Kind) + ":" + string(w.Format))
		if !slices.Contains(extensions, string(w.Format)) {
			extensions = append(extensions, string(w.Format))
		}
	}
	kind := `^([a-z]+:)?[^:]+\.(` + strings.Join(extensions, "|") + `)$`
	return schema{
		"type": "array", "minItems": 1,
		"description": "What is written: a format or a kind, as in gif, pdf, strip, strip:svg, pages:pptx, frames; or a file, as in figures/doors.pdf or {strip: figures/doors.pdf}.",
		"items": schema{"anyOf": []any{
			schema{"enum": wanted},
			schema{"type": "string", "pattern": kind},
			schema{"type": "object", "minProperties": 1, "propertyNames": schema{"enum": wanted}, "additionalProperties": schema{"type": "string"}},
		}},
	}
}
