"""Lesson 2 public tests: small cases that you can check by hand. Run `pytest` in this folder."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from numbers import Real
from types import ModuleType

import pytest
import torch
from torch import Tensor

from fixtures.chat import (
    CUT_OFF_ANSWER,
    END,
    HEADER,
    ONE_ANSWER,
    START,
    TWO_ANSWERS,
    tiny_tokenizer,
    word_ids,
)
from fixtures.micro import tiny_gpt2_lm


def explain(sentence: str, *, given: object, got: object, expected: object) -> str:
    """Return the message of a failing test: what is wrong, then the evidence."""
    lines = (("given", given), ("got", got), ("expected", expected))
    return "\n".join([sentence, "", *(f"    {name:<9} {value}" for name, value in lines)])


# ------------------------------------------------------------------ 2.1 to_messages


@pytest.mark.task_2_1
@pytest.mark.parametrize(
    ("given", "asked"),
    [
        pytest.param({}, "Name a fish.", id="no input"),
        pytest.param({"input": ""}, "Name a fish.", id="empty input"),
        pytest.param({"input": "In Latin."}, "Name a fish.\n\nIn Latin.", id="input"),
    ],
)
def test_user_asks_and_assistant_answers(student: ModuleType, given: dict, asked: str) -> None:
    """The user says the instruction, a blank line and the input, if there is one."""
    example = {"instruction": "Name a fish.", "output": "Salmo salar", **given}
    expected = [
        {"role": "user", "content": asked},
        {"role": "assistant", "content": "Salmo salar"},
    ]
    got = student.to_messages(example)
    message = explain(
        "The messages are not the user's and the assistant's.",
        given=example,
        got=got,
        expected=expected,
    )
    assert got == expected, message


@pytest.mark.task_2_1
def test_system_message_is_the_first(student: ModuleType) -> None:
    """A system text makes a first message, in front of the user's."""
    example = {"instruction": "Name a fish.", "input": "", "output": "Cod"}
    got = [message["role"] for message in student.to_messages(example, "Be brief.")]
    message = explain(
        "The roles are not those of a conversation with a system text.",
        given="system 'Be brief.'",
        got=got,
        expected=["system", "user", "assistant"],
    )
    assert got == ["system", "user", "assistant"], message


# ------------------------------------------------------------------ 2.2 render_chatml


def first_difference(got: object, expected: str) -> str:
    """Return where two texts part, and what stands there in each; a newline is drawn as a sign."""
    if not isinstance(got, str):
        return f"a {type(got).__name__}, not a text"
    shared = min(len(got), len(expected))
    place = next((i for i in range(shared) if got[i] != expected[i]), shared)
    around = slice(max(0, place - 12), place + 12)
    drawn = [text[around].replace("\n", "⏎") or "(nothing)" for text in (got, expected)]
    return f"character {place}: got {drawn[0]!r}, expected {drawn[1]!r}"


def assert_text(got: object, expected: str, given: object) -> None:
    """Fail unless the texts are equal, and say where they part."""
    drawn = str(got).replace("\n", "⏎"), expected.replace("\n", "⏎")
    assert got == expected, explain(
        f"The text is not the template's. They part at {first_difference(got, expected)}.",
        given=given,
        got=drawn[0],
        expected=drawn[1],
    )


@pytest.mark.task_2_2
def test_every_message_is_written_alike(student: ModuleType) -> None:
    """Each message is <|im_start|>role, newline, content, <|im_end|>, newline; the last one too."""
    messages = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello."}]
    expected = f"{START}user\nHi{END}\n{START}assistant\nHello.{END}\n"
    assert_text(student.render_chatml(messages), expected, messages)


@pytest.mark.task_2_2
def test_generation_prompt_opens_an_answer(student: ModuleType) -> None:
    """With the flag the text goes on with <|im_start|>assistant and a newline."""
    messages = [{"role": "user", "content": "Hi"}]
    expected = f"{START}user\nHi{END}\n{START}assistant\n"
    got = student.render_chatml(messages, add_generation_prompt=True)
    assert_text(got, expected, f"{messages} and add_generation_prompt=True")


@pytest.mark.task_2_2
def test_unknown_role_is_refused(student: ModuleType) -> None:
    """A role other than system, user and assistant raises ValueError."""
    messages = [{"role": "tool", "content": "42"}]
    try:
        got = repr(student.render_chatml(messages))
    except ValueError:
        return
    pytest.fail(
        explain(
            "A role that the template does not know is accepted.",
            given=messages,
            got=got,
            expected="a ValueError",
        )
    )


# ------------------------------------------------------------------ 2.3 add_chat_tokens


@pytest.mark.task_2_3
def test_each_marker_is_one_token(student: ModuleType) -> None:
    """Both markers are new, and a text with them is split into the marker and the rest."""
    tokenizer = tiny_tokenizer()
    returned = student.add_chat_tokens(tokenizer, tiny_gpt2_lm(1, layers=1, vocab=len(tokenizer)))
    got = tokenizer.convert_ids_to_tokens(tokenizer.encode(f"{START}the{END}"))
    assert got == [START, "the", END], explain(
        "A marker is not one token.",
        given=f"the text {START}the{END}",
        got=got,
        expected=[START, "the", END],
    )
    assert returned == 2, explain(
        "The returned number is not how many markers were new.",
        given="a tokenizer that knows neither marker",
        got=returned,
        expected=2,
    )


@pytest.mark.task_2_3
def test_model_has_a_row_for_each_token(student: ModuleType) -> None:
    """263 tokens and two new ones need 265 rows, and the first 263 are what they were."""
    tokenizer = tiny_tokenizer()
    model = tiny_gpt2_lm(1, layers=1, vocab=len(tokenizer))
    before = model.get_input_embeddings().weight.detach().clone()
    student.add_chat_tokens(tokenizer, model)
    after = model.get_input_embeddings().weight.detach()
    assert len(after) == 265, explain(
        "The model does not have one row for each token.",
        given="a tokenizer of 263 tokens, and two markers",
        got=f"{len(after)} rows",
        expected="265 rows",
    )
    assert torch.equal(after[:263], before), "The rows of the old tokens have changed."


@pytest.mark.task_2_3
def test_markers_can_be_left_out_of_a_text(student: ModuleType) -> None:
    """Decoding with skip_special_tokens=True leaves both markers out."""
    tokenizer = tiny_tokenizer()
    student.add_chat_tokens(tokenizer, tiny_gpt2_lm(1, layers=1, vocab=len(tokenizer)))
    got = tokenizer.decode(tokenizer.encode(f"{START}the{END}"), skip_special_tokens=True)
    message = explain(
        "A marker is still there when special tokens are skipped.",
        given=f"the text {START}the{END}",
        got=repr(got),
        expected=repr("the"),
    )
    assert got == "the", message


# ------------------------------------------------------------------ 2.4 mask_labels


def letters(labels: object, words: Sequence[str]) -> str:
    """Return one letter per token: m for masked (-100), t for trained, x for any other label."""
    if not isinstance(labels, Tensor) or tuple(labels.shape) != (len(words),):
        return f"a {type(labels).__name__} of shape {tuple(getattr(labels, 'shape', ()))}"
    known = dict.fromkeys(word_ids(words), "t")
    pairs = zip(labels.tolist(), word_ids(words), strict=True)
    return "".join("m" if a == -100 else known[b] if a == b else "x" for a, b in pairs)


def strip(words: Sequence[str], got: str, expected: str) -> str:
    """Return both rows of letters under a ruler, carets where they differ, and those tokens."""
    names = {"m": "masked", "t": "trained", "x": "another number"}
    ruler = "".join(f"{place:<5}" for place in range(0, len(words), 5))
    lines = [
        f"    position  {ruler}".rstrip(),
        f"    expected  {expected}     m = masked (-100), t = trained",
        f"    got       {got}",
    ]
    if len(got) != len(expected):
        return "\n".join(lines)
    wrong = [place for place in range(len(words)) if got[place] != expected[place]]
    carets = "".join("^" if place in wrong else " " for place in range(len(words)))
    lines += [f"              {carets}".rstrip(), ""]
    for place in wrong:
        token = f"{place:>7}  {words[place]:<14}"
        lines.append(f"{token} got {names[got[place]]:<16} expected {names[expected[place]]}")
    return "\n".join(lines)


@pytest.mark.task_2_4
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(ONE_ANSWER, "mmmmmmmmmmmmttttm", id="one answer"),
        pytest.param(TWO_ANSWERS, "mmmmmmmmmmmmttttmmmmmmmmmmmttm", id="two answers"),
        pytest.param(CUT_OFF_ANSWER, "mmmmmmmmmmmmttt", id="cut-off answer"),
    ],
)
def test_answers_are_trained_and_nothing_else(
    student: ModuleType, words: Sequence[str], expected: str
) -> None:
    """Trained are the words of each answer and its end marker; all else is masked."""
    ids = torch.tensor(word_ids(words))
    labels = student.mask_labels(ids, tuple(word_ids(HEADER)), *word_ids([END]))
    got = letters(labels, words)
    assert got == expected, "Another token is trained than asked for.\n\n" + strip(
        words, got, expected
    )


@pytest.mark.task_2_4
def test_ids_are_left_alone(student: ModuleType) -> None:
    """The labels are a tensor of their own: the ids are what they were."""
    ids = torch.tensor(word_ids(ONE_ANSWER))
    student.mask_labels(ids, word_ids(HEADER), *word_ids([END]))
    assert ids.tolist() == word_ids(ONE_ANSWER), explain(
        "The call has changed the ids that it was given.",
        given=word_ids(ONE_ANSWER),
        got=ids.tolist(),
        expected="the same ids",
    )


# ------------------------------------------------------------------ 2.5 collate


def short_examples() -> list[dict[str, Tensor]]:
    """Return two examples, of 3 and of 2 tokens; the second ends in token 0."""
    return [
        {"input_ids": torch.tensor([5, 6, 7]), "labels": torch.tensor([-100, 6, 7])},
        {"input_ids": torch.tensor([8, 0]), "labels": torch.tensor([-100, 0])},
    ]


@pytest.mark.task_2_5
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("input_ids", [[5, 6, 7], [8, 0, 0]], id="input_ids"),
        pytest.param("labels", [[-100, 6, 7], [-100, 0, -100]], id="labels"),
        pytest.param("attention_mask", [[1, 1, 1], [1, 1, 0]], id="attention_mask"),
    ],
)
def test_shorter_row_is_padded(student: ModuleType, name: str, expected: list) -> None:
    """Ids are padded with 0, labels with -100, and the mask is 1 for the real tokens."""
    got = student.collate(short_examples(), pad_id=0)[name]
    message = explain(
        f"{name} is not that of the padded batch.",
        given="ids [5, 6, 7] and [8, 0], labels [-100, 6, 7] and [-100, 0], pad_id 0",
        got=f"{got.tolist()}, {got.dtype}",
        expected=f"{expected}, torch.int64",
    )
    assert got.tolist() == expected, message
    assert got.dtype == torch.int64, message


@pytest.mark.task_2_5
@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(2, [[5, 6], [8, 0]], id="cut"),
        pytest.param(9, [[5, 6, 7], [8, 0, 0]], id="limit above"),
    ],
)
def test_long_rows_lose_their_end(student: ModuleType, limit: int, expected: list) -> None:
    """Beyond max_length a row is cut; a limit above the longest row changes nothing."""
    got = student.collate(short_examples(), pad_id=0, max_length=limit)["input_ids"].tolist()
    message = explain(
        "The rows do not have the length they should.",
        given=f"ids [5, 6, 7] and [8, 0], max_length {limit}",
        got=got,
        expected=expected,
    )
    assert got == expected, message


# ------------------------------------------------------------------ 2.6 sft_loss


@pytest.mark.task_2_6
def test_equal_scores_cost_log_of_the_vocabulary(student: ModuleType) -> None:
    """Scores that are equal for 7 tokens cost log 7 = 1.9459 per supervised token."""
    labels = torch.tensor([[-100, 3, 5, 1], [-100, -100, 2, -100]])
    got = student.sft_loss(torch.zeros(2, 4, 7, requires_grad=True), labels)
    message = explain(
        "The loss is not the mean over the supervised tokens, as a tensor without axes.",
        given="scores of 0 for a vocabulary of 7, four supervised tokens",
        got=got,
        expected="a tensor of 1.9459",
    )
    assert isinstance(got, Tensor), message
    assert got.shape == (), message
    assert math.isclose(got.item(), math.log(7), abs_tol=1e-4), message


def pointing(places: list[list[int]], vocab: int = 7) -> Tensor:
    """Return scores that are 3 for the named token of each position and 0 for all others."""
    return 3.0 * torch.nn.functional.one_hot(torch.tensor(places), vocab).float()


@pytest.mark.task_2_6
def test_each_position_predicts_the_next_token(student: ModuleType) -> None:
    """Scores that point at the next token cost little: log(e^3 + 6) - 3 = 0.2614 per token."""
    labels = torch.tensor([[1, 2, 3, 4], [-100, 5, 6, -100]])
    got = student.sft_loss(pointing([[2, 3, 4, 1], [5, 6, 1, 1]]), labels).item()
    message = explain(
        "The loss is not that of predicting the next token.",
        given="labels 1 2 3 4 and . 5 6 . ; scores of 3 for 2 3 4 1 and 5 6 1 1",
        got=f"{got:.4f}",
        expected="0.2614",
    )
    assert math.isclose(got, math.log(math.exp(3) + 6) - 3, abs_tol=1e-4), message


@pytest.mark.task_2_6
def test_every_supervised_token_counts_the_same(student: ModuleType) -> None:
    """Of four supervised tokens one is missed: (3 * 0.2614 + 3.2614) / 4 = 1.0114."""
    labels = torch.tensor([[-100, 2, 3, 4], [-100, 5, -100, -100]])
    got = student.sft_loss(pointing([[2, 3, 4, 1], [1, 1, 1, 1]]), labels).item()
    message = explain(
        "Rows with few and with many supervised tokens do not weigh by their tokens.",
        given="three tokens of loss 0.2614 in one row, one of loss 3.2614 in the other",
        got=f"{got:.4f}",
        expected="1.0114",
    )
    assert math.isclose(got, math.log(math.exp(3) + 6) - 2.25, abs_tol=1e-4), message


@pytest.mark.task_2_6
def test_nothing_supervised_costs_nothing(student: ModuleType) -> None:
    """If every label is -100 the loss is 0, and backward() still works."""
    logits = torch.ones(2, 3, 5, requires_grad=True)
    loss = student.sft_loss(logits, torch.full((2, 3), -100))
    assert float(loss.detach()) == 0.0, explain(
        "Without supervised tokens the loss is 0.",
        given="labels of nothing but -100",
        got=loss,
        expected="tensor(0.)",
    )
    assert loss.requires_grad, "The loss of 0 has no graph, so backward() fails on it."


# ------------------------------------------------------------------ 2.7 sft_step


def micro_batch(rows: list[list[int]], supervised: int) -> dict[str, Tensor]:
    """Return a batch of these ids, of which the last ones of each row are supervised."""
    ids = torch.tensor(rows)
    labels = ids.clone()
    labels[:, : ids.shape[1] - supervised] = -100
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": labels}


ROWS = ([[5, 9, 14, 3, 7, 2]], [[4, 8, 1, 6, 2, 9]])


@pytest.mark.task_2_7
def test_two_micro_batches_are_one_big_batch(student: ModuleType) -> None:
    """Rows with 5 and with 1 supervised tokens give the same step apart as together."""
    apart = [micro_batch(ROWS[0], 5), micro_batch(ROWS[1], 1)]
    together = {name: torch.cat([part[name] for part in apart]) for name in apart[0]}
    losses, weights = [], []
    for parts in (apart, [together]):
        model = tiny_gpt2_lm(1)
        losses.append(student.sft_step(model, parts, torch.optim.SGD(model.parameters(), lr=0.5)))
        weights.append(model.transformer.wte.weight.detach())
    gap = (weights[0] - weights[1]).abs().max().item()
    message = explain(
        "Two micro-batches are not one big batch.",
        given="5 supervised tokens in one, 1 in the other; and both rows in one batch",
        got=f"losses {losses}, weights that differ by {gap:.5f}",
        expected="equal floats as losses, equal weights",
    )
    assert all(isinstance(loss, Real) for loss in losses), message
    assert math.isclose(losses[0], losses[1], rel_tol=1e-4), message
    assert gap < 1e-5, message


@pytest.mark.task_2_7
def test_steps_lower_the_loss(student: ModuleType) -> None:
    """After ten small steps on the same micro-batches the loss is lower than before the first."""
    model = tiny_gpt2_lm(1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    parts = [micro_batch(ROWS[0], 3), micro_batch(ROWS[1], 3)]
    losses = [student.sft_step(model, parts, optimizer) for _ in range(10)]
    message = explain(
        "Training on the same micro-batches does not lower their loss.",
        given="10 steps of SGD, learning rate 0.1",
        got=f"{losses[0]} at first, {losses[-1]} at last",
        expected="less at last",
    )
    assert losses[-1] < losses[0], message


@pytest.mark.task_2_7
def test_old_gradients_are_forgotten(student: ModuleType) -> None:
    """Gradients left over from earlier work do not change the step."""
    clean = tiny_gpt2_lm(1)
    dirty = copy.deepcopy(clean)
    for parameter in dirty.parameters():
        parameter.grad = torch.ones_like(parameter)
    for model in (clean, dirty):
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        student.sft_step(model, [micro_batch(ROWS[0], 3)], optimizer)
    pairs = zip(clean.parameters(), dirty.parameters(), strict=True)
    gap = max((one - other).abs().max().item() for one, other in pairs)
    message = explain(
        "Old gradients act in the step.",
        given="two equal models, one of which holds gradients of 1",
        got=f"weights that differ by {gap:.5f} after one step",
        expected="equal weights",
    )
    assert gap < 1e-6, message


# ------------------------------------------------------------------ 2.8 checkpoints

KINDS: dict[str, type | tuple[type, ...]] = {
    "n_supervised": Real,
    "n_loss_terms": Real,
    "first_supervised_token": str,
    "new_rows_for_two_markers": Real,
    "new_numbers_gpt2_small": Real,
    "where_do_marker_vectors_come_from": str,
    "changed_steps_of_the_loop": (list, tuple, set),
    "new_output_layer": dict,
    "uniform_loss_gpt2": Real,
    "alpaca_over_lima": Real,
    "capital_of_france": dict,
    "wrong_template_effect": str,
    "wrong_template_costs": Real,
}


@pytest.mark.task_2_8
def test_every_question_has_an_answer_of_its_kind(student: ModuleType) -> None:
    """Each key holds a plain number, text, list or dict. Whether it is right is not checked here."""
    answers = student.checkpoints()
    odd = [name for name, kind in KINDS.items() if not isinstance(answers.get(name), kind)]
    message = explain(
        "Some answers are missing, or of another kind than the stub's comment says.",
        given="the 13 keys of the stub",
        got=", ".join(f"{name}={answers.get(name)!r}" for name in odd),
        expected="numbers for counts, str for words, list for lists, dict for dicts",
    )
    assert not odd, message


@pytest.mark.task_2_8
def test_answers_agree_with_each_other(student: ModuleType) -> None:
    """The new numbers are whole rows, and no more tokens are predicted than supervised."""
    answers = student.checkpoints()
    rows, held = answers["new_rows_for_two_markers"], answers["new_numbers_gpt2_small"]
    assert held == rows * 768, explain(
        "The new numbers are not those of the new rows.",
        given="GPT-2 small, whose rows are 768 numbers wide",
        got=f"{rows} rows and {held} numbers",
        expected="768 numbers per row",
    )
    supervised, terms = answers["n_supervised"], answers["n_loss_terms"]
    assert terms <= supervised, explain(
        "There are more terms in the loss than supervised tokens.",
        given="n_supervised and n_loss_terms",
        got=f"{supervised} and {terms}",
        expected="at most as many terms",
    )
