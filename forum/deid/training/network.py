"""MiniLM's six layers with a head that says for each word piece which kind of identifier it is."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from forum.deid.reader.wordpiece import SHAPES
from forum.deid.training.pieces import GROUPS

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm, self.norm_out = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        rows, length, _ = x.shape
        split = (rows, length, HEADS, WIDTH // HEADS)
        q, k, v = (f(x).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        weight = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + hidden
        mixed = (weight.softmax(-1) @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm(x + self.drop(self.out(mixed)))
        return self.norm_out(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Reader(nn.Module):
    """Pieces and shapes in, scores for the groups out. BERT's token types tell capitals here."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, len(GROUPS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.drop(self.norm(self.word(ids) + self.place(places) + self.shape(shapes)))
        hidden = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, hidden)
        return self.head(self.drop(x))

    def begin_with(self, weights: Path) -> None:
        """Take MiniLM's weights; every shape begins as token type 0."""
        old = load_file(weights)
        new = self.state_dict()
        new["word.weight"] = old["embeddings.word_embeddings.weight"]
        new["place.weight"] = old["embeddings.position_embeddings.weight"]
        new["shape.weight"] = old["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1)
        for part in ("weight", "bias"):
            new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
            for n in range(LAYERS):
                for mine, theirs in _NAMES.items():
                    new[f"layers.{n}.{mine}.{part}"] = old[f"encoder.layer.{n}.{theirs}.{part}"]
        self.load_state_dict(new)


_NAMES = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "norm_out": "output.LayerNorm",
}  # fmt: skip
