"""Writes the trained reader as int8 ONNX, with probabilities calibrated and checksums beside it."""

import hashlib
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from forum.deid.reader import model as runtime
from forum.deid.training.network import Reader


class Calibrated(nn.Module):
    """The network with scores made into probabilities; a higher temperature is less sure."""

    def __init__(self, network: Reader, temperature: float) -> None:
        super().__init__()
        self.network, self.temperature = network, temperature

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        scores: Tensor = self.network(ids, shapes, torch.ones_like(ids))
        return (scores / self.temperature).softmax(-1)


def export(weights: Path, vocabulary: Path, to: Path, *, temperature: float = 1.0) -> None:
    """Write `model.int8.onnx`, `vocab.txt` and `SHA256` into the folder `to`."""
    network = Reader(dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    to.mkdir(parents=True, exist_ok=True)
    whole, small = to / "model.float.onnx", to / runtime.WEIGHTS
    example = (torch.randint(1000, 2000, (1, 12)), torch.zeros(1, 12, dtype=torch.long))
    axes = {"ids": {0: "rows", 1: "length"}, "shapes": {0: "rows", 1: "length"}}
    torch.onnx.export(
        Calibrated(network, temperature), example, str(whole), input_names=["ids", "shapes"],
        output_names=["chances"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    # Seven bits: processors without VNNI add up eight-bit products in too few bits.
    quantize_dynamic(
        whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    made = onnx.load(small)
    made.doc_string, made.producer_name, made.producer_version = "", "weft", ""
    onnx.save(made, small)
    whole.unlink()
    shutil.copyfile(vocabulary, to / runtime.VOCABULARY)
    lines = [
        f"{hashlib.sha256((to / n).read_bytes()).hexdigest()}  {n}\n"
        for n in (runtime.WEIGHTS, runtime.VOCABULARY)
    ]
    (to / runtime.CHECKSUMS).write_text("".join(lines), encoding="utf-8")
