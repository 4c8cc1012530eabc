"""From weights to the files that ship: two ONNX graphs with 8-bit weights, vocabulary, names."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from dateline.extract.trained_features import ANSWERED
from dateline.training.fitting import Weights
from dateline.training.network import WIDTH, Network

POSITIONS = 256  # more than a window can hold
OPSET = 17
SMALL = 8192  # numbers; smaller tables stay as they are
FIRST_ROLE_THRESHOLDS = 0.5


class EncoderScores(nn.Module):
    """The encoder with shares for outputs."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, features: Tensor, kept: Tensor) -> tuple[Tensor, ...]:
        tags, types, states, *_ = self.encoder(ids, features, kept)
        return tags.softmax(-1), types.softmax(-1), states


class RoleScores(nn.Module):
    """The role reader with shares for outputs."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, states: Tensor, marks: Tensor, types: Tensor, features: Tensor, kept: Tensor
    ) -> tuple[Tensor, ...]:
        found = self.roles(states, marks, types, features, kept)
        return tuple(each.softmax(-1) for each in found)


def export_weights(base: Path, weights: Weights, output: Path, name: str) -> None:
    """Write encoder.onnx, roles.onnx, vocabulary.txt and reader.json into a folder."""
    network = Network(base / "model.safetensors", len(weights.types), len(weights.measures))
    network.load_state_dict(weights.tensors)
    output.mkdir(parents=True, exist_ok=True)
    write_graphs(network, WIDTH, output)
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8")
    (output / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    _write_names(weights, name, output / "reader.json")


def write_graphs(
    network: Any, width: int, output: Path, read: Callable[[Path], onnx.ModelProto] = onnx.load
) -> None:
    """Write encoder.onnx and roles.onnx; roles are read from states of a width.

    `read` gives the graph of a file that torch wrote, changed where it is to be.
    """
    network.eval()
    table = network.encoder.positions.weight.data[:POSITIONS].clone()
    network.encoder.positions.weight = nn.Parameter(table)
    _write_encoder(network, output / "encoder.onnx", read)
    _write_roles(network, width, output / "roles.onnx", read)


def _write_encoder(network: Any, target: Path, read: Callable[[Path], onnx.ModelProto]) -> None:
    ids = torch.ones(2, 9, dtype=torch.long)
    features = torch.zeros(2, 9, len(network.encoder.features), dtype=torch.long)
    _write(
        EncoderScores(network),
        (ids, features, torch.ones_like(ids)),
        (("ids", "features", "kept"), ("tags", "types", "states")),
        target,
        read,
    )


def _write_roles(
    network: Any, width: int, target: Path, read: Callable[[Path], onnx.ModelProto]
) -> None:
    marks = torch.ones(2, 9, dtype=torch.long)
    features = torch.zeros(2, 9, len(network.roles.features), dtype=torch.long)
    example = (torch.zeros(2, 9, width), marks, torch.zeros(2, dtype=torch.long), features, marks)
    names = (
        ("states", "marks", "types", "features", "kept"),
        ("roles", "relation", "measure", "certainty"),
    )
    _write(RoleScores(network), example, names, target, read)


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    names: tuple[tuple[str, ...], tuple[str, ...]],
    target: Path,
    read: Callable[[Path], onnx.ModelProto],
) -> None:
    whole = target.with_suffix(".whole.onnx")
    axes = {name: {0: "batch", 1: "length"} for name in (*names[0], *names[1])}
    axes["types"] = {0: "batch"} if "types" in names[0] else axes["types"]
    torch.onnx.export(
        module.eval(), example, str(whole), input_names=list(names[0]),
        output_names=list(names[1]), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    model = read(whole)
    shrink(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, target)
    whole.unlink()


def shrink(graph: onnx.GraphProto) -> None:
    """Keep large tables in eight bits, a scale for each row (look-up) or column (product).

    They are widened once, when the file is loaded: sums are still made in 32 bits.
    """
    multiplied = {node.input[1] for node in graph.node if node.op_type == "MatMul"}
    widened = []
    for table in [each for each in graph.initializer if len(each.dims) == 2]:
        values = numpy_helper.to_array(table)
        if values.dtype != np.float32 or values.size < SMALL:
            continue
        axis = int(table.name in multiplied)
        scale = np.maximum(np.abs(values).max(axis=1 - axis, keepdims=True), 1e-12) / 127
        small = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
        names = [f"{table.name}.eight_bit", f"{table.name}.scale"]
        graph.initializer.remove(table)
        graph.initializer.append(numpy_helper.from_array(small, names[0]))
        graph.initializer.append(numpy_helper.from_array(scale.reshape(-1), names[1]))
        widened.append(helper.make_node("DequantizeLinear", names, [table.name], axis=axis))
    for node in widened:
        graph.node.insert(0, node)


def _write_names(weights: Weights, name: str, target: Path) -> None:
    """Names and first thresholds; tuning writes better ones."""
    first = {"event": 0.5, "types": {}, "roles": dict.fromkeys(ANSWERED, FIRST_ROLE_THRESHOLDS)}
    found = {
        "name": name,
        "types": weights.types,
        "measures": weights.measures,
        "scope": weights.scope,
        "trained_on": weights.trained_on,
        "thresholds": {"alone": first, "both": first, "keep": {**first, "event": 0.2}},
    }
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
