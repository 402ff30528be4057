"""Lesson 1 public tests: small cases that you can check by hand. Run `pytest` in this folder."""

from __future__ import annotations

import math
from numbers import Real
from types import ModuleType

import pytest
import torch
from torch import Tensor, nn

from fixtures.micro import BagClassifier, ragged_batch, tiny_classifier, tiny_gpt2

LETTERS = "abcde"


def explain(sentence: str, *, given: object, got: object, expected: object) -> str:
    """Return the message of a failing test: what is wrong, then the evidence."""
    lines = (("given", given), ("got", got), ("expected", expected))
    return "\n".join([sentence, "", *(f"    {name:<9} {value}" for name, value in lines)])


# ------------------------------------------------------------------ 1.1 pool_last_token


def lettered(rows: int) -> Tensor:
    """Return hidden states, (rows, 5, 2), that hold row and letter: (0, 0) is the first row's a."""
    row, letter = torch.meshgrid(torch.arange(rows), torch.arange(5), indexing="ij")
    return torch.stack([row, letter], dim=-1).float()


def spell(pooled: object) -> str:
    """Return pooled hidden states as letters with their row: "0c 1e"."""
    if not isinstance(pooled, Tensor) or pooled.dim() != 2 or pooled.shape[1] != 2:
        return f"a tensor of shape {tuple(getattr(pooled, 'shape', ()))}, not (rows, 2)"
    return " ".join(f"{int(row)}{LETTERS[int(letter)]}" for row, letter in pooled)


@pytest.mark.task_1_1
def test_without_a_mask_the_last_position_is_pooled(student: ModuleType) -> None:
    """Without a mask every position is real, so each row gives its last one."""
    got = spell(student.pool_last_token(lettered(3)))
    message = explain(
        "Each row gives its own last position.",
        given="hidden (3, 5, 2), no mask",
        got=got,
        expected="0e 1e 2e",
    )
    assert got == "0e 1e 2e", message


@pytest.mark.task_1_1
@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        pytest.param([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0]], "0c 1e 2a", id="right"),
        pytest.param([[0, 0, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]], "0e 1e 2e", id="left"),
    ],
)
def test_last_real_token_is_pooled(student: ModuleType, mask: list, expected: str) -> None:
    """With padding, each row gives the last position whose mask is 1."""
    got = spell(student.pool_last_token(lettered(3), torch.tensor(mask)))
    message = explain(
        "A row gives another position than its last real one.",
        given=f"letters a to e in each row, mask {mask}",
        got=got,
        expected=expected,
    )
    assert got == expected, message


# ------------------------------------------------------------------ 1.2 GPT2Classifier


@pytest.mark.task_1_2
def test_head_adds_width_times_classes(student: ModuleType) -> None:
    """Width 16 and 3 classes add 48 numbers; on GPT-2 small, width 768, 2 classes add 1,536."""
    backbone = tiny_gpt2(1)
    model = student.GPT2Classifier(backbone, 3)
    got = sum(p.numel() for p in model.parameters()) - sum(p.numel() for p in backbone.parameters())
    message = explain(
        "The head does not have one number per class and unit of width.",
        given="width 16, 3 classes",
        got=f"{got} numbers beyond the backbone",
        expected="48",
    )
    assert got == 48, message


@pytest.mark.task_1_2
def test_one_row_of_scores_per_text(student: ModuleType) -> None:
    """Four texts and 3 classes give scores of shape (4, 3)."""
    ids, mask = ragged_batch(2, rows=4)
    got = tuple(student.GPT2Classifier(tiny_gpt2(1), 3)(ids, mask).shape)
    message = explain(
        "A classifier gives one row of scores per text.",
        given="input_ids (4, 7), num_classes 3",
        got=got,
        expected="(4, 3)    text, class",
    )
    assert got == (4, 3), message


@pytest.mark.task_1_2
def test_padding_on_the_right_changes_nothing(student: ModuleType) -> None:
    """A text gets the same scores alone and with two positions of padding behind it."""
    model = student.GPT2Classifier(tiny_gpt2(1), 3).eval()
    text = torch.tensor([[5, 9, 14, 3]])
    padded = torch.tensor([[5, 9, 14, 3, 0, 0]])
    alone, behind = model(text), model(padded, torch.tensor([[1, 1, 1, 1, 0, 0]]))
    message = explain(
        "The scores of a text depend on the padding behind it.",
        given="the ids 5 9 14 3, alone and as 5 9 14 3 0 0 with the mask 1 1 1 1 0 0",
        got=f"scores that differ by {(alone - behind).abs().max():.4f}",
        expected="equal scores",
    )
    assert torch.allclose(alone, behind, atol=1e-4), message


# ------------------------------------------------------------------ 1.3 swap_head


@pytest.mark.task_1_3
def test_model_itself_gets_the_new_head(student: ModuleType) -> None:
    """The same object comes back, and gives one score for each of the new classes."""
    model = tiny_classifier(1, num_classes=2)
    returned = student.swap_head(model, 4)
    ids, mask = ragged_batch(2, rows=3)
    got = tuple(model(ids, mask).shape)
    assert returned is model, explain(
        "The model is changed in place and returned.",
        given="a model with 2 classes, num_classes 4",
        got=f"a {type(returned).__name__} that is another object",
        expected="the object that was given",
    )
    assert got == (3, 4), explain(
        "The model that was given has no head for the new classes.",
        given="3 texts, num_classes 4",
        got=f"scores {got}",
        expected="scores (3, 4)    text, class",
    )


@pytest.mark.task_1_3
def test_only_the_head_changes_size(student: ModuleType) -> None:
    """From 2 to 4 classes at width 16 the head grows from 32 to 64 numbers, and nothing else."""
    model = tiny_classifier(1, num_classes=2)
    body = sum(p.numel() for p in model.backbone.parameters())
    student.swap_head(model, 4)
    got = sum(p.numel() for p in model.parameters()) - body
    message = explain(
        "The numbers beyond the backbone are not those of the new head.",
        given="width 16, num_classes 4",
        got=got,
        expected="64",
    )
    assert got == 64, message


# ------------------------------------------------------------------ 1.4 set_trainable


def trainable_parts(model: BagClassifier) -> set[str]:
    """Return the parts with a trainable parameter: "head", "ln_f", "block 2", "wte", ..."""
    parts = set()
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            name = name.removeprefix("backbone.")
            first, second, *_ = name.split(".")
            parts.add(f"block {second}" if first == "h" else first)
    return parts


@pytest.mark.task_1_4
@pytest.mark.parametrize(
    ("n_blocks", "expected"),
    [
        pytest.param(0, {"head"}, id="none"),
        pytest.param(2, {"head", "ln_f", "block 1", "block 2"}, id="two"),
    ],
)
def test_only_these_parts_are_trainable(
    student: ModuleType, n_blocks: int, expected: set[str]
) -> None:
    """Of 3 blocks the last n are trainable, with ln_f if n is not 0, and always the head."""
    model = tiny_classifier(1)
    student.set_trainable(model, n_blocks)
    got = trainable_parts(model)
    message = explain(
        "Another part of the model is trainable than asked for.",
        given=f"a model with blocks 0, 1, 2 and n_blocks {n_blocks}",
        got=", ".join(sorted(got)) or "nothing",
        expected=", ".join(sorted(expected)),
    )
    assert got == expected, message


@pytest.mark.task_1_4
def test_trainable_numbers_are_counted(student: ModuleType) -> None:
    """With no block thawed, 3 classes at width 16 leave 48 trainable numbers."""
    got = student.set_trainable(tiny_classifier(1), 0)
    message = explain(
        "The returned number is not how many numbers are trainable.",
        given="width 16, 3 classes, n_blocks 0",
        got=got,
        expected="48",
    )
    assert got == 48, message


# ------------------------------------------------------------------ 1.5 build_optimizer


def rates(optimizer: torch.optim.Optimizer, module: nn.Module) -> set[float]:
    """Return the learning rates at which the optimizer holds parameters of the module."""
    own = {id(parameter) for parameter in module.parameters()}
    groups = optimizer.param_groups
    return {group["lr"] for group in groups if any(id(p) in own for p in group["params"])}


@pytest.mark.task_1_5
def test_head_and_backbone_have_their_own_rates(student: ModuleType) -> None:
    """The head is held at head_lr and the backbone at backbone_lr."""
    model = tiny_classifier(1)
    optimizer = student.build_optimizer(model, head_lr=0.5, backbone_lr=0.25)
    got = (rates(optimizer, model.head), rates(optimizer, model.backbone))
    message = explain(
        "A part of the model is held at another learning rate than its own.",
        given="head_lr 0.5, backbone_lr 0.25, everything trainable",
        got=f"head at {sorted(got[0])}, backbone at {sorted(got[1])}",
        expected="head at [0.5], backbone at [0.25]",
    )
    assert got == ({0.5}, {0.25}), message


@pytest.mark.task_1_5
def test_frozen_parameters_are_left_out(student: ModuleType) -> None:
    """With a frozen backbone the optimizer holds one parameter: the head's weight."""
    model = tiny_classifier(1)
    model.backbone.requires_grad_(False)
    optimizer = student.build_optimizer(model)
    held = [p for group in optimizer.param_groups for p in group["params"]]
    message = explain(
        "The optimizer does not hold exactly what is trainable.",
        given="a frozen backbone and a trainable head",
        got=f"{len(held)} parameters held",
        expected="1, the head's weight",
    )
    assert len(held) == 1, message
    assert held[0] is model.head.weight, message


# ------------------------------------------------------------------ 1.6 train_step


def labelled_batch() -> dict[str, Tensor]:
    """Return four right-padded texts with labels of 3 classes."""
    ids, mask = ragged_batch(3, rows=4)
    return {"input_ids": ids, "attention_mask": mask, "labels": torch.tensor([0, 1, 2, 0])}


@pytest.mark.task_1_6
def test_equal_scores_cost_log_3(student: ModuleType) -> None:
    """A head of zeros scores 3 classes alike, so the first loss is log 3, about 1.0986."""
    model = tiny_classifier(1)
    nn.init.zeros_(model.head.weight)
    got = student.train_step(model, labelled_batch(), torch.optim.SGD(model.parameters(), lr=0.1))
    message = explain(
        "The loss before the step is not the mean cross-entropy, as a float.",
        given="a head of zeros, 4 texts, 3 classes",
        got=repr(got),
        expected="1.0986",
    )
    assert isinstance(got, Real), message
    assert math.isclose(got, math.log(3), abs_tol=1e-4), message


@pytest.mark.task_1_6
def test_steps_lower_the_loss(student: ModuleType) -> None:
    """After ten small steps on one batch its loss is lower than before the first."""
    model = tiny_classifier(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    losses = [student.train_step(model, labelled_batch(), optimizer) for _ in range(10)]
    message = explain(
        "Training on one batch does not lower its loss.",
        given="10 steps of SGD on one batch, learning rate 0.02",
        got=f"{losses[0]} at first, {losses[-1]} at last",
        expected="less at last",
    )
    assert losses[-1] < losses[0], message


# ------------------------------------------------------------------ 1.7 evaluate


class FirstToken(nn.Module):
    """A classifier that can be followed by hand: it predicts the id of each text's first token."""

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Return scores (batch, 3): 1 for the class that is the first id, else 0."""
        return nn.functional.one_hot(input_ids[:, 0], num_classes=3).float()


def labelled(predicted: list[int], labels: list[int]) -> dict[str, Tensor]:
    """Return a batch for which `FirstToken` predicts these classes."""
    ids = torch.tensor(predicted).unsqueeze(1).repeat(1, 2)
    return {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        "labels": torch.tensor(labels),
    }


@pytest.mark.task_1_7
def test_accuracy_of_one_batch(student: ModuleType) -> None:
    """Three of four predictions are right: 0.75."""
    got = student.evaluate(FirstToken(), [labelled([0, 1, 2, 2], [0, 1, 2, 0])])
    message = explain(
        "Accuracy is the share of right predictions, a float from 0 to 1.",
        given="predictions 0 1 2 2, labels 0 1 2 0",
        got=repr(got),
        expected="0.75",
    )
    assert isinstance(got, Real), message
    assert math.isclose(got, 0.75, abs_tol=1e-6), message


@pytest.mark.task_1_7
def test_every_sample_counts_once(student: ModuleType) -> None:
    """A batch of 1 with 1 right and a batch of 4 with 2 right give 3 / 5."""
    batches = [labelled([1], [1]), labelled([0, 1, 2, 2], [0, 1, 0, 1])]
    got = student.evaluate(FirstToken(), batches)
    message = explain(
        "Batches of different sizes do not count by their samples.",
        given="1 of 1 right, then 2 of 4 right",
        got=got,
        expected="0.6",
    )
    assert math.isclose(got, 0.6, abs_tol=1e-6), message


# ------------------------------------------------------------------ 1.8 lm_drift


@pytest.mark.task_1_8
def test_a_model_has_not_drifted_from_itself(student: ModuleType) -> None:
    """The drift of a model from itself is 0, and from another model it is more."""
    model, other = tiny_gpt2(1, std=0.2), tiny_gpt2(2, std=0.2)
    ids, mask = ragged_batch(3)
    got = [student.lm_drift(model, after, ids, mask) for after in (model, other)]
    message = explain(
        "Drift is a float: 0 for the same model and positive for another one.",
        given="a model and itself, a model and another one",
        got=got,
        expected="0.0 and a positive number",
    )
    assert all(isinstance(drift, Real) for drift in got), message
    assert abs(got[0]) < 1e-6 < 1e-3 < got[1], message


@pytest.mark.task_1_8
def test_padding_does_not_drift(student: ModuleType) -> None:
    """Two positions of padding behind the texts leave the drift as it was."""
    before, after = tiny_gpt2(1, std=0.2), tiny_gpt2(2, std=0.2)
    ids, ones = ragged_batch(3, rows=3, padding="none")
    space = torch.zeros(3, 2, dtype=torch.int64)
    short = student.lm_drift(before, after, ids, ones)
    long = student.lm_drift(before, after, torch.cat([ids, space], 1), torch.cat([ones, space], 1))
    message = explain(
        "Padding takes part in the average.",
        given="three texts, without and with two positions of padding",
        got=f"{short} without, {long} with",
        expected="the same number twice",
    )
    assert math.isclose(short, long, rel_tol=1e-4), message


# ------------------------------------------------------------------ 1.9 checkpoints

KINDS: dict[str, type | tuple[type, ...]] = {
    "head_params_binary": Real,
    "head_params_4": Real,
    "gpt2_small_params": Real,
    "share_of_embeddings": Real,
    "trainable_share_frozen": Real,
    "tokens_seen_by_first_of_12": Real,
    "tokens_seen_by_last_of_12": Real,
    "bert_pool": str,
    "gpt2_pool": str,
    "generation_after_frozen_training": str,
    "reusable_for_new_task": (list, tuple, set),
    "setup_for_300_examples": str,
    "setup_for_500k_new_domain": str,
    "params_per_example_full": Real,
}


@pytest.mark.task_1_9
def test_every_question_has_an_answer_of_its_kind(student: ModuleType) -> None:
    """Each key holds a plain number, string or list. Whether it is right is not checked here."""
    answers = student.checkpoints()
    odd = [name for name, kind in KINDS.items() if not isinstance(answers.get(name), kind)]
    message = explain(
        "Some answers are missing, or of another kind than the stub's comment says.",
        given="the 14 keys of the stub",
        got=", ".join(f"{name}={answers.get(name)!r}" for name in odd),
        expected="numbers for counts and shares, str for words, list for lists",
    )
    assert not odd, message


@pytest.mark.task_1_9
def test_more_classes_need_a_larger_head(student: ModuleType) -> None:
    """A head for 4 classes is twice as large as one for 2: it has no part that stays the same."""
    answers = student.checkpoints()
    two, four = answers["head_params_binary"], answers["head_params_4"]
    message = explain(
        "Twice the classes do not need twice the numbers in your answers.",
        given="head_params_binary and head_params_4",
        got=f"{two} and {four}",
        expected="the second is twice the first",
    )
    assert four == 2 * two, message
