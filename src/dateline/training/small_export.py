"""A small network as the files that ship: products made in eight bits, attention in one piece."""

import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from dateline.training.export import write_graphs
from dateline.training.small_network import SmallNetwork


def export_small(network: SmallNetwork, output: Path) -> None:
    """Write encoder.onnx and roles.onnx into a folder."""
    network.rehearse(on=False)
    output.mkdir(parents=True, exist_ok=True)
    write_graphs(network, network.encoder.narrow.out_features, output, _in_eight_bits)


def _in_eight_bits(whole: Path) -> onnx.ModelProto:
    """The graph with its rehearsed products in eight bits.

    Seven for weights: with eight, processors without long sums overflow and differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        coarse = Path(folder) / "coarse.onnx"
        quantize_dynamic(
            whole, coarse, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=_scoring(onnx.load(whole)),
        )  # fmt: skip
        return onnx.load(coarse)


def _scoring(model: onnx.ModelProto) -> list[str]:
    """Products that are not rehearsed: those that give the scores."""
    return [
        node.name
        for node in model.graph.node
        if node.op_type == "MatMul" and "/layers." not in node.name and "narrow" not in node.name
    ]
