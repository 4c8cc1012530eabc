"""A small network as the files that ship: products made in eight bits, attention in one piece."""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.training.export import OPSET, POSITIONS, shrink
from dateline.training.small_network import SmallNetwork

ENCODER = (("ids", "features", "kept"), ("tags", "types", "states"))
ROLES = (
    ("states", "marks", "types", "features", "kept"),
    ("roles", "relation", "measure", "certainty"),
)


class EncoderScores(nn.Module):
    """The encoder with shares for outputs, and narrow states."""

    def __init__(self, network: SmallNetwork) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, features: Tensor, kept: Tensor) -> tuple[Tensor, ...]:
        tags, types, narrow, _ = self.encoder(ids, features, kept)
        return tags.softmax(-1), types.softmax(-1), narrow


class RoleScores(nn.Module):
    """The role reader with shares for outputs."""

    def __init__(self, network: SmallNetwork) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, states: Tensor, marks: Tensor, types: Tensor, features: Tensor, kept: Tensor
    ) -> tuple[Tensor, ...]:
        found = self.roles(states, marks, types, features, kept)
        return tuple(each.softmax(-1) for each in found)


def export_small(network: SmallNetwork, output: Path) -> None:
    """Write encoder.onnx and roles.onnx into a folder."""
    network.eval()
    network.rehearse(on=False)
    table = network.encoder.positions.weight.data[:POSITIONS].clone()
    network.encoder.positions.weight = nn.Parameter(table)
    output.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 9, dtype=torch.long)
    features = torch.zeros(2, 9, len(network.encoder.features), dtype=torch.long)
    _write(EncoderScores(network), (ids, features, ids), ENCODER, output / "encoder.onnx")
    features = torch.zeros(2, 9, len(network.roles.features), dtype=torch.long)
    states = torch.zeros(2, 9, network.encoder.narrow.out_features)
    example = (states, ids, torch.zeros(2, dtype=torch.long), features, ids)
    _write(RoleScores(network), example, ROLES, output / "roles.onnx")


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    names: tuple[tuple[str, ...], tuple[str, ...]],
    target: Path,
) -> None:
    axes = {name: {0: "batch", 1: "length"} for name in (*names[0], *names[1])}
    axes["types"] = {0: "batch"} if "types" in names[0] else axes["types"]
    with tempfile.TemporaryDirectory() as folder:
        whole, coarse = Path(folder) / "whole.onnx", Path(folder) / "coarse.onnx"
        torch.onnx.export(
            module.eval(), example, str(whole), input_names=list(names[0]),
            output_names=list(names[1]), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        # Seven bits for weights: with eight, processors without long sums overflow and differ.
        quantize_dynamic(
            whole, coarse, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_small_products(onnx.load(whole)),
        )  # fmt: skip
        model = onnx.load(coarse)
    shrink(model.graph)
    onnx.save(model, target)


def _small_products(model: onnx.ModelProto) -> list[str]:
    """Products that are not rehearsed: those that give the scores."""
    return [
        node.name
        for node in model.graph.node
        if node.op_type == "MatMul"
        and ".layers." not in node.name
        and "/layers." not in node.name
        and "narrow" not in node.name
    ]
