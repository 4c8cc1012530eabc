"""A smaller network of the same inputs and outputs, which learns from a larger one's answers.

Fewer and narrower layers, roles read from states half as wide, and every large product rehearsed
in eight bits, as it is made in use.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.extract.trained_arguments import CERTAINTIES, RELATIONS
from dateline.extract.trained_features import PAIR_SIZES, ROLES, WORD_SIZES
from dateline.training.network import EPSILON, lookups, role_scores, zeros

HEAD = 32  # numbers of a state that one head of attention looks at
WEIGHT_STEPS = 63  # weights in seven bits: eight overflow on processors without long sums
STATE_STEPS = 255


@dataclass(frozen=True)
class Size:
    """How large a network is; `picks` are the larger one's layers that its own begin as."""

    width: int = 384
    picks: tuple[int, ...] = (0, 1, 3)
    inner: int = 768
    role_width: int = 192
    role_inner: int = 384
    role_layers: int = 2


class Product(nn.Linear):
    """A product that can be rehearsed in eight bits: rounded forwards, whole backwards."""

    rehearsed = False

    def forward(self, x: Tensor) -> Tensor:
        """The product, with rounded states and weights if rehearsed."""
        if not self.rehearsed:
            return functional.linear(x, self.weight, self.bias)
        return functional.linear(_rounded_states(x), _rounded_weights(self.weight), self.bias)


def _rounded_weights(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-12) / WEIGHT_STEPS
        change = (weight / scale).round() * scale - weight
    return weight + change


def _rounded_states(x: Tensor) -> Tensor:
    with torch.no_grad():
        low, high = x.min().clamp_max(0), x.max().clamp_min(0)
        scale = (high - low).clamp_min(1e-12) / STATE_STEPS
        change = (x / scale).round() * scale - x
    return x + change


class SmallLayer(nn.Module):
    """One layer of BERT of any width."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.heads = width // HEAD
        self.all = Product(width, 3 * width)
        self.out = Product(width, width)
        self.up, self.down = Product(width, inner), Product(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=EPSILON) for _ in range(2))

    def forward(self, x: Tensor, kept: Tensor) -> Tensor:
        """States of the pieces after this layer; `kept` is 1 where a piece stands."""
        query, key, value = self.all(x).chunk(3, -1)
        x = self.norm1(x + self.out(attend(query, key, value, kept, self.heads)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


def attend(query: Tensor, key: Tensor, value: Tensor, kept: Tensor, heads: int) -> Tensor:
    """Attention of all heads; one operation of the runtime when written as a graph."""
    if torch.onnx.is_in_onnx_export():
        fused: Tensor = _Attention.apply(query, key, value, kept.to(torch.int32), heads)
        return fused
    batch, length, width = query.shape

    def parted(x: Tensor) -> Tensor:
        return x.view(batch, length, heads, -1).transpose(1, 2)

    with torch.autocast("cpu", enabled=False):  # backwards it is slow in 16 bits
        mask = (1.0 - kept.float())[:, None, None, :] * -1e4
        mixed = functional.scaled_dot_product_attention(
            parted(query.float()), parted(key.float()), parted(value.float()), attn_mask=mask
        )
    return mixed.transpose(1, 2).reshape(batch, length, width)


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(ctx, query, key, value, kept, heads):  # type: ignore[no-untyped-def]  # noqa: ARG004
        """Only its shape counts: the graph is traced, not run."""
        return query.clone()

    @staticmethod
    def symbolic(g, query, key, value, kept, heads):  # type: ignore[no-untyped-def]
        """The runtime's own operation."""
        none = g.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        out = g.op(
            "com.microsoft::MultiHeadAttention", query, key, value, none, kept, num_heads_i=heads
        )
        out.setType(query.type())
        return out


class SmallEncoder(nn.Module):
    """Word pieces and features -> trigger tags (O, B, I), types, states."""

    def __init__(self, size: Size, vocabulary: int, positions: int, types: int) -> None:
        super().__init__()
        width = size.width
        self.words, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.features = nn.ModuleList(zeros(each, width) for each in (*WORD_SIZES, types + 2))
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.layers = nn.ModuleList(SmallLayer(width, size.inner) for _ in size.picks)
        self.tags, self.types = nn.Linear(width, 3), nn.Linear(width, types)
        self.narrow = Product(width, size.role_width)

    def forward(self, ids: Tensor, features: Tensor, kept: Tensor) -> tuple[Tensor, ...]:
        """Tags, types, narrow states for roles, and whole states."""
        order = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(order)[None]) + lookups(
            self.features, features
        )
        for layer in self.layers:
            x = layer(x, kept)
        return self.tags(x), self.types(x), self.narrow(x), x


class SmallRoleReader(nn.Module):
    """Narrow states around a trigger -> O, B, I for each role, relation, measure, certainty."""

    def __init__(self, size: Size, types: int, measures: int) -> None:
        super().__init__()
        width = size.role_width
        self.mark, self.kind = zeros(2, width), zeros(types, width)
        self.features = nn.ModuleList(zeros(each, width) for each in PAIR_SIZES)
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.layers = nn.ModuleList(
            SmallLayer(width, size.role_inner) for _ in range(size.role_layers)
        )
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.relation = nn.Linear(width, len(RELATIONS))
        self.measure = nn.Linear(width, measures)
        self.certainty = nn.Linear(width, len(CERTAINTIES))

    def forward(
        self, states: Tensor, marks: Tensor, types: Tensor, features: Tensor, kept: Tensor
    ) -> tuple[Tensor, ...]:
        """Roles (piece x role x 3), relation, measure, certainty; no shares yet."""
        typed = self.kind(types)[:, None] * marks[..., None].to(states.dtype)
        x = self.norm(states + self.mark(marks) + typed + lookups(self.features, features))
        for layer in self.layers:
            x = layer(x, kept)
        return role_scores(self, x)


class SmallNetwork(nn.Module):
    """Encoder and role reader, trained together."""

    def __init__(
        self, size: Size, vocabulary: int, positions: int, types: int, measures: int
    ) -> None:
        super().__init__()
        self.encoder = SmallEncoder(size, vocabulary, positions, types)
        self.roles = SmallRoleReader(size, types, measures)

    def rehearse(self, *, on: bool) -> None:
        """Whether large products are made as in use, in eight bits."""
        for module in self.modules():
            if isinstance(module, Product):
                module.rehearsed = on
