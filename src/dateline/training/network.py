"""The network: one encoder for triggers, and two layers on its states for roles."""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.extract.trained_arguments import CERTAINTIES, RELATIONS
from dateline.extract.trained_features import PAIR_SIZES, ROLES, WORD_SIZES

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
DEPTH = 4  # layers of the encoder; the checkpoint's others begin the role reader
EPSILON = 1e-12
DROPOUT = 0.1


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=EPSILON) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States of the pieces after this layer; `mask` is added to the attention."""
        batch, length = x.shape[0], x.shape[1]
        parts = (self.query, self.key, self.value)
        weight = torch.cat([part.weight for part in parts])
        bias = torch.cat([part.bias for part in parts])
        all_heads = functional.linear(x, weight, bias).view(batch, length, 3, HEADS, -1)
        query, key, value = all_heads.permute(2, 0, 3, 1, 4).unbind(0)
        if self.training:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        else:
            alike = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask
            mixed = alike.softmax(-1) @ value
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + functional.dropout(mixed, DROPOUT, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, DROPOUT, self.training))

    def take(self, weights: dict[str, Tensor], prefix: str) -> None:
        """Take the weights of one layer of a BERT checkpoint."""
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for own, theirs in names.items():
            module = getattr(self, own)
            module.weight.data = weights[f"{prefix}.{theirs}.weight"].clone()
            module.bias.data = weights[f"{prefix}.{theirs}.bias"].clone()


def zeros(size: int, width: int = WIDTH) -> nn.Embedding:
    """An embedding that adds nothing until it is trained."""
    table = nn.Embedding(size, width)
    nn.init.zeros_(table.weight)
    return table


def lookups(tables: nn.ModuleList, columns: Tensor) -> Tensor:
    """The sum of one embedding a column."""
    return torch.stack([table(columns[..., i]) for i, table in enumerate(tables)]).sum(0)


def attention_mask(kept: Tensor) -> Tensor:
    """0 where a piece stands, far below where it is padding."""
    return (1.0 - kept.float())[:, None, None, :] * -1e4


class Encoder(nn.Module):
    """Word pieces and features -> trigger tags (O, B, I), types, states that roles start from."""

    def __init__(self, vocabulary: int, positions: int, types: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.features = nn.ModuleList(zeros(size) for size in (*WORD_SIZES, types + 2))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.tags, self.types = nn.Linear(WIDTH, 3), nn.Linear(WIDTH, types)

    def forward(self, ids: Tensor, features: Tensor, kept: Tensor) -> tuple[Tensor, ...]:
        """Tags, types and states; `kept` is 1 where a piece stands."""
        order = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(order)[None])
        x = functional.dropout(x + lookups(self.features, features), DROPOUT, self.training)
        for layer in self.layers:
            x = layer(x, attention_mask(kept))
        return self.tags(x), self.types(x), x


class RoleReader(nn.Module):
    """States around a trigger -> O, B, I for each role, relation, measure, certainty."""

    def __init__(self, types: int, measures: int) -> None:
        super().__init__()
        self.mark, self.kind = zeros(2), zeros(types)
        self.features = nn.ModuleList(zeros(size) for size in PAIR_SIZES)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - DEPTH))
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.relation = nn.Linear(WIDTH, len(RELATIONS))
        self.measure = nn.Linear(WIDTH, measures)
        self.certainty = nn.Linear(WIDTH, len(CERTAINTIES))

    def forward(
        self, states: Tensor, marks: Tensor, types: Tensor, features: Tensor, kept: Tensor
    ) -> tuple[Tensor, ...]:
        """Roles (piece x role x 3), relation, measure, certainty; no shares yet."""
        typed = self.kind(types)[:, None] * marks[..., None].float()
        x = states + self.mark(marks) + typed + lookups(self.features, features)
        for layer in self.layers:
            x = layer(x, attention_mask(kept))
        return role_scores(self, x)


def role_scores(reader: Any, x: Tensor) -> tuple[Tensor, ...]:
    """What a role reader's last tables make of states: roles (piece x role x 3) and the rest."""
    roles = reader.roles(x).view(x.shape[0], x.shape[1], len(ROLES), 3)
    return roles, reader.relation(x), reader.measure(x), reader.certainty(x)


class Network(nn.Module):
    """Encoder and role reader, trained together."""

    def __init__(self, checkpoint: Path, types: int, measures: int) -> None:
        super().__init__()
        weights = load_file(checkpoint)
        words = weights["embeddings.word_embeddings.weight"]
        positions = weights["embeddings.position_embeddings.weight"]
        self.encoder = Encoder(words.shape[0], positions.shape[0], types)
        self.roles = RoleReader(types, measures)
        self.encoder.words.weight.data = words.clone()
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.encoder.positions.weight.data = positions + kind
        self.encoder.norm.weight.data = weights["embeddings.LayerNorm.weight"].clone()
        self.encoder.norm.bias.data = weights["embeddings.LayerNorm.bias"].clone()
        for number, layer in enumerate(self.encoder.layers):
            layer.take(weights, f"encoder.layer.{number}")
        for module in (self.encoder.words, self.encoder.positions, self.encoder.norm):
            module.requires_grad_(False)
        for number, layer in enumerate(self.roles.layers):
            layer.take(weights, f"encoder.layer.{number + DEPTH}")
