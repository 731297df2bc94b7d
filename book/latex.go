package book

import (
	"strings"

	"flipbook/figure"
)

// latexText is a text for LaTeX. What stands between dollars is mathematics
// there as well, if it is without mistakes; all else comes out as it is
// written.
func latexText(s string) string {
	s = oneSpaced(s)
	if figure.CheckText(s) != nil {
		return latexWords(s)
	}
	var out strings.Builder
	words, formula := "", false
	end := func() {
		if formula {
			out.WriteString("$" + words + "$")
		} else {
			out.WriteString(latexWords(words))
		}
		words = ""
	}
	for at := 0; at < len(s); at++ {
		switch {
		case s[at] == '\\' && at+1 < len(s) && (formula || s[at+1] == '$'):
			if formula {
				words += `\`
			}
			at++
			words += s[at : at+1]
		case s[at] == '$':
			end()
			formula = !formula
		default:
			words += s[at : at+1]
		}
	}
	if formula { // CheckText would have said so
		return latexWords(s)
	}
	end()
	return out.String()
}

// latexWords is a text without mathematics, read by any LaTeX: pdfTeX knows no
// letters but Latin ones.
func latexWords(s string) string {
	var out strings.Builder
	before := ' '
	for _, r := range s {
		switch t, special := latexSpecial[r]; {
		case r == '"' && (before == ' ' || before == '('):
			out.WriteString("``")
		case r == '-' && before == '-': // no dash
			out.WriteString("{}-")
		case special:
			out.WriteString(t)
		default:
			out.WriteRune(r)
		}
		before = r
	}
	return out.String()
}

// latexSpecial is how characters are written that LaTeX takes for commands, or
// does not know outside of mathematics.
var latexSpecial = func() map[rune]string {
	special := map[rune]string{
		'\\': `\textbackslash{}`, '{': `\{`, '}': `\}`, '$': `\$`, '&': `\&`, '#': `\#`, '%': `\%`, '_': `\_`,
		'~': `\textasciitilde{}`, '^': `\textasciicircum{}`, '<': `\textless{}`, '>': `\textgreater{}`, '|': `\textbar{}`,
		'"': `''`, '`': `\textasciigrave{}`, '\u00a0': `~`, '\u2009': `\,`, '\u202f': `\,`,
		'–': `--`, '—': `---`, '…': `\ldots{}`, '‘': "`", '’': `'`, '“': "``", '”': `''`,
	}
	for r, command := range map[rune]string{
		'−': `-`, '±': `\pm`, '×': `\times`, '·': `\cdot`, '÷': `\div`, '≤': `\leq`, '≥': `\geq`, '≠': `\neq`, '≈': `\approx`, '∝': `\propto`,
		'→': `\to`, '←': `\leftarrow`, '∞': `\infty`, '√': `\surd`, '∑': `\sum`, 'Σ': `\Sigma`, '∂': `\partial`, '∈': `\in`, '°': `^\circ`,
		'½': `\frac12`, '⅓': `\frac13`, '⅔': `\frac23`, '¼': `\frac14`, '¾': `\frac34`, '²': `^2`, '³': `^3`, '⁻': `^-`, '¹': `^1`, '₀': `_0`, '₁': `_1`, '₂': `_2`,
		'α': `\alpha`, 'β': `\beta`, 'γ': `\gamma`, 'δ': `\delta`, 'ε': `\varepsilon`, 'ζ': `\zeta`, 'η': `\eta`, 'θ': `\theta`,
		'κ': `\kappa`, 'λ': `\lambda`, 'μ': `\mu`, 'µ': `\mu`, 'ν': `\nu`, 'ξ': `\xi`, 'π': `\pi`, 'ρ': `\rho`, 'σ': `\sigma`, 'τ': `\tau`, 'φ': `\varphi`, 'χ': `\chi`,
		'ψ': `\psi`, 'ω': `\omega`, 'Γ': `\Gamma`, 'Δ': `\Delta`, 'Θ': `\Theta`, 'Λ': `\Lambda`, 'Π': `\Pi`, 'Φ': `\Phi`, 'Ψ': `\Psi`, 'Ω': `\Omega`,
	} {
		special[r] = "$" + command + "$"
	}
	return special
}()
