package figure

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"flipbook/internal/typeset"
)

// Words is the author's own voice.
type Words struct {
	Lang   string            // one of Languages; empty: en
	Labels map[string]string // a scene's messages in other words, by key; nil: none
}

// A Message is something a scene says, on the figure or about it.
type Message struct {
	Key string `json:"key"` // what an author calls it: "games-played"

	// Text is what is said in English. Names in braces stand for what the
	// scene fills in: "games played: {games}". Between two $ braces are those
	// of mathematics.
	Text string `json:"text"`

	// Also are placeholders that Text does without and another text may use.
	// Nil: none.
	Also []string `json:"-"`
}

// Placeholders are the names that a text of this message may have in braces,
// in the order of the English one.
func (m Message) Placeholders() []string {
	names, _ := placeholders(m.Text) // the tests of every scene have read it
	for _, also := range m.Also {
		if !slices.Contains(names, also) {
			names = append(names, also)
		}
	}
	return names
}

// A Script is all that a scene says.
type Script struct {
	Messages []Message // in the order of a reader; nil: the scene says nothing

	// In has the texts in other languages than English, by language and key.
	// Nil: none. A language that is there has all keys.
	In map[string]map[string]string
}

// MaxLabel is how many characters a text of an author's may have.
const MaxLabel = 500

// texts are what a stage says: the messages in a language, and the author's
// own words over them.
func (w Words) texts(s Script) (map[string]string, error) {
	out := make(map[string]string, len(s.Messages))
	translated, ok := s.In[w.Lang]
	if !ok && w.Lang != "en" && len(s.Messages) > 0 {
		spoken := []string{"en"}
		for _, lang := range Languages()[1:] {
			if _, ok := s.In[lang]; ok {
				spoken = append(spoken, lang)
			}
		}
		return nil, fmt.Errorf("language %q: this scene has no words in it; want one of %s", w.Lang, strings.Join(spoken, ", "))
	}
	byKey := make(map[string]Message, len(s.Messages))
	for _, m := range s.Messages {
		out[m.Key], byKey[m.Key] = m.Text, m
		if ok {
			out[m.Key] = translated[m.Key]
		}
	}
	keys := make([]string, 0, len(w.Labels))
	for key := range w.Labels {
		keys = append(keys, key)
	}
	slices.Sort(keys) // of two mistakes always the same is told
	for _, key := range keys {
		m, known := byKey[key]
		if !known {
			return nil, fmt.Errorf("label %q: this scene has no such label%s", key, meant(key, s.Messages))
		}
		if err := m.accepts(w.Labels[key]); err != nil {
			return nil, fmt.Errorf("label %q: %w", key, err)
		}
		out[key] = w.Labels[key]
	}
	return out, nil
}

// accepts says why a text cannot be what the message says.
func (m Message) accepts(text string) error {
	if strings.TrimSpace(text) == "" {
		if m.Key == "title" || m.Key == "subtitle" {
			return nil
		}
		return fmt.Errorf("it is empty; only title and subtitle may be")
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("it is not UTF-8")
	}
	if n := utf8.RuneCountInString(text); n > MaxLabel {
		return fmt.Errorf("it has %d characters; at most %d are set", n, MaxLabel)
	}
	for _, r := range text {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return fmt.Errorf("it has the control character %U; want a single line of text", r)
		}
	}
	used, err := placeholders(text)
	if err != nil {
		return err
	}
	has := m.Placeholders()
	for _, name := range used {
		if !slices.Contains(has, name) {
			return fmt.Errorf("it has {%s}, and this message has %s", name, listed(has))
		}
	}
	if err := CheckText(text); err != nil {
		return err
	}
	return settable(text)
}

// listed names placeholders for a reader.
func listed(names []string) string {
	if len(names) == 0 {
		return "no placeholders"
	}
	return "{" + strings.Join(names, "}, {") + "}"
}

// meant guesses what an unknown key was to be, or lists the keys there are.
func meant(key string, messages []Message) string {
	if len(messages) == 0 {
		return ""
	}
	keys := make([]string, len(messages))
	for i, m := range messages {
		keys[i] = m.Key
	}
	if near, ok := nearest(key, keys); ok {
		return "; did you mean " + near + "?"
	}
	return "; want one of " + strings.Join(keys, ", ")
}

// nearest is the name that differs least from what was written, if it does so
// in a third of its letters at most.
func nearest(written string, names []string) (string, bool) {
	best, least := "", len(written)/3+1
	for _, name := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(written), name); d <= least && (best == "" || d < least) {
			best, least = name, d
		}
	}
	return best, best != ""
}

// settable reports a letter that the type of the figures lacks. Mathematics,
// between two $, is set in a type of its own.
func settable(text string) error {
	for part, formula := range parts(text) {
		if formula {
			continue
		}
		for _, t := range []Type{Label, Head} {
			if r, missing := typeset.Missing(t.face().Face, part); missing {
				return fmt.Errorf("it has %q (%U), for which the type of the figures, Liberation Sans, has no glyph", r, r)
			}
		}
	}
	return nil
}

// placeholders are the names in braces in a text, each once.
func placeholders(text string) ([]string, error) {
	var names []string
	_, err := fill(text, func(name string) (string, bool) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		return "", true
	})
	return names, err
}

// parts are the words of a text and, in turn, its formulas with their dollars.
func parts(text string) iter.Seq2[string, bool] {
	return func(yield func(part string, formula bool) bool) {
		from := 0
		for at := 0; at < len(text); at++ {
			switch {
			case strings.HasPrefix(text[at:], `\$`):
				at++
			case text[at] == '$':
				n := closing(text[at+1:])
				if n < 0 {
					n = len(text) - at - 2 // never closed; CheckText says so
				}
				end := at + n + 2
				if !yield(text[from:at], false) || !yield(text[at:end], true) {
					return
				}
				from, at = end, end-1
			}
		}
		yield(text[from:], false)
	}
}

// fill puts a value in the place of every name in braces. Braces between two $
// belong to mathematics. A name without a value is an error.
func fill(text string, value func(name string) (string, bool)) (string, error) {
	var out strings.Builder
	for part, formula := range parts(text) {
		for !formula {
			at := strings.IndexAny(part, "{}")
			if at < 0 {
				break
			}
			end := strings.IndexByte(part, '}')
			if part[at] == '}' || end < 0 || strings.IndexByte(part[at+1:end], '{') >= 0 {
				return "", fmt.Errorf("a brace stands alone; want {name}")
			}
			v, ok := value(part[at+1 : end])
			if !ok {
				return "", fmt.Errorf("{%s} stands for nothing", part[at+1:end])
			}
			out.WriteString(part[:at])
			out.WriteString(v)
			part = part[end+1:]
		}
		out.WriteString(part)
	}
	return out.String(), nil
}

// Say is a message of the scene in the author's words or language, with the
// given placeholders filled in: on.Say("games-played", "games", 10). Values
// are texts, or whole numbers that are written as Count does. A key that the
// scene has not, or a placeholder without a value, is a mistake in the program
// and panics.
func (s Stage) Say(key string, with ...any) string {
	text, ok := s.texts[key]
	if !ok {
		panic("figure: the scene has no message " + strconv.Quote(key))
	}
	out, err := fill(text, func(name string) (string, bool) {
		for i := 0; i+1 < len(with); i += 2 {
			if with[i] == name {
				if n, whole := with[i+1].(int); whole {
					return s.Count(n), true
				}
				return fmt.Sprint(with[i+1]), true
			}
		}
		return "", false
	})
	if err != nil {
		panic(fmt.Sprintf("figure: message %q, %q: %v", key, text, err))
	}
	return out
}

// Plural says how many there are of something: the message KEY-one for what
// the language treats as one, and KEY for the rest. Both may use {n}.
func (s Stage) Plural(key string, n int) string {
	if s.one(n) {
		key += "-one"
	}
	return s.Say(key, "n", n)
}
