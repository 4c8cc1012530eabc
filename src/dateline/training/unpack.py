"""A shipped graph's weights, to begin a smaller network with."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from dateline.training.small_network import Size, SmallNetwork

PRODUCTS = ("all", "out", "up", "down")  # of a layer, in the order of its graph
EMBEDDINGS = ("words", "positions")


def graph_weights(path: Path) -> dict[str, Tensor]:
    """The tables of an encoder's graph by the names of `Network`, products as layers.N.NAME."""
    graph = onnx.load(path).graph
    tables = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found: dict[str, np.ndarray] = {}
    for name, table in tables.items():
        if name.endswith(".eight_bit"):
            plain = name.removesuffix(".eight_bit")
            scale = tables[f"{plain}.scale"]
            multiplied = "MatMul" in plain
            found[plain] = table * (scale[None, :] if multiplied else scale[:, None])
        elif not name.endswith(".scale"):
            found[name] = table
    products = [
        node.input[1] for node in graph.node if node.op_type == "MatMul" and node.input[1] in found
    ]
    added = [
        each
        for node in graph.node
        if node.op_type == "Add"
        for each in node.input
        if each.startswith("onnx::Add") and each in found
    ]
    layers = len(added)
    for number in range(layers):
        for at, name in enumerate(PRODUCTS):
            found[f"encoder.layers.{number}.{name}.weight"] = found[
                products[number * len(PRODUCTS) + at]
            ].T
        found[f"encoder.layers.{number}.all.bias"] = found[added[number]]
    for name, product in zip(("tags", "types"), products[layers * len(PRODUCTS) :], strict=True):
        found[f"encoder.{name}.weight"] = found[product].T
    return {name: torch.tensor(table).float()
            for name, table in found.items() if name.startswith("encoder.")}  # fmt: skip


def small_from(path: Path, size: Size, types: int, measures: int) -> SmallNetwork:
    """A small network whose encoder begins as some layers of a shipped one's."""
    known = graph_weights(path)
    vocabulary, positions = (known[f"encoder.{name}.weight"].shape[0] for name in EMBEDDINGS)
    network = SmallNetwork(size, vocabulary, positions, types, measures)
    own = network.state_dict()
    for name in own:
        if name.startswith("encoder.") and ".layers." not in name and name in known:
            own[name] = known[name]
    for number, pick in enumerate(size.picks):
        prefix = f"encoder.layers.{pick}."
        layer = {k.removeprefix(prefix): v for k, v in known.items() if k.startswith(prefix)}
        weigh = layer["up.weight"].norm(dim=1) * layer["down.weight"].norm(dim=0)
        best = weigh.topk(size.inner).indices.sort().values
        layer["up.weight"], layer["up.bias"] = layer["up.weight"][best], layer["up.bias"][best]
        layer["down.weight"] = layer["down.weight"][:, best]
        own |= {f"encoder.layers.{number}.{name}": table for name, table in layer.items()}
    network.load_state_dict(own)
    for name in (*EMBEDDINGS, "norm"):
        getattr(network.encoder, name).requires_grad_(False)
    return network
