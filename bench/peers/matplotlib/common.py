"""What the three films share: a figure of 800×500 pixels, and three ways to write it as a GIF.

python FILM.py HOW DATA OUT, where HOW is pillow, ffmpeg or blit, DATA the directory of the film's data.
"""

import csv
import sys
import tomllib
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, FAINT, TRIED, PANEL = "#1a1b1e", "#5d6168", "#d5d7db", "#a9adb3", "#f1f2f4"
COOL, WARM, NOW = "#0a6ebd", "#c2500a", "#9a3d82"
DPI = 72  # a point is a pixel

plt.rcParams.update({
    "font.family": "Liberation Sans", "font.size": 14, "text.color": INK, "figure.dpi": DPI, "savefig.dpi": DPI,
    "axes.edgecolor": FAINT, "axes.linewidth": 1, "xtick.color": FAINT, "ytick.color": FAINT, "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED, "axes.unicode_minus": True,
})


def load(directory):
    """The facts, and the tables as arrays by column."""
    directory = Path(directory)
    tables = {}
    for path in directory.glob("*.csv"):
        with open(path, newline="") as f:
            header, *rows = csv.reader(f)
        tables[path.stem] = dict(zip(header, np.array(rows, float).T))
    return tomllib.loads((directory / "facts.toml").read_text()), tables


def figure(title, subtitle):
    fig = plt.figure(figsize=(800 / DPI, 500 / DPI))
    fig.text(24 / 800, 460 / 500, title, size=20, weight="bold")
    fig.text(24 / 800, 437 / 500, subtitle, color=MUTED)
    return fig


def axes(fig, left, bottom, width, height, **how):
    """Axes at pixels from the lower left corner."""
    return fig.add_axes((left / 800, bottom / 500, width / 800, height / 500), **how)


def write(fig, update, live, seconds):
    """Writes the film as the command line asks.

    update(i) shows frame i and returns the artists that it added and that stay as they are from then on; live are
    those that change.
    """
    how, _, out = sys.argv[1:]
    if how == "blit":
        return save_exactly(out, blitted(fig, update, live, len(seconds)), seconds)
    from matplotlib.animation import FFMpegWriter, FuncAnimation, PillowWriter

    film = FuncAnimation(fig, update, frames=len(seconds), init_func=lambda: None)
    fps = 1 / seconds[len(seconds) // 2]  # one rate for all frames
    film.save(out, writer={"pillow": PillowWriter, "ffmpeg": FFMpegWriter}[how](fps=fps), dpi=DPI)


def blitted(fig, update, live, frames):
    """Draws what never changes once, and yields each frame's pixels."""
    for artist in live:
        artist.set_animated(True)
    canvas = fig.canvas
    canvas.draw()
    background = canvas.copy_from_bbox(fig.bbox)
    for i in range(frames):
        canvas.restore_region(background)
        if stays := update(i):
            for artist in stays:
                fig.draw_artist(artist)
            background = canvas.copy_from_bbox(fig.bbox)
        for artist in live:
            fig.draw_artist(artist)
        yield np.asarray(canvas.buffer_rgba()).view(np.uint32)[:, :, 0]


def save_exactly(out, pictures, seconds):
    """Saves with one palette for the whole film; of a frame only the rectangle that changed, in it what did not transparent.

    A frame is kept as the places and the colours of the pixels that changed. If the film has more than 255 colours,
    channels are rounded to fewer bits until it has not; flat areas keep theirs. Image.save would take the rectangle
    around what changed in this frame and in the one before, for it compares pictures that are transparent where nothing
    changed.
    """
    from PIL import Image
    from PIL.GifImagePlugin import getdata, getheader

    changes, counts, last = [], {}, None
    for now in pictures:
        places = np.arange(now.size) if last is None else np.flatnonzero(now != last)
        if not len(places):
            places = np.array([0])  # a frame has at least a pixel
        colours = now.ravel()[places]
        for c, n in zip(*np.unique(colours, return_counts=True)):
            counts[c] = counts.get(c, 0) + n
        changes.append((places, colours))
        last = now.copy()
    known = np.array(sorted(counts), np.uint32)
    often = np.array([counts[c] for c in known])
    palette, index = exact_palette(known, often)

    with open(out, "wb") as f:
        for k, ((places, colours), stands) in enumerate(zip(changes, seconds)):
            y, x = np.divmod(places, last.shape[1])
            top, left = y.min(), x.min()
            shown = np.zeros((y.max() + 1 - top, x.max() + 1 - left), np.uint8)  # 0 is transparent
            shown[y - top, x - left] = index[np.searchsorted(known, colours)]
            picture = Image.fromarray(shown, "P")
            picture.putpalette(palette)
            if k == 0:
                f.writelines(getheader(picture, info={"loop": 0})[0])
            f.writelines(getdata(picture, (left, top), duration=round(1000 * stands), transparency=0, disposal=1))
        f.write(b";")


def exact_palette(known, often):
    """The palette's bytes, transparent first, and the index of each known colour in it."""
    for bits in range(8, 2, -1):
        mask = int.from_bytes([0xFF & (0xFF << (8 - bits))] * 4, "little")
        groups, member = np.unique(known & mask, return_inverse=True)
        if len(groups) < 256:
            break
    order = np.argsort(often)  # of a group the most frequent colour, written last, stands for it
    chosen = np.zeros(len(groups), np.uint32)
    chosen[member[order]] = known[order]
    rgb = chosen.view(np.uint8).reshape(-1, 4)[:, :3]
    return bytes(3) + rgb.tobytes(), (member + 1).astype(np.uint8)
