"""A small network learns what a larger one answers."""

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from dateline.training.fit import (
    batches_of,
    follow,
    optimizer_of,
    padded,
    some_of,
    warmed_up,
)
from dateline.training.lesson import AskedTrigger, Lesson
from dateline.training.small_network import SmallNetwork

TAGS, TYPES, STATES, ROLES = 4.0, 1.0, 1.0, 1.0  # how much each part of the loss counts
ALIKE = 12  # pieces by which windows of one step may differ, about


@dataclass(frozen=True)
class Course:
    """What the learning depends on, beside the lessons."""

    steps: int
    rate: float = 3e-4
    fresh_factor: float = 3.0
    warm_up: float = 0.03
    decay: float = 0.01
    pieces: int = 1300  # in a step
    role_pieces: int = 1600  # in a step at most
    whole: float = 0.4  # of the steps before products are rehearsed in eight bits
    average: float = 0.998
    seed: int = 17


def distil(
    network: SmallNetwork, lessons: Sequence[Lesson], course: Course, say: Callable[[str], None],
    keep: Callable[[SmallNetwork, int], None],
) -> SmallNetwork:  # fmt: skip
    """The running average of the weights; `keep` is given it every thousand steps."""
    torch.manual_seed(course.seed)
    dice = random.Random(course.seed)
    optimizer = optimizer_of(
        network, "encoder.layers", course.rate, course.fresh_factor, course.decay
    )
    schedule = warmed_up(optimizer, course.steps, course.warm_up)
    average = copy.deepcopy(network)
    began, step, losses = time.monotonic(), 0, []
    network.train()
    while step < course.steps:
        for batch in batches_of(lessons, course.pieces, dice, ALIKE):
            if step == int(course.steps * course.whole):
                network.rehearse(on=True)
            with torch.autocast("cpu", torch.bfloat16):  # sums in 16 bits: twice as fast
                parts = losses_of(network, batch, course, dice)
            loss = torch.stack(parts).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            follow(average, network, min(course.average, step / (step + 10)))
            losses.append([float(each.detach()) for each in parts])
            step += 1
            if step % 50 == 0:
                mean = " ".join(f"{each:.4f}" for each in np.mean(losses[-50:], axis=0))
                say(f"step {step}/{course.steps}: {mean}, {time.monotonic() - began:.0f} s")
            if step % 1000 == 0:
                keep(average, step)
            if step >= course.steps:
                break
    return average.eval()


def losses_of(
    network: SmallNetwork, batch: list[Lesson], course: Course, dice: random.Random
) -> list[Tensor]:
    """The loss of tags, types, states and roles."""
    kept = padded([np.ones(len(each.ids), dtype=np.int64) for each in batch])
    ids = padded([each.ids.astype(np.int64) for each in batch])
    features = padded([each.features.astype(np.int64) for each in batch])
    tags, types, narrow, states = network.encoder(ids, features, kept)
    own = padded([_own(each) for each in batch]).flatten()
    want = padded([each.tags.astype(np.float32) for each in batch]).flatten(0, 1)[own]
    parts = [TAGS * _apart(want, tags.flatten(0, 1)[own]).mean() * 5]
    heavy = want[:, 1:].sum(1)
    kinds = padded([each.types.astype(np.float32) for each in batch]).flatten(0, 1)[own]
    apart = _apart(kinds, types.flatten(0, 1)[own])
    parts.append(TYPES * (apart * heavy).sum() / heavy.sum().clamp_min(1.0))
    known = padded([each.states.astype(np.float32) for each in batch])
    inside = kept.bool()
    parts.append(STATES * (states[inside] - known[inside]).pow(2).mean())
    asked = [(row, each) for row, lesson in enumerate(batch) for each in lesson.asked]
    dice.shuffle(asked)
    if chosen := some_of(asked, course.role_pieces):
        parts.append(ROLES * _role_loss(network, narrow, chosen))
    else:
        parts.append(torch.zeros(()))
    return parts


def _own(lesson: Lesson) -> np.ndarray:
    own = np.ones(len(lesson.ids), dtype=bool)
    own[: lesson.own] = False
    return own


def _apart(want: Tensor, found: Tensor) -> Tensor:
    """How far shares are from those wanted, a row each."""
    want = want.clamp_min(1e-6)
    return (want * (want.log() - found.float().log_softmax(-1))).sum(-1)


def _role_loss(
    network: SmallNetwork, states: Tensor, chosen: list[tuple[int, AskedTrigger]]
) -> Tensor:
    kept = padded([np.ones(len(each.marks), dtype=np.int64) for _, each in chosen])
    found = network.roles(
        torch.nn.utils.rnn.pad_sequence(
            [states[row, each.where.first : each.where.last] for row, each in chosen],
            batch_first=True,
        ),
        padded([each.marks for _, each in chosen]),
        torch.tensor([each.type for _, each in chosen]),
        padded([each.pairs for _, each in chosen]),
        kept,
    )
    inside = kept.bool()
    roles = padded([each.roles.astype(np.float32) for _, each in chosen])[inside]
    filled = (1 - roles[..., 0]).sum().clamp_min(1.0)
    loss = _apart(roles, found[0][inside]).sum() / filled
    heavy = roles[..., 1:].sum(-1).amax(-1)  # the piece has some role
    for at, name in ((1, "relation"), (2, "measure"), (3, "certainty")):
        want = padded([getattr(each, name).astype(np.float32) for _, each in chosen])[inside]
        apart = _apart(want, found[at][inside])
        loss = loss + 0.3 * (apart * heavy).sum() / heavy.sum().clamp_min(1.0)
    return loss
