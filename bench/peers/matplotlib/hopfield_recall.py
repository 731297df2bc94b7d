"""A Hopfield network recalls a digit, neuron by neuron, while its energy falls."""

import sys

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, ListedColormap
from matplotlib.patches import Rectangle

from common import COOL, FAINT, INK, MUTED, NOW, PANEL, WARM, axes, figure, load, write

facts, tables = load(sys.argv[2])
frames, flips, pixels = tables["frames"], tables["flips"], tables["pixels"]
n, neurons = len(frames["frame"]), facts["neurons"]
shape = facts["rows"], facts["columns"]
bits, grays = ListedColormap([PANEL, INK, NOW]), LinearSegmentedColormap.from_list("", [PANEL, INK])

fig = figure(facts["title"], facts["subtitle"])


def picture(left, bottom, side, values, colours=bits, high=2):
    values = values.reshape(shape[0], -1)
    ax = axes(fig, left, bottom, side * values.shape[1] / shape[1], side)
    ax.set_axis_off()
    return ax.imshow(values, colours, vmin=0, vmax=high, interpolation="nearest")


def ink(values):
    return (values > 0).astype(float)


blank = np.zeros(neurons)
for x, name, note in ((24, "stored", facts["sample"]), (218, "noisy", facts["noise"]), (413, "thresholded", ""), (608, "network", "")):
    fig.text(x / 800, 401 / 500, name, weight="bold")
    fig.text(x / 800, 206 / 500, note, color=MUTED)
picture(24, 224, 168, ink(pixels["memory0"]))
picture(218, 224, 168, pixels["noise"], grays, 1)
start, state = picture(413, 224, 168, blank), picture(608, 224, 168, blank)
wrong_start = fig.text(413 / 800, 206 / 500, "", color=MUTED)
wrong = fig.text(608 / 800, 206 / 500, "", weight="bold")

fig.text(608 / 800, 180 / 500, "remembered", weight="bold")
gap = np.full((shape[0], 7), np.nan)
picture(608, 138, 28, np.hstack([part for k in range(facts["stored"]) for part in (ink(pixels[f"memory{k}"]).reshape(shape), gap)][:-1]))
fig.add_artist(Rectangle((608 / 800, 133 / 500), 28 / 800, 3 / 500, color=COOL, lw=0))

fig.text(24 / 800, 180 / 500, "energy", weight="bold")
low, high = facts["energy_end"], facts["energy_start"]
ax = axes(fig, 78, 48, 510, 118, xlim=(0, facts["asked"]), ylim=(low, high), frame_on=False)
ax.set_yticks([low, high], [f"{low:.1f}".replace("-", "−"), f"{high:.1f}".replace("-", "−")])
ax.set_xticks([0], ["0"])
ax.grid(axis="y", color=FAINT, clip_on=False)
ax.tick_params(length=0, pad=8)
fig.text(588 / 800, 28 / 500, facts["sweeps"], color=MUTED, ha="right")
curve, = ax.step([], [], where="post", color=COOL, lw=2, clip_on=False)
dot, = ax.plot([], [], "o", color=COOL, ms=8, mec="none", clip_on=False)
answer = fig.text(584 / 800, 138 / 500, facts["answer"], size=20, weight="bold", ha="right", visible=False)
counts = fig.text(584 / 800, 114 / 500, facts["counts"], weight="bold", ha="right", visible=False)
live = [start, state, wrong_start, wrong, curve, dot, answer, counts]
falls_at, falls_to = np.r_[0, flips["asked"]], np.r_[high, flips["energy"]]


def update(i):
    rows, asked, done = (int(frames[name][i]) for name in ("rows", "asked", "flips"))
    shown = blank.copy()
    shown[:rows * shape[1]] = ink(pixels["start"][:rows * shape[1]])
    start.set_data(shown.reshape(shape))
    wrong_start.set_text(f"{facts['wrong_start']} of {neurons} wrong" if rows == shape[0] else "")
    if asked < 0:
        return
    now = ink(pixels["start"])
    changed = flips["neuron"][:done].astype(int)
    now[changed] = ink(flips["value"][:done])
    now[changed[flips["frame"][:done] == i]] = 2
    state.set_data(now.reshape(shape))
    wrong.set(text=f"{frames['wrong'][i]:.0f} of {neurons} wrong", color=WARM if frames["wrong"][i] else COOL)
    curve.set_data(np.r_[falls_at[:done + 1], asked], np.r_[falls_to[:done + 1], frames["energy"][i]])
    dot.set_data([asked], [frames["energy"][i]])
    for text in (answer, counts):
        text.set_visible(i == n - 1)


write(fig, update, live, frames["seconds"])
