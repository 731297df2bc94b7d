"""Monty Hall: the running shares of games won by both strategies."""

import sys

import numpy as np

from common import COOL, FAINT, MUTED, TRIED, WARM, axes, figure, load, write

facts, tables = load(sys.argv[2])
frames, tallies = tables["frames"], tables["tallies"]
games = facts["games"]

fig = figure("Monty Hall: should you switch?", f"Share of games won so far: {facts['doors']} doors; shaded: ±1.96 standard errors")
ax = axes(fig, 54, 70, 722, 338, xscale="log", xlim=(1, games), ylim=(0, 1), frame_on=False)
ax.set_xticks([1, 10, 100, 1000, 10000], ["1", "10", "100", "1,000", "10,000"])
ax.minorticks_off()
ax.set_yticks([0, 1 / 3, 2 / 3, 1], ["0", "1/3", "2/3", "1"])
ax.tick_params(length=4)
ax.grid(axis="y", color=FAINT, clip_on=False)

grid = np.geomspace(1, games, 400)
live, lines, dots, answers, funnels = [], {}, {}, {}, {}
for name, ink, tint, answer, theory in (("stay", WARM, "#f8e4d7", 148, 127), ("switch", COOL, "#dbe9f6", 318, 340)):
    p = facts["theory_" + name]
    error = 1.96 * np.sqrt(p * (1 - p) / grid)
    funnels[name] = low, high = np.maximum(p - error, 0), np.minimum(p + error, 1)
    ax.fill_between(grid, low, high, color=tint, lw=0)
    ax.axhline(p, color=TRIED, lw=1)
    lines[name], = ax.plot([], [], color=ink, lw=2)
    dots[name], = ax.plot([], [], "o", color=ink, ms=8, mec="none", clip_on=False)
    answers[name] = fig.text(772 / 800, answer / 500, "", size=20, color=ink, ha="right")
    fig.text(772 / 800, theory / 500, f"theory {round(3 * p)}/3 ± {error[-1]:.4f}", color=MUTED, ha="right")
    live += lines[name], dots[name], answers[name]
low, high = funnels["switch"][0], funnels["stay"][1]
ax.fill_between(grid, low, high, where=low < high, color="#e6e0e4", lw=0)  # both
played = fig.text(346 / 800, 28 / 500, "", color=MUTED)
live.append(played)
shown = np.searchsorted(tallies["frame"], np.arange(len(frames["frame"])), side="right")


def update(i):
    for name in lines:
        lines[name].set_data(tallies["games"][:shown[i]], tallies[name][:shown[i]])
        dots[name].set_data([frames["games"][i]], [frames[name][i]])
        answers[name].set_text(f"{name} wins {frames['read_' + name][i]:.4f}")
        answers[name].set_weight("bold" if i == len(shown) - 1 else "normal")
    played.set_text(f"games played: {frames['read_games'][i]:,.0f}")


write(fig, update, live, frames["seconds"])
