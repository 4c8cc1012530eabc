"""The training loop: every step takes some windows, and the triggers in them with their roles."""

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dateline.training.examples import UNLABELLED, Example, RoleExample
from dateline.training.network import Network

RULE_COLUMNS = 2  # the last columns of a word's features come from the rules reader


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
    steps = recipe.epochs * sum(1 for _ in _batches(examples, recipe, random.Random(0)))
    optimizer = _optimizer(network, recipe)
    warm = max(1, int(steps * recipe.warm_up))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
    )
    average = copy.deepcopy(network)
    began, step = time.monotonic(), 0
    for epoch in range(recipe.epochs):
        losses = []
        network.train()
        for batch in _batches(examples, recipe, dice):
            loss = batch_loss(network, batch, recipe, dice, weights)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            _follow(average, network, min(recipe.average, step / (step + 10)))
            losses.append(float(loss.detach()))
            step += 1
            if step % 50 == 0:
                spent = time.monotonic() - began
                say(f"step {step}/{steps}, loss {np.mean(losses[-50:]):.3f}, {spent:.0f} s")
        say(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.4f}")
    return average.eval()


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    fresh: list[Any] = []
    base: list[Any] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (base if ".layers." in name else fresh).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": base, "lr": recipe.rate},
            {"params": fresh, "lr": recipe.rate * recipe.head_factor},
        ],
        weight_decay=recipe.decay,
    )


@torch.no_grad()
def _follow(average: Network, network: Network, share: float) -> None:
    for kept, now in zip(average.parameters(), network.parameters(), strict=True):
        if now.requires_grad:
            kept.lerp_(now, 1 - share)


def _batches(
    examples: Sequence[Example], recipe: Recipe, dice: random.Random
) -> Iterator[list[Example]]:
    """Windows of like length together, in random order."""
    order = sorted(examples, key=lambda each: (len(each.ids) // 24, dice.random()))
    batches: list[list[Example]] = []
    batch: list[Example] = []
    for example in order:
        longest = max(len(each.ids) for each in (*batch, example))
        if batch and longest * (len(batch) + 1) > recipe.pieces:
            batches.append(batch)
            batch = []
        batch = [*batch, example]
    batches.append(batch)
    dice.shuffle(batches)
    yield from batches


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
    chosen = _some(roles, recipe.role_pieces)
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


def _some(roles: list[tuple[int, RoleExample]], most: int) -> list[tuple[int, RoleExample]]:
    longest = 0
    found: list[tuple[int, RoleExample]] = []
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
