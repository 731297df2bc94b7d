"""The Hopfield network as a good user of numpy writes it, timed: python hopfield.py FILE N.

FILE holds int8 patterns of N entries, the cue first. Prints a JSON object of seconds, the best of several runs each.
"""

import json
import sys
import time

import numpy as np

n = int(sys.argv[2])
data = np.fromfile(sys.argv[1], np.int8).reshape(-1, n).astype(np.float32)
cue, patterns = data[0], data[1:]
rng = np.random.default_rng(1)


def outer_products():
    w = np.zeros((n, n), np.float32)
    for x in patterns:
        w += np.outer(x, x)
    np.fill_diagonal(w, 0)
    return w


def matrix_product():
    w = patterns.T @ patterns
    np.fill_diagonal(w, 0)
    return w


def dot_product_a_neuron():
    s = cue.copy()
    settled = False
    while not settled:
        settled = True
        for i in rng.permutation(n):
            if (w[i] @ s) * s[i] < 0:
                s[i] = -s[i]
                settled = False
    return s


def fields_kept():
    s, h = cue.copy(), w @ cue
    settled = False
    while not settled:
        settled = True
        for i in rng.permutation(n):
            if h[i] * s[i] < 0:
                s[i] = -s[i]
                h += 2 * s[i] * w[i]
                settled = False
    return s


def fields_kept_a_block_at_once():
    """As before: those of a block that agree in front of the first that does not are passed over together."""
    s, h = cue.copy(), w @ cue
    settled = False
    while not settled:
        settled, order, k = True, rng.permutation(n), 0
        while k < n:
            block = order[k:k + 128]
            wrong = np.flatnonzero(h[block] * s[block] < 0)
            if not len(wrong):
                k += len(block)
                continue
            i = block[wrong[0]]
            s[i] = -s[i]
            h += 2 * s[i] * w[i]
            settled, k = False, k + wrong[0] + 1
    return s


def only_those_that_disagree():
    s, h = cue.copy(), w @ cue
    while len(wrong := np.flatnonzero(h * s < 0)):
        for i in rng.permutation(wrong):
            if h[i] * s[i] < 0:
                s[i] = -s[i]
                h += 2 * s[i] * w[i]
    return s


def best(run):
    least, begin, k = np.inf, time.perf_counter(), 0
    while k < 2 or time.perf_counter() - begin < 0.5:
        start = time.perf_counter()
        result = run()
        least, k = min(least, time.perf_counter() - start), k + 1
    return least, result


times = {}
if n < 1000:  # at 10,000 neurons it takes minutes
    times["train: outer products"], w = best(outer_products)
times["train: matrix product"], w = best(matrix_product)
for name, recall in (
    ("recall: a dot product a neuron", dot_product_a_neuron),
    ("recall: fields kept", fields_kept),
    ("recall: fields kept, a block at once", fields_kept_a_block_at_once),
    ("not the same: only those that disagree", only_those_that_disagree),
):
    times[name], end = best(recall)
    assert end @ patterns[0] > 0.99 * n
json.dump(times, sys.stdout)
