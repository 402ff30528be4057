"""Lesson 3 probes. They run in the sandbox beside the student's code and hold no answers.

A probe builds its inputs from the generator it is handed, calls the student's function and records
what happened. It never judges. Numbers whose sign or order matters come in both kinds, in random
order, so that the pattern itself has to be computed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from numbers import Real
from types import ModuleType

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GPT2LMHeadModel, GPT2Model

from autograder.observation import Odd, Raised
from autograder.sandbox.probing import (
    Record,
    answers,
    draw,
    flags,
    gains_for_dropout,
    modes,
    scramble_flags,
    shuffled,
    uniform,
)
from autograder.sandbox.recorder import (
    as_json,
    call,
    change,
    fingerprint,
    gradients,
    probe,
    reseed,
    snapshot,
)
from fixtures.micro import PAD, STD, fill, ragged_batch, tiny_gpt2, tiny_gpt2_lm

Batch = dict[str, Tensor]


def marked_scores(logits: Tensor, input_ids: Tensor, completion_mask: Tensor) -> Tensor:
    """Stand in for `sequence_logprobs`: a bounded score of the token before each marked one.

    As the real one it adds up over marked tokens and looks at earlier positions only, so a caller
    is judged by what it hands over.
    """
    before = logits[:, :-1].gather(-1, input_ids[:, :-1].unsqueeze(-1)).squeeze(-1)
    return (torch.tanh(before) * completion_mask[:, 1:].to(before.dtype)).sum(dim=1)


def squared_gap(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float = 0.1,
) -> tuple[Tensor, Tensor, Tensor]:
    """Stand in for `dpo_loss`: a square in place of its logarithm, and lopsided rewards."""
    gap = beta * ((policy_chosen - policy_rejected) - 0.5 * (ref_chosen - ref_rejected).detach())
    rewards = (
        beta * (1.5 * policy - 0.5 * ref).detach()
        for policy, ref in ((policy_chosen, ref_chosen), (policy_rejected, ref_rejected))
    )
    return ((gap - 1.0) ** 2).mean(), *rewards


STAND_INS: dict[str, Callable[..., object]] = {
    "sequence_logprobs": marked_scores,
    "dpo_loss": squared_gap,
}


# ------------------------------------------------------------------ 3.1 build_pair

EOS = 2  # ids from 3 on have no meaning of their own


@probe("3.1")
def pair_shorter_chosen(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair whose rejected answer is longer."""
    return _pair(student, rng, draw(rng, 2, 3), draw(rng, 5, 7))


@probe("3.1")
def pair_longer_chosen(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair whose chosen answer is longer."""
    return _pair(student, rng, draw(rng, 5, 7), draw(rng, 1, 3))


@probe("3.1")
def pair_equal_lengths(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair of answers of equal length, so that no row is padded."""
    length = draw(rng, 2, 5)
    return _pair(student, rng, length, length)


@probe("3.1")
def pair_empty_answer(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair of which one answer holds no token."""
    return _pair(student, rng, *shuffled([0, draw(rng, 2, 4)], rng))


@probe("3.1")
def pair_end_is_padding(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair with one id for end and padding, which also begins prompt and answers."""
    return _pair(student, rng, *shuffled([2, 5], rng), eos=PAD, first=[PAD])


@probe("3.1")
def pair_end_inside(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair with end tokens inside the prompt, and at the end of both answers already."""
    return _pair(student, rng, *shuffled([3, 5], rng), first=[EOS], last=[EOS])


@probe("3.1")
def pair_padding_inside(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a pair with padding ids at the beginning and end of prompt and answers."""
    return _pair(student, rng, *shuffled([3, 6], rng), first=[PAD], last=[PAD])


@probe("3.1")
def pair_again(student: ModuleType, rng: torch.Generator) -> Record:
    """Build two pairs out of the same lists, and look at the lists."""
    lists = [_ids(rng, length) for length in (3, *shuffled([2, 4], rng))]
    first = call(student.build_pair, *lists, EOS, PAD)
    second = call(student.build_pair, *lists, EOS, PAD)
    return {
        "input_ids at first": _entry(first, "input_ids"),
        "input_ids at last": _entry(second, "input_ids"),
        "lists": as_json(lists),
        "numbers of input_ids at first": _numbers_of(_entry(first, "input_ids")),
        "numbers of input_ids at last": _numbers_of(_entry(second, "input_ids")),
    }


def _pair(
    student: ModuleType,
    rng: torch.Generator,
    chosen: int,
    rejected: int,
    *,
    eos: int = EOS,
    first: list[int] = [],  # noqa: B006 (read only)
    last: list[int] = [],  # noqa: B006
) -> Record:
    """Record a pair of answers of these lengths; `first` and `last` take the place of their ends."""
    lists = []
    for length in (draw(rng, 3, 4), chosen, rejected):
        ids = _ids(rng, length)
        ids[: len(first)] = first
        lists.append(ids[: length - len(last)] + last)
    pair = call(student.build_pair, *lists, eos, PAD)
    names = ("input_ids", "attention_mask", "completion_mask")
    entries = {name: _entry(pair, name) for name in names}
    numbers = {f"numbers of {name}": _numbers_of(entry) for name, entry in entries.items()}
    return {**entries, **numbers, "_returned": type(pair).__name__}


def _numbers_of(thing: object) -> object:
    """Return the numbers of a tensor or of lists as one tensor, and of anything else its JSON text.

    A list in place of a tensor is a mistake with a name; the name is for lists of right numbers.
    """
    if isinstance(thing, Tensor | Raised):
        return thing
    tensor = call(torch.tensor, thing)
    return tensor if isinstance(tensor, Tensor) else as_json(thing)


def _ids(rng: torch.Generator, length: int) -> list[int]:
    return torch.randint(EOS + 1, 61, (length,), generator=rng).tolist()


# ------------------------------------------------------------------ 3.2 sequence_logprobs


@probe("3.2")
def logprobs_answer(student: ModuleType, rng: torch.Generator) -> Record:
    """Score one answer a row, of several lengths, with a mask of numbers."""
    return _score(student, rng, torch.int64)


@probe("3.2")
def logprobs_answer_bool(student: ModuleType, rng: torch.Generator) -> Record:
    """Score one answer a row with a bool mask."""
    return _score(student, rng, torch.bool)


@probe("3.2")
def logprobs_answer_float(student: ModuleType, rng: torch.Generator) -> Record:
    """Score one answer a row with a float mask."""
    return _score(student, rng, torch.float32)


@probe("3.2")
def logprobs_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Score where batch, length and vocabulary are equal, so that swapped axes do not crash."""
    size = draw(rng, 6, 8)
    return _score(student, rng, torch.int64, rows=size, length=size, vocab=size)


@probe("3.2")
def logprobs_one_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a batch of one."""
    return _score(student, rng, torch.int64, rows=1)


@probe("3.2")
def logprobs_parts(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows with gaps between the marked tokens, never the first one."""
    logits, ids, _ = _language(rng)
    mask = torch.stack(
        [torch.tensor([0, *shuffled([1] * 4 + [0] * (ids.shape[1] - 5), rng)]) for _ in ids]
    )
    return {"log-probabilities": call(student.sequence_logprobs, logits, ids, mask)}


@probe("3.2")
def logprobs_first(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows whose first token is marked too, in a random half of them."""
    logits, ids, mask = _language(rng, rows=6)
    mask[:, 0] = torch.tensor(shuffled([1, 1, 1, 0, 0, 0], rng))
    return _scored(student, logits, ids, mask)


@probe("3.2")
def logprobs_two_tokens(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows of two tokens, of which the second alone can count."""
    logits, ids, _ = _language(rng)
    marks = shuffled([[0, 1], [0, 1], [1, 1], [1, 1], [1, 0]], rng)
    return _scored(student, logits[:, :2], ids[:, :2], torch.tensor(marks))


@probe("3.2")
def logprobs_empty(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows of which one has no marked token and one has its first token marked alone."""
    logits, ids, mask = _language(rng, rows=5)
    nothing, alone, *_ = shuffled(range(5), rng)
    mask[[nothing, alone]] = 0
    mask[alone, 0] = 1
    return {"log-probabilities": call(student.sequence_logprobs, logits, ids, mask)}


@probe("3.2")
def logprobs_extreme(student: ModuleType, rng: torch.Generator) -> Record:
    """Score tokens with scores of 300 and of -300, and send a gradient back."""
    logits, ids, mask = _language(rng)
    sign = torch.where(torch.rand(logits.shape, generator=rng) < 0.5, -300.0, 300.0)
    logits = (logits + sign).requires_grad_()
    scored = call(student.sequence_logprobs, logits, ids, mask)
    return {"log-probabilities": scored, **gradients(scored, {"logits": logits})}


@probe("3.2")
def logprobs_unlikely(student: ModuleType, rng: torch.Generator) -> Record:
    """Score answers that hold tokens some 30 nats below the others."""
    logits, ids, mask = _language(rng)
    low = -30.0 - 5 * torch.rand(ids[:, 1:].shape, generator=rng)
    logits[:, :-1].scatter_(-1, ids[:, 1:].unsqueeze(-1), low.unsqueeze(-1))
    return {"log-probabilities": call(student.sequence_logprobs, logits, ids, mask)}


@probe("3.2")
def logprobs_impossible_prompt(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows each of which holds, unmarked, a token with a score of minus infinity."""
    logits, ids, mask = _language(rng)
    for row, marks in enumerate(mask):
        place = shuffled((marks[1:] == 0).nonzero().flatten().tolist(), rng)[0]
        logits[row, place, ids[row, place + 1]] = float("-inf")
    return {"log-probabilities": call(student.sequence_logprobs, logits, ids, mask)}


@probe("3.2")
def logprobs_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Score with logits of bfloat16."""
    logits, ids, mask = _language(rng)
    scored = call(student.sequence_logprobs, logits.to(torch.bfloat16), ids, mask)
    return {"log-probabilities": scored}


@probe("3.2")
def logprobs_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back from the scores of answers to the logits."""
    logits, ids, mask = _language(rng)
    logits.requires_grad_()
    return gradients(call(student.sequence_logprobs, logits, ids, mask), {"logits": logits})


def _score(student: ModuleType, rng: torch.Generator, dtype: torch.dtype, **sizes: int) -> Record:
    logits, ids, mask = _language(rng, **sizes)
    return _scored(student, logits, ids, mask.to(dtype))


def _scored(student: ModuleType, logits: Tensor, ids: Tensor, mask: Tensor) -> Record:
    given = {"logits": logits, "ids": ids, "mask": mask}
    scored = call(student.sequence_logprobs, *given.values())
    return {"log-probabilities": scored, "arguments afterwards": fingerprint(given)}


def _language(
    rng: torch.Generator, *, rows: int = 5, length: int = 0, vocab: int = 11
) -> tuple[Tensor, Tensor, Tensor]:
    """Return loud logits, ids and the mask of one answer a row, with prompt and padding around it.

    With three rows or more, one row begins its answer at position 1 and one ends it at the last.
    """
    length = length or draw(rng, 8, 9)
    logits = 2.0 * torch.randn(rows, length, vocab, generator=rng)
    ids = torch.randint(vocab, (rows, length), generator=rng)
    spans = [(draw(rng, 2, 3), draw(rng, 5, length - 1)) for _ in range(rows)]
    if rows >= 3:
        spans[:2] = [(1, draw(rng, 3, length - 2)), (draw(rng, 2, 4), length)]
    places = torch.arange(length)
    mask = torch.stack([(places >= a) & (places < b) for a, b in shuffled(spans, rng)])
    return logits, ids, mask.long()


# ------------------------------------------------------------------ 3.3 reward_loss


@probe("3.3")
def reward_values(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare scores of batches of several sizes."""
    record: Record = {}
    for number, rows in enumerate(shuffled([4, 7], rng), start=1):
        record[f"loss {number}"] = call(student.reward_loss, *_scores(rng, rows))
    return record


@probe("3.3")
def reward_one_pair(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare one pair, in both orders."""
    one, other = _scores(rng, 1)
    there, back = shuffled([(one, other), (other, one)], rng)
    return {
        "loss there": call(student.reward_loss, *there),
        "loss back": call(student.reward_loss, *back),
    }


@probe("3.3")
def reward_moved(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare scores far above zero, and far below."""
    record: Record = {}
    for number, far in enumerate(shuffled([30.0, -30.0], rng), start=1):
        chosen, rejected = (far + score for score in _scores(rng, 5))
        record[f"loss {number}"] = call(student.reward_loss, chosen, rejected)
    return record


@probe("3.3")
def reward_gaps(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare scores that are up to 400 apart, either way, and send a gradient back."""
    gaps = torch.tensor(shuffled([-400.0, -380.0, -120.0, -25.0, 25.0, 130.0, 390.0, 400.0], rng))
    middle = torch.randn(len(gaps), generator=rng)
    return _compare(student, middle + gaps / 2, middle - gaps / 2)


@probe("3.3")
def reward_equal(student: ModuleType, rng: torch.Generator) -> Record:
    """Compare equal scores, and send a gradient back."""
    scores = 2.0 * torch.randn(draw(rng, 4, 6), generator=rng)
    return _compare(student, scores, scores.clone())


@probe("3.3")
def reward_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back to the scores, and look whether they were changed."""
    given = dict(zip(("chosen", "rejected"), _scores(rng, draw(rng, 5, 7)), strict=True))
    record = _compare(student, *given.values())
    return {**record, "arguments afterwards": fingerprint(given)}


def _compare(student: ModuleType, chosen: Tensor, rejected: Tensor) -> Record:
    inputs = {"chosen": chosen.requires_grad_(), "rejected": rejected.requires_grad_()}
    loss = call(student.reward_loss, chosen, rejected)
    return {"loss": loss, **gradients(loss, inputs)}


def _scores(rng: torch.Generator, rows: int) -> tuple[Tensor, Tensor]:
    """Return scores of chosen and rejected answers; some pairs are in the right order, some not."""
    gaps = (0.3 + 2.0 * torch.rand(rows, generator=rng)) * _signs(rows, rng)
    rejected = 2.0 * torch.randn(rows, generator=rng)
    return rejected + gaps, rejected


# ------------------------------------------------------------------ 3.4 RewardModel


@probe("3.4")
def reward_census(student: ModuleType, rng: torch.Generator) -> Record:
    """Count what a reward model holds beyond its backbone, for two widths, and make it act.

    With a number other than zero, a bias that was not counted shows in the scores.
    """
    record: Record = {}
    built = []
    for width in shuffled([16, 24], rng):
        backbone = tiny_gpt2(rng, layers=1, width=width)
        model = student.RewardModel(backbone)
        growth = _numbers(model.state_dict().values()) - _numbers(backbone.state_dict().values())
        record |= {
            f"parameters beyond the backbone, width {width}": _numbers(_beyond(model, backbone)),
            f"growth of the state dict, width {width}": growth,
        }
        built.append((width, model, backbone))
    for width, model, backbone in built:
        _fill_head(model, backbone, rng, bias=True)
        ids, ones = _texts(rng, "none")
        record[f"scores, width {width}"] = call(model.eval(), ids, ones)
    return record


@probe("3.4")
def reward_keeps_backbone(student: ModuleType, rng: torch.Generator) -> Record:
    """Build a reward model, then edit the backbone outside and score with the model."""
    backbone = tiny_gpt2(rng, layers=2)
    scramble_flags(backbone, rng)
    model = student.RewardModel(backbone)
    record: Record = {
        "backbone afterwards": fingerprint(dict(backbone.named_parameters())),
        "flags of the backbone": flags(backbone),
    }
    fill(backbone, rng)
    _fill_head(model, backbone, rng)
    ids, ones = _texts(rng, "none")
    return {**record, "scores": call(model.eval(), ids, ones)}


@probe("3.4")
def reward_without_padding(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts of equal length, without a mask and with a mask of ones.

    Some hold the padding id as a real token, in the middle or at the end.
    """
    model = _rewarder(student, rng)
    ids, ones = _texts(rng, "none")
    middle, end, both, *_ = shuffled(range(len(ids)), rng)
    ids[[middle, both], draw(rng, 2, 4)] = PAD
    ids[[end, both], -1] = PAD
    return {"scores without a mask": call(model, ids), "scores with a mask": call(model, ids, ones)}


@probe("3.4")
def reward_deeper(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts of equal length with a deeper and wider backbone."""
    model = _rewarder(student, rng, layers=5, width=24, heads=3)
    return {"scores": call(model, *_texts(rng, "none"))}


@probe("3.4")
def reward_right(student: ModuleType, rng: torch.Generator) -> Record:
    """Score right-padded texts, one of which ends in a real token that equals the padding id."""
    return _rate(student, rng, "right")


@probe("3.4")
def reward_right_bool(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts of which none reaches the last position, with a bool mask."""
    return _rate(student, rng, "right", dtype=torch.bool, spare=2)


@probe("3.4")
def reward_left(student: ModuleType, rng: torch.Generator) -> Record:
    """Score left-padded texts."""
    return _rate(student, rng, "left")


@probe("3.4")
def reward_both(student: ModuleType, rng: torch.Generator) -> Record:
    """Score texts with padding before and after."""
    return _rate(student, rng, "both")


@probe("3.4")
def reward_one_text(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a batch of one, and a batch of one text that is a single token."""
    model = _rewarder(student, rng)
    ids, ones = _texts(rng, "none", rows=1)
    return {
        "score of one text": call(model, ids, ones),
        "score of one token": call(model, ids[:, :1], ones[:, :1]),
    }


@probe("3.4")
def reward_train_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Score in train mode, with gains in the place of the backbone's dropout.

    A random stream would be drawn in another order by an answer that scores row by row. The seed
    is for a dropout of the student's own.
    """
    backbone = gains_for_dropout(tiny_gpt2(rng, layers=1, dropout=0.3))
    model = student.RewardModel(backbone).train()
    _fill_head(model, backbone, rng)
    ids, ones = _texts(rng, "none")
    reseed(draw(rng, 0, 1 << 30))
    return {"scores": call(model, ids, ones)}


@probe("3.4")
def reward_model_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back from the scores to the head and to every part of the backbone."""
    backbone = tiny_gpt2(rng, layers=2)
    model = student.RewardModel(backbone).train()
    _fill_head(model, backbone, rng)
    ids, ones = _texts(rng, "none")
    scores = call(model, ids, ones)
    weights = torch.randn(len(ids), generator=rng)
    sent = call(lambda: (scores.reshape(len(ids), -1).T * weights).sum().backward())
    if isinstance(sent, Raised):
        return {"grad of the backbone": sent, "grad of the head": sent}
    head = _head(model, backbone)
    grad = None if head is None else head.grad
    return {
        "grad of the backbone": fingerprint({n: p.grad for n, p in backbone.named_parameters()}),
        "grad of the head": "no gradient" if grad is None else grad.flatten(),
    }


def _rate(
    student: ModuleType,
    rng: torch.Generator,
    padding: str,
    *,
    dtype: torch.dtype = torch.int64,
    spare: int = 0,
) -> Record:
    """Record the scores of padded texts, with `spare` positions of padding behind all of them."""
    model = _rewarder(student, rng)
    ids, mask = (F.pad(tensor, (0, spare)) for tensor in _texts(rng, padding))
    given = {"ids": ids, "mask": mask.to(dtype)}
    scores = call(model, *given.values())
    return {"scores": scores, "arguments afterwards": fingerprint(given)}


def _rewarder(student: ModuleType, rng: torch.Generator, **sizes: float) -> nn.Module:
    """Return the student's reward model in eval mode, with a known head."""
    backbone = tiny_gpt2(rng, **{"layers": 1, **sizes})
    model = student.RewardModel(backbone)
    _fill_head(model, backbone, rng)
    return model.eval()


def _beyond(model: nn.Module, backbone: nn.Module) -> list[nn.Parameter]:
    """Return the parameters of `model` that are not the backbone's, in the order of their names."""
    known = {id(parameter) for parameter in backbone.parameters()}
    return [p for _, p in sorted(model.named_parameters()) if id(p) not in known]


def _head(model: nn.Module, backbone: GPT2Model) -> nn.Parameter | None:
    """Return the weight of the map to one score, found by its shape, however it is laid out."""
    width = backbone.config.n_embd
    shapes = ((1, width), (width, 1), (width,))
    return next((p for p in _beyond(model, backbone) if p.shape in shapes), None)


def _fill_head(
    model: nn.Module, backbone: GPT2Model, rng: torch.Generator, *, bias: bool = False
) -> None:
    """Give the head known weights, and everything else beyond the backbone weights by its shape.

    So the same idea shows the same numbers however it is written; a bias is zero unless asked for.
    """
    weight = STD * torch.randn(backbone.config.n_embd, generator=rng)
    head = _head(model, backbone)
    with torch.no_grad():
        for parameter in _beyond(model, backbone):
            own = torch.Generator().manual_seed(parameter.numel())
            if parameter is head:
                parameter.copy_(weight.view(parameter.shape))
            elif parameter.dim() <= 1 and not bias:
                parameter.zero_()
            else:
                parameter.copy_(STD * torch.randn(parameter.shape, generator=own))


# ------------------------------------------------------------------ 3.5 dpo_loss

PARTS = ("loss", "chosen rewards", "rejected rewards")
FOUR = ("policy_chosen", "policy_rejected", "ref_chosen", "ref_rejected")


@probe("3.5")
def dpo_values(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards with a beta of its own, and look whether arguments were changed."""
    given = dict(zip(FOUR, _four(rng, draw(rng, 5, 7)), strict=True))
    record = _dpo(student, given.values(), beta=uniform(rng, 0.2, 0.6))
    return {**record, "arguments afterwards": fingerprint(given)}


@probe("3.5")
def dpo_one_pair(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards of a batch of one."""
    return _dpo(student, _four(rng, 1), beta=uniform(rng, 0.2, 0.6))


@probe("3.5")
def dpo_default_beta(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards without saying what beta is."""
    return _dpo(student, _four(rng, draw(rng, 4, 6)))


@probe("3.5")
def dpo_small_beta(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards with a beta well below the default."""
    return _dpo(student, _four(rng, draw(rng, 4, 6)), beta=uniform(rng, 0.02, 0.05))


@probe("3.5")
def dpo_large_beta(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards with a beta above 1."""
    return _dpo(student, _four(rng, draw(rng, 4, 6)), beta=uniform(rng, 1.5, 2.5))


@probe("3.5")
def dpo_beta_of_one(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute loss and rewards with a beta of 1."""
    return _dpo(student, _four(rng, draw(rng, 4, 6)), beta=1.0)


@probe("3.5")
def dpo_equal(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute the loss where policy and reference agree, and send a gradient back."""
    chosen, rejected, *_ = _four(rng, draw(rng, 4, 6))
    four = [chosen, rejected, chosen.clone(), rejected.clone()]
    return _send(student, four, uniform(rng, 0.2, 0.6), rng)


@probe("3.5")
def dpo_gaps(student: ModuleType, rng: torch.Generator) -> Record:
    """Compute the loss for gaps of up to 500, either way, and send a gradient back."""
    four = _four(rng, 6)
    gaps = torch.tensor(shuffled([-500.0, -470.0, -130.0, 120.0, 480.0, 500.0], rng))
    four[0] += gaps / 2
    four[3] += gaps / 2
    return _send(student, four, 1.0, rng)


@probe("3.5")
def dpo_gradient(student: ModuleType, rng: torch.Generator) -> Record:
    """Send a gradient back to all four arguments, each of which asks for one."""
    return _send(student, _four(rng, draw(rng, 5, 7)), uniform(rng, 0.2, 0.6), rng)


def _dpo(student: ModuleType, four: Iterable[Tensor], **beta: float) -> Record:
    """Record loss and rewards where the policy's arguments ask for a gradient."""
    policy_chosen, policy_rejected, *refs = four
    policy = policy_chosen.requires_grad_(), policy_rejected.requires_grad_()
    returned = call(student.dpo_loss, *policy, *refs, **beta)
    parts = _parts(returned)
    graphs = [isinstance(part, Tensor) and part.requires_grad for part in parts]
    return {
        **dict(zip(PARTS, parts, strict=True)),
        "loss carries a graph": graphs[0],
        "rewards that carry a graph": sum(graphs[1:]),
        "in place of the three": _lone(returned),
        "_returned": type(returned).__name__,
    }


def _send(student: ModuleType, four: Iterable[Tensor], beta: float, rng: torch.Generator) -> Record:
    """Record the loss and its gradients: of the four arguments, then of what they all depend on.

    The second kind is a number only if the loss really has a gradient to the policy's arguments and
    none to the reference's.
    """
    four = list(four)
    inputs = {
        name: tensor.clone().requires_grad_() for name, tensor in zip(FOUR, four, strict=True)
    }
    returned = call(student.dpo_loss, *inputs.values(), beta)
    loss = _parts(returned)[0]
    common = torch.zeros(four[0].shape, requires_grad=True)
    weights = torch.randn(len(four), *common.shape, generator=rng)
    leaning = [tensor + weight * common for tensor, weight in zip(four, weights, strict=True)]
    again = _parts(call(student.dpo_loss, *leaning, beta))[0]
    return {
        "loss": loss,
        **gradients(loss, inputs),
        **gradients(again, {"what all four depend on": common}),
        "in place of the three": _lone(returned),
    }


def _lone(result: object) -> object:
    """Return what was returned in place of three things; "none" if there were three."""
    parts = call(lambda: list(result))
    return "none" if isinstance(parts, list) and len(parts) == len(PARTS) else result


def _parts(result: object) -> list[object]:
    """Return the three things that were returned; where there are not three, three times what was."""
    parts = result if isinstance(result, Raised) else call(lambda: list(result))
    if isinstance(parts, list) and len(parts) == len(PARTS):
        return parts
    return [parts if isinstance(parts, Raised) else Odd("no triple")] * len(PARTS)


def _four(rng: torch.Generator, rows: int) -> list[Tensor]:
    """Return log-probabilities: the policy prefers the right answer in some pairs, not in others.

    Relative to the reference it does so in a pattern of its own.
    """
    reference = [-8.0 - 20.0 * torch.rand(rows, generator=rng) for _ in range(2)]
    lean = 2.0 * torch.rand(rows, generator=rng) * _signs(rows, rng)
    both = torch.randn(rows, generator=rng)
    chosen, rejected = reference[0] + both + lean, reference[1] + both - lean
    return [chosen, rejected, *reference]


# ------------------------------------------------------------------ 3.6 kl_shaped_reward


@probe("3.6")
def shaped_whole(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores of answers without padding."""
    return _shape(student, rng, full=True, beta=uniform(rng, 0.2, 0.5))


@probe("3.6")
def shaped_masked(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores of answers between prompt and padding, with a mask of numbers."""
    return _shape(student, rng, beta=uniform(rng, 0.2, 0.5))


@probe("3.6")
def shaped_masked_bool(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores of masked answers with a bool mask."""
    return _shape(student, rng, dtype=torch.bool, beta=uniform(rng, 0.2, 0.5))


@probe("3.6")
def shaped_masked_float(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores of masked answers with a float mask."""
    return _shape(student, rng, dtype=torch.float32, beta=uniform(rng, 0.2, 0.5))


@probe("3.6")
def shaped_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores of as many answers as there are positions."""
    size = draw(rng, 6, 8)
    return _shape(student, rng, rows=size, length=size, beta=uniform(rng, 0.2, 0.5))


@probe("3.6")
def shaped_betas(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the scores at the default price, for nothing, at 1, and at a price above."""
    record: Record = {}
    prices = [0.0, 1.0, uniform(rng, 1.5, 2.5)]
    betas: list[dict[str, float]] = [{}, *({"beta": price} for price in prices)]
    for number, beta in enumerate(shuffled(betas, rng), start=1):
        record[f"reward {number}"] = _shape(student, rng, **beta)["reward"]
    return record


@probe("3.6")
def shaped_one(student: ModuleType, rng: torch.Generator) -> Record:
    """Shape the score of one answer."""
    return _shape(student, rng, rows=1, beta=uniform(rng, 0.2, 0.5))


def _shape(
    student: ModuleType,
    rng: torch.Generator,
    *,
    rows: int = 5,
    length: int = 8,
    full: bool = False,
    dtype: torch.dtype = torch.int64,
    **beta: float,
) -> Record:
    """Record the reward of answers of which some have drifted up and some down in all."""
    _, _, mask = _language(rng, rows=rows, length=length)
    mask = torch.ones_like(mask) if full else mask
    ref = -1.0 - 3.0 * torch.rand(rows, length, generator=rng)
    lean = 0.6 * _signs(rows, rng).unsqueeze(1)
    policy = (ref + lean + torch.randn(rows, length, generator=rng)).clamp(max=-0.05)
    given = {
        "score": 2.0 * torch.randn(rows, generator=rng),
        "logprobs": policy,
        "ref_logprobs": ref,
        "mask": mask.to(dtype),
    }
    reward = call(student.kl_shaped_reward, *given.values(), **beta)
    return {"reward": reward, "arguments afterwards": fingerprint(given)}


# ------------------------------------------------------------------ 3.7 dpo_step


@probe("3.7")
def step_from_a_copy(student: ModuleType, rng: torch.Generator) -> Record:
    """Take the first step, from a policy with dropout in train mode that equals its reference."""
    policy = _lm(rng, dropout=0.3).train()
    reference = copy.deepcopy(policy).train(bool(draw(rng, 0, 1)))
    record = _step(student, policy, reference, [_pairs(rng)], rng)
    return {"_" * key.startswith("accuracy") + key: value for key, value in record.items()}


@probe("3.7")
def step_apart(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step where policy and reference differ."""
    return _step(student, *_two(rng), [_pairs(rng)], rng)


@probe("3.7")
def step_default_beta(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step without saying what beta is."""
    return _step(student, *_two(rng), [_pairs(rng)], rng, beta=None)


@probe("3.7")
def step_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Take two steps on batches of different sizes: the first one's momentum acts in the second."""
    return _step(student, *_two(rng), [_pairs(rng, pairs=5), _pairs(rng, pairs=3)], rng)


@probe("3.7")
def step_short_chosen(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on pairs whose chosen answers are shorter, but for one pair turned round."""
    return _step(student, *_two(rng), [_pairs(rng, pairs=8, lengths=(2, 6))], rng)


@probe("3.7")
def step_long_chosen(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on pairs whose chosen answers are longer, but for one pair turned round."""
    return _step(student, *_two(rng), [_pairs(rng, pairs=8, lengths=(6, 2))], rng)


@probe("3.7")
def step_dirty(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step while old gradients are still there."""
    policy, reference = _two(rng)
    for _, parameter in sorted(policy.named_parameters()):
        parameter.grad = torch.randn(parameter.shape, generator=rng)
    return _step(student, policy, reference, [_pairs(rng)], rng)


@probe("3.7")
def step_with_dropout(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step for each pair of modes in which two models with dropout may arrive."""
    record: Record = {}
    arrivals = shuffled([(True, True), (True, False), (False, True)], rng)
    for number, (policy_trains, reference_trains) in enumerate(arrivals, start=1):
        policy, reference = _two(rng, layers=1, dropout=0.3)
        policy.train(policy_trains)
        reference.train(reference_trains)
        batch = _pairs(rng)
        ids = batch["input_ids"].clone()
        stepped = _step(student, policy, reference, [batch], rng)
        record |= {
            f"loss of call {number}": stepped["loss 1"],
            f"change of the policy, call {number}": stepped["change of the policy"],
            f"modes of the policy after call {number}": modes(policy),
            f"modes of the reference after call {number}": modes(reference),
            f"scores of the policy after call {number}": _last_scores(policy, ids),
            f"scores of the reference after call {number}": _last_scores(reference, ids),
        }
    return record


def _last_scores(model: nn.Module, ids: Tensor) -> object:
    """Return the scores behind each row, in whichever mode the model is: dropout shows in them."""
    with torch.no_grad():
        return call(lambda: model(ids).logits[:, -1])


@probe("3.7")
def step_watched(student: ModuleType, rng: torch.Generator) -> Record:
    """Watch both models and the batch while the policy takes a step."""
    policy, reference = _two(rng)
    scramble_flags(reference, rng)
    batch, passes = _pairs(rng), []
    ids = batch["input_ids"].clone()
    policy.register_forward_hook(lambda *_: passes.append(1))
    record = _step(student, policy, reference, [batch], rng)
    left = {name: entry if isinstance(entry, Tensor) else None for name, entry in batch.items()}
    return {
        **record,
        "reference afterwards": fingerprint(dict(reference.named_parameters())),
        "scores of the reference": _last_scores(reference, ids),
        "batch afterwards": fingerprint(left),
        "flags of the policy": flags(policy),
        "flags of the reference": flags(reference),
        "gradients left in the reference": sum(p.grad is not None for p in reference.parameters()),
        "_policy was used": bool(passes),
    }


def _step(
    student: ModuleType,
    policy: nn.Module,
    reference: nn.Module,
    batches: list[Batch],
    rng: torch.Generator,
    *,
    beta: float | None = 0.0,
) -> Record:
    """Record what was logged and what moved, with an SGD: linear in the gradient.

    From the second step on, its momentum tells it from an optimizer of the student's own. A beta of
    None leaves it to the default; 0.0 draws one.
    """
    chosen_beta = {} if beta is None else {"beta": uniform(rng, 0.3, 0.6)}
    optimizer = torch.optim.SGD(policy.parameters(), lr=uniform(rng, 0.05, 0.1), momentum=0.9)
    before = snapshot(dict(policy.named_parameters()))
    for model, seed in ((policy, 1), (reference, 2)):
        model.register_forward_pre_hook(_reseeding(seed + draw(rng, 0, 1 << 30)))
    record: Record = {}
    for number, batch in enumerate(batches, start=1):
        logged = call(student.dpo_step, policy, reference, batch, optimizer, **chosen_beta)
        record |= {
            f"loss {number}": _entry(logged, "loss"),
            f"accuracy and margin {number}": _numbers_in(logged, "accuracy", "margin"),
            "_returned": type(logged).__name__,
        }
    return {**record, "change of the policy": change(before, dict(policy.named_parameters()))}


def _numbers_in(logged: object, *names: str) -> object:
    """Return plain numbers as one tensor, since a margin may be too small for a scale of its own.

    Where one of them is no plain number, it is returned as it is.
    """
    values = [_entry(logged, name) for name in names]
    odd = [v for v in values if isinstance(v, bool) or not isinstance(v, Real)]
    return odd[0] if odd else torch.tensor([float(v) for v in values], dtype=torch.float64)


def _reseeding(seed: int) -> Callable[..., None]:
    """Return a hook by which a dropout that should not be on is the same in every order of calls."""

    def again(*_: object) -> None:
        reseed(seed)

    return again


def _two(rng: torch.Generator, **sizes: float) -> tuple[GPT2LMHeadModel, GPT2LMHeadModel]:
    """Return a policy and the reference that it has left some way behind."""
    reference = _lm(rng, **sizes)
    policy = copy.deepcopy(reference)
    with torch.no_grad():
        for _, parameter in sorted(policy.named_parameters()):
            parameter.add_(0.06 * torch.randn(parameter.shape, generator=rng))
    return policy, reference


def _lm(rng: torch.Generator, **sizes: float) -> GPT2LMHeadModel:
    return tiny_gpt2_lm(rng, **{"layers": 1, "std": 0.2, **sizes})


def _pairs(
    rng: torch.Generator, *, pairs: int = 4, lengths: tuple[int, int] | None = None
) -> Batch:
    """Return a batch of pairs; the last is the first one turned round.

    So one of the two is won and one is lost, whatever the models say.
    """
    drawn = [_preference(rng, lengths) for _ in range(pairs - 1)]
    prompt, chosen, rejected = drawn[0]
    drawn.append((prompt, rejected, chosen))
    rows = [(prompt, chosen) for prompt, chosen, _ in drawn]
    rows += [(prompt, rejected) for prompt, _, rejected in drawn]
    length = max(len(prompt) + len(answer) for prompt, answer in rows)
    padded = [
        ([*prompt, *answer], [0] * len(prompt) + [1] * len(answer), [1] * len(prompt + answer))
        for prompt, answer in rows
    ]
    ids, completion, attention = (
        torch.tensor([part + [PAD] * (length - len(part)) for part in parts])
        for parts in zip(*padded, strict=True)
    )
    return {"input_ids": ids, "attention_mask": attention, "completion_mask": completion}


def _preference(
    rng: torch.Generator, lengths: tuple[int, int] | None
) -> tuple[list[int], list[int], list[int]]:
    """Return a prompt and two answers, each ended by `PAD`, of these or of unequal lengths."""
    chosen, rejected = lengths or shuffled([draw(rng, 2, 3), draw(rng, 4, 6)], rng)
    prompt = _ids(rng, draw(rng, 2, 4))
    return prompt, [*_ids(rng, chosen), PAD], [*_ids(rng, rejected), PAD]


# ------------------------------------------------------------------ 3.8 checkpoints


@probe("3.8")
def checkpoint_comparisons(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the loss of comparisons."""
    return answers(student, "bt_07_03", "bt_reversed")


@probe("3.8")
def checkpoint_dpo(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the loss of DPO."""
    return answers(student, "first_dpo_loss", "dpo_hand")


@probe("3.8")
def checkpoint_ways(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on DPO and on the loop of PPO."""
    return answers(student, "trained_networks", "loop_order")


@probe("3.8")
def checkpoint_hacking(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on reward hacking."""
    return answers(student, "hacked_answer_beta0", "hacked_answer_beta01")


@probe("3.8")
def checkpoint_near(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on what keeps a model near where it was, and on how people judge."""
    return answers(student, "what_freezes_less_and_less", "comparison_or_score")


@probe("3.8")
def checkpoint_wrong(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on what goes wrong with preferences and without them."""
    return answers(student, "preferred_but_false", "sft_failure_labels")


# ------------------------------------------------------------------ what several tasks share


def _texts(rng: torch.Generator, padding: str, rows: int = 6) -> tuple[Tensor, Tensor]:
    """Return ids and mask; by default rows, length and width differ."""
    return ragged_batch(rng, rows=rows, length=draw(rng, 7, 9), padding=padding)


def _entry(result: object, name: str) -> object:
    """Return the entry of a dict, or what was raised on the way to it."""
    return result if isinstance(result, Raised) else call(lambda: result[name])


def _numbers(tensors: Iterable[Tensor]) -> int:
    """Return how many numbers the tensors hold together."""
    return sum(tensor.numel() for tensor in tensors)


def _signs(rows: int, rng: torch.Generator) -> Tensor:
    """Return 1.0 and -1.0 in random order, about as many of each; a single one is random."""
    first = draw(rng, 0, 1)
    return torch.tensor([1.0 - 2.0 * ((place + first) % 2) for place in shuffled(range(rows), rng)])
