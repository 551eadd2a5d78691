"""Runs the learned reader: for each word, how likely it is to name a person, a place and so on."""

import hashlib
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any, NamedTuple

from forum.deid.reader.wordpiece import WordPiece

HERE = Path(__file__).parent
WEIGHTS, VOCABULARY, CHECKSUMS = "model.int8.onnx", "vocab.txt", "SHA256"
GROUPS = ("O", "NAME", "GEO", "FACILITY", "DATE", "AGE90", "CONTACT", "NUMBER")
_REMEMBERED = 4096  # windows; about 2 kB each


class Word(NamedTuple):
    """A word or punctuation mark at `start:end` of its window.

    `chance` (0 to 1) is that of being an identifier of any kind, `group` the likeliest kind.
    """

    start: int
    end: int
    chance: float
    group: str


class CannotRead(Exception):
    """The learned reader is not there; its message says why."""


class Model:
    """One session per process, built at first use, so always after a fork. Safe among threads."""

    def __init__(self, folder: Path = HERE) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._of_process = 0
        self._session: Any = None
        self._failed = ""
        self._cut: WordPiece | None = None
        self._known: OrderedDict[bytes, tuple[Word, ...]] = OrderedDict()

    def words(self, window: str) -> tuple[Word, ...]:
        """The words of a text of a few sentences, from memory if it was read before.

        What is remembered is where words stood, under a hash of the text: none of its words.

        Raises CannotRead if the weights or onnxruntime are missing or not what they should be.
        """
        mark = hashlib.blake2b(window.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            if mark in self._known:
                self._known.move_to_end(mark)
                return self._known[mark]
        words = self._read(window)
        with self._lock:
            self._known[mark] = words
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return words

    def ready(self) -> None:
        """Load now what reading needs. Raises CannotRead."""
        with self._lock:
            if self._of_process == os.getpid():
                if self._failed:
                    raise CannotRead(self._failed)
                return
            self._of_process, self._failed = os.getpid(), ""
            try:
                _check(self._folder)
                self._session = _session(self._folder / WEIGHTS)
                self._cut = WordPiece(self._folder / VOCABULARY)
            except CannotRead as problem:
                self._failed = str(problem)
                raise

    def _read(self, window: str) -> tuple[Word, ...]:
        import numpy as np  # noqa: PLC0415

        self.ready()
        assert self._cut is not None  # noqa: S101
        pieces = self._cut.pieces(window)
        if not pieces:
            return ()
        ids = [self._cut.first, *(p.id for p in pieces), self._cut.last]
        shapes = [0, *(p.shape for p in pieces), 0]
        given = {"ids": np.array([ids], np.int64), "shapes": np.array([shapes], np.int64)}
        chances = self._session.run(None, given)[0][0][1:-1]

        found: list[Word] = []
        place = 0
        while place < len(pieces):
            end = place + 1
            while end < len(pieces) and not pieces[end].begins:
                end += 1
            mean = chances[place:end].mean(axis=0)
            group = GROUPS[1 + int(mean[1:].argmax())]
            stood = pieces[place].start, pieces[end - 1].end
            found.append(Word(*stood, round(1.0 - float(mean[0]), 4), group))
            place = end
        return tuple(found)


def _check(folder: Path) -> None:
    """The files are those that were measured: their SHA-256 is written beside them."""
    try:
        for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines():
            wanted, name = line.split()
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
                raise CannotRead(f"{name} is not the file that was measured.")
    except OSError as problem:
        raise CannotRead(f"The reader's files can't be read: {problem}.") from problem


def _session(weights: Path) -> Any:
    try:
        import onnxruntime as ort  # noqa: PLC0415

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        return ort.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    except Exception as problem:
        raise CannotRead(f"onnxruntime can't load the reader: {problem}.") from problem
