"""The perceptron: every line it tries stays, dotted, until one separates the points."""

import sys

from common import COOL, INK, MUTED, NOW, TRIED, WARM, axes, figure, load, write

facts, tables = load(sys.argv[2])
frames, points = tables["frames"], tables["points"]
n = len(frames["frame"])

fig = figure("Which line separates circles from triangles?", "Each mistake moves the line; it stops when there is none")
ax = axes(fig, 62, 50, 464, 347, xlim=(facts["x_from"], facts["x_to"]), ylim=(facts["y_from"], facts["y_to"]))
ax.set_xticks([-1, -0.5, 0, 0.5, 1, 1.5])
ax.set_yticks([-1, -0.5, 0, 0.5, 1])
ax.tick_params(length=4)

triangles, circles = points["label"] > 0, points["label"] < 0
marks = []
for which, style in ((triangles, dict(marker="^", ms=12, color=COOL, mec="none")),
                     (circles, dict(marker="o", ms=10, mfc="white", mec=WARM, mew=2))):
    mark, = ax.plot(points["x"][which], points["y"][which], ls="none", zorder=3, **style)
    marks.append(mark)
key = axes(fig, 540, 40, 160, 80, xlim=(0, 160), ylim=(0, 80))
key.set_axis_off()
key.plot([18], [14], "^", ms=12, color=COOL, mec="none")
key.plot([18], [40], "o", ms=10, mfc="white", mec=WARM, mew=2)
key.plot([10, 26], [66, 66], ":", color=TRIED, lw=2)
for y, text in ((14, "label +1"), (40, "label −1"), (66, "tried")):
    key.text(36, y, text, color=MUTED, va="center")

line, = ax.plot([], [], ":", color=NOW, lw=3)
looked, = ax.plot([], [], "s", ms=20, mfc="none", mec=NOW, mew=1, zorder=4)
left = fig.text(62 / 800, 406 / 500, "", color=NOW)
right = fig.text(526 / 800, 406 / 500, "", ha="right")
live = [line, *marks, looked, left, right]


def segment(i):
    return [frames["x1"][i], frames["x2"][i]], [frames["y1"][i], frames["y2"][i]]


def verdict():
    texts = [fig.text(550 / 800, 380 / 500, facts["answer"], size=20, weight="bold")]
    for y, name in ((354, "bound"), (328, "errors")):
        texts.append(fig.text(550 / 800, y / 500, facts[name], weight="bold"))
    for y, name in ((296, "radius"), (274, "margin"), (252, "line")):
        texts.append(fig.text(550 / 800, y / 500, facts[name], color=MUTED))
    return texts


def update(i):
    stays = []
    if i > 1:
        stays += ax.plot(*segment(i - 1), ":", color=TRIED, lw=2)
    last = i == n - 1
    for artist in (line, looked, left, right):
        artist.set_visible(i > 0 and not last)
    if i == 0:
        left.set(visible=True, text=f"{len(points['x'])} points, no line yet", color=INK)
    elif last:
        stays += ax.plot(*segment(i), color=INK, lw=3)
        stays += verdict()
    else:
        line.set_data(*segment(i))
        looked.set_data([frames["looks_x"][i]], [frames["looks_y"][i]])
        left.set(text=f"line {i}", color=NOW)
        right.set_text(f"{frames['wrong'][i]:.0f} wrong")
    return stays


write(fig, update, live, frames["seconds"])
