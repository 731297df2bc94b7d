package book

import "testing"

// Whatever an author writes comes out as it was written.
func TestLatexText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"switch wins 0.6598", `switch wins 0.6598`},
		{`50 % of {x} & #1_a`, `50 \% of \{x\} \& \#1\_a`},
		{`\input{/etc/passwd}`, `\textbackslash{}input\{/etc/passwd\}`},
		{`a^b ~ c <d> |e|`, `a\textasciicircum{}b \textasciitilde{} c \textless{}d\textgreater{} \textbar{}e\textbar{}`},
		{`say "yes" ("no")`, "say ``yes'' (``no'')"},
		{"“so” – it’s…", "``so'' -- it's\\ldots{}"},
		{"--trials=5", `-{}-trials=5`},
		{"E = −389.5 ± 2 at σ = ½", `E = $-$389.5 $\pm$ 2 at $\sigma$ = $\frac12$`},
		{"one\n\n\ttwo", `one two`}, // an empty line ends a caption with an error
		{`the energy $E = -\frac12 s^\top W s$ falls`, `the energy $E = -\frac12 s^\top W s$ falls`},
		{`$a_1$, $b$ & $c$`, `$a_1$, $b$ \& $c$`},
		{`it costs \$5 & $n$ games`, `it costs \$5 \& $n$ games`},
		{`\$$\$x$\$`, `\$$\$x$\$`},
		{`it costs $5`, `it costs \$5`}, // no formula ends, so none begins
	} {
		if got := latexText(c.text); got != c.want {
			t.Errorf("%q is\n%s, want\n%s", c.text, got, c.want)
		}
	}
}
