"""The training loop: every step takes some windows, and the triggers in them with their roles."""

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.extract.trained_pieces import Slice
from dateline.training.examples import UNLABELLED, Example, RoleExample
from dateline.training.network import Network

AnyWindow = TypeVar("AnyWindow", bound="Windowed")
AnyTrigger = TypeVar("AnyTrigger", bound="Placed")
ALIKE = 24  # pieces by which windows of one step may differ, about
RULE_COLUMNS = 2  # the last columns of a word's features come from the rules reader


class Windowed(Protocol):
    """Something that has word pieces."""

    @property
    def ids(self) -> np.ndarray: ...


class Placed(Protocol):
    """A trigger that says where its arguments are looked for."""

    @property
    def where(self) -> Slice: ...


@dataclass(frozen=True)
class Recipe:
    """What the training depends on, beside the data."""

    epochs: int = 6
    rate: float = 2e-4
    head_factor: float = 5.0
    warm_up: float = 0.1
    decay: float = 0.01
    pieces: int = 1300  # in a step
    role_pieces: int = 1000  # in a step at most
    without_rules: float = 0.4  # share of windows that do not see what the rules propose
    average: float = 0.996  # of the running average of weights
    seed: int = 17


def fit(
    network: Network,
    examples: Sequence[Example],
    recipe: Recipe,
    weights: Tensor,
    say: Callable[[str], None],
) -> Network:
    """The running average of the trained weights; `weights` say how much each type counts."""
    torch.manual_seed(recipe.seed)
    dice = random.Random(recipe.seed)
    steps = recipe.epochs * len(batches_of(examples, recipe.pieces, random.Random(0), ALIKE))
    optimizer = optimizer_of(network, ".layers.", recipe.rate, recipe.head_factor, recipe.decay)
    schedule = warmed_up(optimizer, steps, recipe.warm_up)
    average = copy.deepcopy(network)
    began, step = time.monotonic(), 0
    for epoch in range(recipe.epochs):
        losses = []
        network.train()
        for batch in batches_of(examples, recipe.pieces, dice, ALIKE):
            loss = batch_loss(network, batch, recipe, dice, weights)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            follow(average, network, min(recipe.average, step / (step + 10)))
            losses.append(float(loss.detach()))
            step += 1
            if step % 50 == 0:
                spent = time.monotonic() - began
                say(f"step {step}/{steps}, loss {np.mean(losses[-50:]):.3f}, {spent:.0f} s")
        say(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}")
    return average.eval()


def optimizer_of(
    network: nn.Module, taken: str, rate: float, factor: float, decay: float
) -> torch.optim.Optimizer:
    """Weights whose names hold `taken` are known from elsewhere; all others learn faster."""
    fresh: list[Any] = []
    base: list[Any] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (base if taken in name else fresh).append(parameter)
    return torch.optim.AdamW(
        [{"params": base, "lr": rate}, {"params": fresh, "lr": rate * factor}], weight_decay=decay
    )


def warmed_up(optimizer: torch.optim.Optimizer, steps: int, share: float) -> Any:
    """Rates that rise over a share of the steps and then fall to a fiftieth."""
    warm = max(1, int(steps * share))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
    )


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, share: float) -> None:
    """Move a running average of the weights towards those of now."""
    for kept, now in zip(average.parameters(), network.parameters(), strict=True):
        if now.requires_grad:
            kept.lerp_(now, 1 - share)


def batches_of(
    windows: Sequence[AnyWindow], pieces: int, dice: random.Random, alike: int
) -> list[list[AnyWindow]]:
    """Windows of like length together (within `alike` pieces), in random order."""
    order = sorted(windows, key=lambda each: (len(each.ids) // alike, dice.random()))
    found: list[list[AnyWindow]] = [[]]
    for window in order:
        longest = max(len(each.ids) for each in (*found[-1], window))
        if found[-1] and longest * (len(found[-1]) + 1) > pieces:
            found.append([])
        found[-1].append(window)
    dice.shuffle(found)
    return found


def padded(arrays: Sequence[np.ndarray], fill: float = 0) -> Tensor:
    """Arrays of differing length as one tensor."""
    longest = max(len(array) for array in arrays)
    shape = (len(arrays), longest, *arrays[0].shape[1:])
    out = np.full(shape, fill, dtype=arrays[0].dtype)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(out)


def batch_loss(
    network: Network, batch: list[Example], recipe: Recipe, dice: random.Random, weights: Tensor
) -> Tensor:
    """Loss of tags and types, and of the roles of some of the triggers."""
    features = padded([each.features for each in batch])
    shown = [dice.random() >= recipe.without_rules for _ in batch]
    features[[not seen for seen in shown], :, -RULE_COLUMNS:] = 0
    kept = padded([np.ones(len(each.ids), dtype=np.int64) for each in batch])
    ids = padded([each.ids for each in batch])
    tags, types, states = network.encoder(ids, features, kept)
    loss = _trigger_loss(tags, types, batch, weights)
    roles = [(row, role) for row, each in enumerate(batch) for role in each.roles]
    dice.shuffle(roles)
    chosen = some_of(roles, recipe.role_pieces)
    if chosen:
        loss = loss + _role_loss(network, states, chosen, shown)
    return loss


def _trigger_loss(tags: Tensor, types: Tensor, batch: list[Example], weights: Tensor) -> Tensor:
    loss = functional.cross_entropy(
        tags.flatten(0, 1),
        padded([each.tags for each in batch], UNLABELLED).flatten(),
        ignore_index=UNLABELLED,
    )
    shares = padded([each.types for each in batch]).flatten(0, 1)
    at = shares.sum(1) > 0
    if not at.any():
        return loss * 4
    logs = types.flatten(0, 1)[at].log_softmax(-1)
    each = -(shares[at] * logs).sum(1)
    heavy = (shares[at] * weights).sum(1)
    return loss * 4 + (each * heavy).sum() / heavy.sum()


def some_of(roles: list[tuple[int, AnyTrigger]], most: int) -> list[tuple[int, AnyTrigger]]:
    """The first of some triggers with their rows, as many as fit into so many pieces."""
    longest = 0
    found: list[tuple[int, AnyTrigger]] = []
    for row, role in roles:
        longest = max(longest, role.where.last - role.where.first)
        if found and longest * (len(found) + 1) > most:
            break
        found.append((row, role))
    return found


def _role_loss(
    network: Network, states: Tensor, chosen: list[tuple[int, RoleExample]], shown: list[bool]
) -> Tensor:
    parts = [states[row, role.where.first : role.where.last] for row, role in chosen]
    pairs = padded([role.pairs for _, role in chosen])
    pairs[[not shown[row] for row, _ in chosen], :, 2] = 0
    roles, relation, measure, certainty = network.roles(
        torch.nn.utils.rnn.pad_sequence(parts, batch_first=True),
        padded([role.marks for _, role in chosen]),
        torch.tensor([role.type for _, role in chosen]),
        pairs,
        padded([np.ones(len(role.marks), dtype=np.int64) for _, role in chosen]),
    )
    wanted = padded([role.roles for _, role in chosen], UNLABELLED)
    loss = functional.cross_entropy(
        roles.flatten(0, 2), wanted.flatten(), ignore_index=UNLABELLED, reduction="sum"
    ) / max(1, int((wanted > 0).sum()))
    for scores, name in ((relation, "relation"), (measure, "measure"), (certainty, "certainty")):
        labels = padded([getattr(role, name) for _, role in chosen], UNLABELLED)
        if (labels >= 0).any():
            loss = loss + 0.3 * functional.cross_entropy(
                scores.flatten(0, 1), labels.flatten(), ignore_index=UNLABELLED
            )
    return loss
