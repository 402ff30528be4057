"""Lesson 2 probes. They run in the sandbox beside the student's code and hold no answers.

A probe builds its inputs from the generator it is handed, calls the student's function and records
what happened. It never judges. Texts, token ids and lengths are drawn anew each time, so that an
answer has to be computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from types import ModuleType

import torch
from torch import Tensor, nn
from transformers import GPT2LMHeadModel, PreTrainedTokenizerBase

from autograder.observation import Raised
from autograder.sandbox.probing import (
    Record,
    answers,
    draw,
    flags,
    gains_for_dropout,
    outcome,
    plain,
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
    snapshot,
)
from fixtures.chat import (
    CUT_OFF_ANSWER,
    END,
    HEADER,
    ONE_ANSWER,
    TWO_ANSWERS,
    tiny_tokenizer,
    word_ids,
)
from fixtures.micro import STD, tiny_gpt2_lm

Batch = dict[str, Tensor]
Turn = tuple[list[int], list[int]]  # ids of the role, ids of the content

MARKERS = ("<|im_start|>", "<|im_end|>")
IGNORED = -100


def odd_mean(logits: Tensor, labels: Tensor) -> Tensor:
    """Stand in for `sft_loss`: a smooth mixture of scores and labels, no cross-entropy.

    It is a mean over supervised tokens, so that one big batch and its parts weighted by their tokens
    agree, as they do with the right loss.
    """
    scores, targets = logits[:, :-1].float(), labels[:, 1:]
    waves = torch.sin(1.3 * torch.arange(logits.shape[-1]) + 0.7 * targets.unsqueeze(-1))
    costs = (scores * waves + 0.1 * scores.pow(2)).mean(dim=-1)
    kept = targets != IGNORED
    return (costs * kept).sum() / kept.sum().clamp(min=1)


STAND_INS: dict[str, Callable[..., Tensor]] = {"sft_loss": odd_mean}


# ------------------------------------------------------------------ 2.1 to_messages


@probe("2.1")
def messages_without_input(student: ModuleType, rng: torch.Generator) -> Record:
    """Convert examples whose input is missing, None, empty or white space, in random order."""
    missing = object()
    record: Record = {}
    rare = "".join(shuffled(" \r\v\f", rng))  # white space that a list of three would miss
    inputs = shuffled([missing, None, "", " \n\t ", rare], rng)
    for number, given in enumerate(inputs, start=1):
        example = _example(rng, given)
        if given is missing:
            del example["input"]
        record |= _said(f"messages {number}", call(student.to_messages, example))
    return record


@probe("2.1")
def messages_with_input(student: ModuleType, rng: torch.Generator) -> Record:
    """Convert examples that have an input: a word and some lines."""
    lines = f"{_words(rng)}\n{_words(rng)}"
    record: Record = {}
    for number, given in enumerate(shuffled([_word(rng), lines], rng), start=1):
        record |= _said(f"messages {number}", call(student.to_messages, _example(rng, given)))
    return record


@probe("2.1")
def messages_with_system(student: ModuleType, rng: torch.Generator) -> Record:
    """Convert examples with a system text, with an empty one and with None, in random order."""
    record: Record = {}
    inputs = shuffled([None, _words(rng), _words(rng)], rng)
    for number, system in enumerate(shuffled([_words(rng), "", None], rng), start=1):
        example = _example(rng, inputs[number - 1])
        record |= _said(f"messages {number}", call(student.to_messages, example, system))
    named = call(student.to_messages, _example(rng, None), system=_words(rng))
    return {**record, **_said("messages with system as a keyword", named)}


@probe("2.1")
def messages_verbatim(student: ModuleType, rng: torch.Generator) -> Record:
    """Convert texts with blanks at their ends, empty lines, capitals and braces."""
    example = {
        "instruction": f"  {_words(rng)}\n\n- {{{_word(rng)}}} 100 %\n",
        "input": f"\n {_word(rng).upper()}  {_word(rng)} \n",
        "output": f" {_words(rng)}.\n\n ",
    }
    system = f" {_words(rng)}\n"
    return _said("messages", call(student.to_messages, example, system))


@probe("2.1")
def messages_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Convert the same example twice, as a second epoch does, and look at it afterwards."""
    example = _example(rng, _words(rng))
    first = _said("messages 1", call(student.to_messages, example))
    second = _said("messages 2", call(student.to_messages, example))
    return {**first, **second, "example afterwards": as_json(example)}


def _example(rng: torch.Generator, given: object) -> dict[str, object]:
    return {"instruction": _words(rng), "input": given, "output": _words(rng)}


def _said(name: str, messages: object) -> Record:
    """Record roles and contents as JSON text: further keys of a message are no part of the claim.

    Where a message lacks one of the two, what it says under other keys is noted beside.
    """
    other = f"{name} under other keys"
    if isinstance(messages, Raised):
        return {name: messages, other: messages}
    pairs = call(lambda: [[message["role"], message["content"]] for message in messages])
    if not isinstance(pairs, Raised):
        return {name: as_json(pairs), other: "none"}
    values = call(lambda: [list(message.values()) for message in messages])
    return {
        name: f"no roles and contents in a {type(messages).__name__}",
        other: as_json(messages if isinstance(values, Raised) else values),
    }


# ------------------------------------------------------------------ 2.2 render_chatml


@probe("2.2")
def render_one(student: ModuleType, rng: torch.Generator) -> Record:
    """Render single messages, one of each role, in random order."""
    return {
        f"text {number}": call(student.render_chatml, [_message(role, rng)])
        for number, role in enumerate(shuffled(["system", "user", "assistant"], rng), start=1)
    }


@probe("2.2")
def render_conversation(student: ModuleType, rng: torch.Generator) -> Record:
    """Render a conversation of several turns, with and without a system message."""
    turns = ["user", "assistant"] * draw(rng, 2, 3)
    return {
        f"text {number}": call(student.render_chatml, [_message(role, rng) for role in roles])
        for number, roles in enumerate(shuffled([turns, ["system", *turns]], rng), start=1)
    }


@probe("2.2")
def render_prompt(student: ModuleType, rng: torch.Generator) -> Record:
    """Render conversations with the generation prompt, by position, by keyword, and without.

    One of them is a tuple, since any sequence of messages is a conversation.
    """
    record: Record = {}
    for number, flag in enumerate(shuffled([True, False], rng), start=1):
        messages = [_message(role, rng) for role in ("user", "assistant", "user")]
        record[f"text {number}"] = call(student.render_chatml, messages, flag)
    messages = [_message("system", rng), _message("user", rng)]
    named = call(student.render_chatml, messages, add_generation_prompt=True)
    answered = (*messages, _message("assistant", rng))
    return {
        **record,
        "text with the flag as a keyword": named,
        "text behind an answer": call(student.render_chatml, answered, True),
    }


@probe("2.2")
def render_nothing(student: ModuleType, rng: torch.Generator) -> Record:
    """Render no message at all, without and with the prompt, and one of an empty text."""
    role = shuffled(["system", "user", "assistant"], rng)[0]
    return {
        "no message": call(student.render_chatml, []),
        "no message and the prompt": call(student.render_chatml, [], True),
        "an empty message": call(student.render_chatml, [{"role": role, "content": ""}]),
        "a message": call(student.render_chatml, [_message(role, rng)]),
    }


@probe("2.2")
def render_verbatim(student: ModuleType, rng: torch.Generator) -> Record:
    """Render contents with blanks and newlines at their ends, braces, percent signs, and markup."""
    contents = [
        f"\n  {_words(rng)} \n\n",
        f"{{{_word(rng)}}} {{}} {{{{0}}}} %s %d 100% {_word(rng)}",
        f"<b>{_word(rng)}</b> & \"{_word(rng)}\" \\n '{_word(rng)}'",
    ]
    roles = shuffled(["system", "user", "assistant"], rng)
    messages = [
        {"role": role, "content": content}
        for role, content in zip(roles, shuffled(contents, rng), strict=True)
    ]
    text = call(student.render_chatml, messages)
    return {"text": text, "messages afterwards": as_json(messages)}


@probe("2.2")
def render_roles(student: ModuleType, rng: torch.Generator) -> Record:
    """Render conversations with known roles, and each unknown role in one, in random order."""
    known = [["user"], ["system", "user", "assistant"], ["assistant", "user"]]
    odd = ["tool", "User", "human", "gpt", "", "function", "ASSISTANT"]
    unknown = [shuffled(["user", "assistant", role], rng) for role in odd]
    record: Record = {}
    for number, roles in enumerate(shuffled([*known, *unknown], rng), start=1):
        messages = [_message(role, rng) for role in roles]
        record[f"conversation {number}"] = call(student.render_chatml, messages)
    return record


def _message(role: str, rng: torch.Generator) -> dict[str, str]:
    return {"role": role, "content": _words(rng)}


# ------------------------------------------------------------------ 2.3 add_chat_tokens


@probe("2.3")
def tokens_added(student: ModuleType, rng: torch.Generator) -> Record:
    """Add the markers to tokenizers that know none, one or both of them, in random order."""
    record: Record = {}
    known = [(), (MARKERS[draw(rng, 0, 1)],), MARKERS]
    for number, special in enumerate(shuffled(known, rng), start=1):
        tokenizer, model = _chat(rng, special=special)
        before = len(tokenizer)
        record |= {
            f"returned, pair {number}": call(student.add_chat_tokens, tokenizer, model),
            f"tokens more, pair {number}": len(tokenizer) - before,
            f"pieces, pair {number}": _pieces(tokenizer, rng),
        }
    return record


@probe("2.3")
def tokens_are_special(student: ModuleType, rng: torch.Generator) -> Record:
    """Decode a text with markers, leaving special tokens out and keeping them."""
    tokenizer, model = _chat(rng)
    called = outcome(call(student.add_chat_tokens, tokenizer, model))
    start, end = MARKERS
    ids = tokenizer.encode(f"{start}{_words(rng)}{end}{_word(rng)}{tokenizer.eos_token}")
    return {
        "call": called,
        "text without special tokens": tokenizer.decode(ids, skip_special_tokens=True),
        "text with special tokens": tokenizer.decode(ids),
    }


@probe("2.3")
def tokens_of_the_end_kept(student: ModuleType, rng: torch.Generator) -> Record:
    """Look at the tokens for end of text and padding: equal, different, and without padding."""
    record: Record = {}
    for number, pad in enumerate(shuffled(["<|endoftext|>", "<|pad|>", None], rng), start=1):
        tokenizer, model = _chat(rng, pad=pad or "<|endoftext|>")
        tokenizer.pad_token = pad
        returned = call(student.add_chat_tokens, tokenizer, model)
        tokens = [tokenizer.eos_token, tokenizer.pad_token, tokenizer.bos_token]
        ids = [tokenizer.eos_token_id, tokenizer.pad_token_id, tokenizer.bos_token_id]
        record |= {
            f"returned {number}": returned,
            f"end, padding and beginning {number}": as_json([tokens, ids]),
        }
    return record


@probe("2.3")
def tokens_rows(student: ModuleType, rng: torch.Generator) -> Record:
    """Count the model's rows, look up the markers, and score them with rows of known numbers."""
    tokenizer, model = _chat(rng)
    size = len(tokenizer)
    called = outcome(call(student.add_chat_tokens, tokenizer, model))
    ids = torch.tensor([tokenizer.encode("".join(MARKERS) + _words(rng))])
    logits = call(lambda: model(ids).logits)
    return {
        "call": called,
        "rows of the input embedding": len(model.get_input_embeddings().weight),
        "rows of the output embedding": len(model.get_output_embeddings().weight),
        "tokens": len(tokenizer),
        "shape of the scores": as_json(list(logits.shape))
        if isinstance(logits, Tensor)
        else logits,
        "_vocab_size": model.config.vocab_size,
        "log-probabilities with markers": _marked(tokenizer, model, size, rng),
    }


@probe("2.3")
def tokens_old_rows(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a text without markers, and look at old rows, all other weights, and what is frozen."""
    tokenizer, model = _chat(rng)
    scramble_flags(model.transformer.h, rng)  # rows are trainable: new ones have to be learnt
    size = len(tokenizer)
    rows = {name: len(parameter) for name, parameter in model.named_parameters()}
    called = outcome(call(student.add_chat_tokens, tokenizer, model))
    after = dict(model.named_parameters())
    old = {name: after[name][:many] if name in after else None for name, many in rows.items()}
    trainable = [int(name in after and after[name].requires_grad) for name in sorted(rows)]
    ids = torch.randint(size, (3, draw(rng, 5, 8)), generator=rng)
    return {
        "call": called,
        "old rows afterwards": fingerprint(old),
        "flags afterwards": torch.tensor(trainable),
        "scores of old tokens": call(lambda: model(ids).logits[..., :size]),
    }


@probe("2.3")
def tokens_tied(student: ModuleType, rng: torch.Generator) -> Record:
    """Edit the input embedding in place afterwards, and score a text of old tokens."""
    tokenizer, model = _chat(rng)
    size = len(tokenizer)
    called = outcome(call(student.add_chat_tokens, tokenizer, model))
    ids = torch.randint(size, (3, draw(rng, 5, 8)), generator=rng)
    factors = 1 + torch.rand(size, 1, generator=rng)
    with torch.no_grad():
        model.get_input_embeddings().weight[:size].mul_(factors)
    return {"call": called, "scores after an edit": call(lambda: model(ids).logits[..., :size])}


@probe("2.3")
def tokens_again(student: ModuleType, rng: torch.Generator) -> Record:
    """Call a second time on the same pair, and a first time on another."""
    tokenizer, model = _chat(rng)
    size = len(tokenizer)
    returned = [call(student.add_chat_tokens, tokenizer, model) for _ in range(2)]
    rows = len(model.get_input_embeddings().weight)
    other = call(student.add_chat_tokens, *_chat(rng))
    return {
        "returned at first": returned[0],
        "returned the second time": returned[1],
        "returned for another pair": other,
        "rows after two calls": rows,
        "pieces after two calls": _pieces(tokenizer, rng),
        "log-probabilities after two calls": _marked(tokenizer, model, size, rng),
    }


def _chat(
    rng: torch.Generator, *, pad: str = "<|endoftext|>", special: Sequence[str] = ()
) -> tuple[PreTrainedTokenizerBase, GPT2LMHeadModel]:
    """Return a tokenizer and a model with one row for each of its tokens."""
    tokenizer = tiny_tokenizer(pad=pad, special=special)
    return tokenizer, tiny_gpt2_lm(rng, layers=1, width=8, vocab=len(tokenizer))


def _pieces(tokenizer: PreTrainedTokenizerBase, rng: torch.Generator) -> object:
    """Return the tokens of a text with both markers: which id each of them has is free."""
    start, end = MARKERS
    text = f"{start}{_word(rng)}{end}{_word(rng)}"
    return as_json(tokenizer.convert_ids_to_tokens(tokenizer.encode(text)))


def _marked(
    tokenizer: PreTrainedTokenizerBase, model: GPT2LMHeadModel, size: int, rng: torch.Generator
) -> object:
    """Return log-probabilities of a text with both markers, whose rows are given known numbers.

    Rows behind the first `size` that are no marker's become zero. A row too many takes its share
    of the probability and one too few cannot be looked up, so their number need not be told.

    Returns:
        (1, 8, size + 2) float32, the markers last; or what was raised on the way.
    """
    rows = STD * torch.randn(len(MARKERS), model.config.n_embd, generator=rng)
    words = torch.randint(size, (6,), generator=rng).tolist()

    def score() -> Tensor:
        markers = tokenizer.convert_tokens_to_ids(list(MARKERS))
        with torch.no_grad():
            for layer in (model.get_input_embeddings(), model.get_output_embeddings()):
                layer.weight[size:] = 0.0
                layer.weight[markers] = rows
        ids = torch.tensor([[markers[0], *words, markers[1]]])
        return model(ids).logits.log_softmax(dim=-1)[..., [*range(size), *markers]]

    return call(score)


# ------------------------------------------------------------------ 2.4 mask_labels


class Script:
    """Token ids of a made-up chat, drawn anew: markers, roles, header, and words."""

    def __init__(self, rng: torch.Generator, header: int = 3) -> None:
        ids = (torch.randperm(400, generator=rng)[:60] + 3).tolist()
        self.rng = rng
        self.start, self.end, self.newline = ids[:3]
        self.roles = {"user": [ids[3]], "system": [ids[4]], "assistant": ids[5 : 3 + header]}
        self.header = [self.start, *self.roles["assistant"], self.newline]
        self.vocabulary = ids[20:]

    def words(self, low: int = 2, high: int = 5) -> list[int]:
        """Return some words."""
        places = torch.randint(
            len(self.vocabulary), (draw(self.rng, low, high),), generator=self.rng
        )
        return [self.vocabulary[place] for place in places.tolist()]

    def turn(self, role: str, content: list[int] | None = None) -> list[int]:
        """Return one turn, closed and with the newline behind it."""
        content = self.words() if content is None else content
        opening = [self.start, *self.roles[role], self.newline]
        return [*opening, *content, self.end, self.newline]

    def chat(self, turns: int, *, system: bool = False) -> list[int]:
        """Return a conversation with this many answers."""
        ids = self.turn("system") if system else []
        for _ in range(turns):
            ids += self.turn("user") + self.turn("assistant")
        return ids


@probe("2.4")
def mask_public_one_answer(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask the public conversation of one question and its answer."""
    return _mask_public(student, ONE_ANSWER)


@probe("2.4")
def mask_public_two_answers(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask the public conversation of two questions and their answers."""
    return _mask_public(student, TWO_ANSWERS)


@probe("2.4")
def mask_public_cut_off(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask the public conversation whose answer is cut off."""
    return _mask_public(student, CUT_OFF_ANSWER)


@probe("2.4")
def mask_one_answer(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask conversations of one answer: with a system turn, without, and up to its end marker."""
    script = Script(rng)
    rows = [script.chat(1), script.chat(1, system=True), script.chat(1)[:-1]]
    return _mask(student, script, shuffled(rows, rng))


@probe("2.4")
def mask_longer_header(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask a conversation whose role is two tokens long; the header is a tuple."""
    script = Script(rng, header=4)
    return _mask(student, script, [script.chat(1)], header=tuple(script.header))


@probe("2.4")
def mask_several_answers(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask longer conversations: one begins with an answer, in two an answer follows another.

    In one of these no newline stands between them: a header may follow an end marker at once.
    """
    script = Script(rng)
    greeting = script.turn("assistant") + script.chat(1)
    twice = script.turn("user") + script.turn("assistant") + script.turn("assistant")
    joined = script.turn("user") + script.turn("assistant")[:-1] + script.turn("assistant")
    rows = [script.chat(2), script.chat(3, system=True), greeting, twice, joined]
    return _mask(student, script, shuffled(rows, rng))


@probe("2.4")
def mask_gap(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask a conversation with words between the turns, outside of any."""
    script = Script(rng)
    ids = script.words() + script.turn("user") + script.words()
    ids += script.turn("assistant") + script.words() + script.chat(1) + script.words(1, 3)
    return _mask(student, script, [ids])


@probe("2.4")
def mask_cut_off(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask conversations whose last answer is cut off, once right behind the header."""
    script = Script(rng)
    asked = script.chat(1) + script.turn("user")
    rows = [asked + script.header + script.words(), asked + script.header]
    return _mask(student, script, shuffled(rows, rng))


@probe("2.4")
def mask_no_answer(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask rows without an answer: questions, and a header that is cut off."""
    script = Script(rng)
    questions = script.turn("system") + script.turn("user") + script.turn("user")
    cut = script.chat(1) + script.turn("user") + script.header[: draw(rng, 1, 2)]
    return _mask(student, script, shuffled([questions, cut], rng))


@probe("2.4")
def mask_decoys(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask questions that hold the role's word, that word and a newline, or an end marker.

    In one, ids end and begin with the digits of the header's; behind one, its first id stands twice.
    """
    script = Script(rng)
    role = script.roles["assistant"]
    decoys = [
        script.words() + role + script.words(),
        script.words() + role + [script.newline] + script.words(),
        [*script.words(), script.end, *script.words()],
        [script.start, *script.words(), *role, script.newline],
        [1000 + script.start, *role, script.newline, script.start, *role, 10 * script.newline],
    ]
    rows = [script.turn("user", content) + script.turn("assistant") for content in decoys]
    rows.append([*script.turn("user"), script.start, *script.turn("assistant")])
    return _mask(student, script, shuffled(rows, rng))


@probe("2.4")
def mask_odd_answers(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask answers with newlines and role words in them, and one of nothing but its end marker."""
    script = Script(rng)
    lines = [*script.words(), script.newline, script.newline, *script.words()]
    about = script.roles["user"] + script.words() + script.roles["assistant"] + [script.newline]
    echo = script.words()
    rows = [script.turn("user") + script.turn("assistant", text) for text in (lines, about, [])]
    rows.append(script.turn("user", echo) + script.turn("assistant", echo))
    return _mask(student, script, shuffled(rows, rng))


@probe("2.4")
def mask_other_index(student: ModuleType, rng: torch.Generator) -> Record:
    """Mask with other values than -100, by position and by keyword; ids 0 to 2 are words too."""
    script = Script(rng)
    content = shuffled([0, 1, 2, *script.words()], rng)
    ids = torch.tensor(script.turn("user", content) + script.turn("assistant", content))
    one, other = -draw(rng, 1, 9), -draw(rng, 200, 900)
    call_it = student.mask_labels
    first = call(call_it, ids.clone(), script.header, script.end, one)
    second = call(call_it, ids.clone(), script.header, script.end, ignore_index=other)
    return {
        "labels 1": first,
        "numbers of labels 1": _numbers(first),
        "labels 2": second,
        "numbers of labels 2": _numbers(second),
    }


def _mask_public(student: ModuleType, words: Sequence[str]) -> Record:
    ids = torch.tensor(word_ids(words))
    labels = call(student.mask_labels, ids, word_ids(HEADER), *word_ids([END]))
    return {"labels": labels, "numbers of labels": _numbers(labels), "_tokens": as_json(words)}


def _mask(
    student: ModuleType,
    script: Script,
    rows: list[list[int]],
    header: Sequence[int] | None = None,
) -> Record:
    record: Record = {}
    header = script.header if header is None else header
    for number, row in enumerate(rows, start=1):
        ids = torch.tensor(row)
        labels = call(student.mask_labels, ids, header, script.end)
        record |= {
            f"labels {number}": labels,
            f"numbers of labels {number}": _numbers(labels),
            f"ids of row {number} afterwards": ids,
        }
    return record


# ------------------------------------------------------------------ 2.5 collate


@probe("2.5")
def collate_plain(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate examples of different lengths; no id equals the padding id."""
    return _collate(student, rng, _lengths(rng, 4))


@probe("2.5")
def collate_equal_lengths(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate examples of one length."""
    return _collate(student, rng, [draw(rng, 3, 7)] * 3)


@probe("2.5")
def collate_padding_id_in_text(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate texts that hold the padding id, inside and as their last token."""
    pad = draw(rng, 1, 5)
    batch = _examples(rng, _lengths(rng, 4), pad)
    for example in batch:
        for place in (draw(rng, 0, len(example["input_ids"]) - 1), -1):
            example["input_ids"][place] = pad
            example["labels"][place] = shuffled([pad, IGNORED], rng)[0]
        example["labels"][-1] = pad
    return _collated(call(student.collate, batch, pad))


@probe("2.5")
def collate_cut(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate with a limit below the longest, and with one below all of them."""
    lengths = _lengths(rng, 4)
    some = _collate(student, rng, lengths, max_length=sorted(lengths)[-2] - 1, suffix=", some cut")
    return {**some, **_collate(student, rng, lengths, max_length=2, suffix=", all cut")}


@probe("2.5")
def collate_loose_limit(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate with a limit above the longest, and with one that is just reached."""
    lengths = _lengths(rng, 4)
    more = max(lengths) + draw(rng, 1, 5)
    loose = _collate(student, rng, lengths, max_length=more, suffix=", limit above")
    return {**loose, **_collate(student, rng, lengths, max_length=max(lengths), suffix=", reached")}


@probe("2.5")
def collate_one(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate a single example, whole and cut."""
    length = draw(rng, 5, 8)
    whole = _collate(student, rng, [length], suffix=", whole")
    return {**whole, **_collate(student, rng, [length], max_length=length - 2, suffix=", cut")}


@probe("2.5")
def collate_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Collate the same examples cut and then whole, and look at them afterwards."""
    pad = draw(rng, 1, 5)
    batch = _examples(rng, _lengths(rng, 3), pad)
    cut = _collated(call(student.collate, batch, pad, 3), ", cut")
    whole = _collated(call(student.collate, batch, pad), ", whole")
    return {**cut, **whole, "examples afterwards": _left(batch)}


def _collate(
    student: ModuleType,
    rng: torch.Generator,
    lengths: Sequence[int],
    *,
    max_length: int | None = None,
    suffix: str = "",
) -> Record:
    pad = draw(rng, 1, 5)
    batch = _examples(rng, lengths, pad)
    if max_length is None:
        return _collated(call(student.collate, batch, pad), suffix)
    return _collated(call(student.collate, batch, pad, max_length=max_length), suffix)


def _collated(result: object, suffix: str = "") -> Record:
    record: Record = {}
    for name in ("input_ids", "labels", "attention_mask"):
        entry = result if isinstance(result, Raised) else call(lambda name=name: result[name])
        missing = isinstance(entry, Raised) and entry is not result
        record |= {
            name + suffix: f"missing in a {type(result).__name__}" if missing else entry,
            f"numbers of {name}{suffix}": _rows(result, name) if missing else _numbers(entry),
        }
    return record


def _rows(result: object, name: str) -> object:
    """Return the numbers of an entry that each row brings on its own; "none" if there is no such."""
    rows = call(lambda: torch.stack([row[name] for row in result]))
    return rows if isinstance(rows, Tensor) else "none"


def _examples(rng: torch.Generator, lengths: Sequence[int], pad: int) -> list[Batch]:
    """Return examples whose labels ignore a prompt and differ from the ids here and there."""
    batch = []
    for length in lengths:
        ids = torch.randint(pad + 1, 60, (length,), generator=rng)
        labels = ids.clone()
        labels[: draw(rng, 1, length - 1)] = IGNORED
        labels[-1] = 60 + draw(rng, 0, 9)
        batch.append({"input_ids": ids, "labels": labels})
    return batch


def _lengths(rng: torch.Generator, rows: int) -> list[int]:
    """Return different lengths of 4 and more, the longest neither first nor last."""
    lengths = sorted((torch.randperm(7, generator=rng)[:rows] + 4).tolist())
    return [*shuffled(lengths[1:-1], rng), lengths[-1], lengths[0]]


# ------------------------------------------------------------------ 2.6 sft_loss


@probe("2.6")
def loss_plain(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows with different numbers of supervised tokens, the last position among them."""
    logits, labels = _scored(rng)
    record = _loss(student, logits, labels)
    return {**record, "labels afterwards": labels}


@probe("2.6")
def loss_square(student: ModuleType, rng: torch.Generator) -> Record:
    """Score where batch, length and vocabulary are equal, so that swapped axes do not crash."""
    size = draw(rng, 5, 7)
    return _loss(student, *_scored(rng, rows=size, length=size, vocab=size))


@probe("2.6")
def loss_one_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a batch of one."""
    return _loss(student, *_scored(rng, rows=1))


@probe("2.6")
def loss_first_and_last(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows whose first and last positions are supervised, and one with the first alone."""
    logits, labels = _scored(rng)
    labels[:, 0] = torch.randint(logits.shape[-1], (len(labels),), generator=rng)
    labels[:, -1] = torch.randint(logits.shape[-1], (len(labels),), generator=rng)
    labels[draw(rng, 0, len(labels) - 1), 1:] = IGNORED
    return _loss(student, logits, labels)


@probe("2.6")
def loss_token_zero(student: ModuleType, rng: torch.Generator) -> Record:
    """Score rows in which many supervised tokens are number 0."""
    logits, labels = _scored(rng)
    chosen = torch.rand(labels.shape, generator=rng) < 0.6
    labels[chosen & (labels != IGNORED)] = 0
    labels[:, 2] = 0
    return _loss(student, logits, labels)


@probe("2.6")
def loss_empty_row(student: ModuleType, rng: torch.Generator) -> Record:
    """Score a batch in which one row supervises nothing."""
    logits, labels = _scored(rng)
    labels[draw(rng, 0, len(labels) - 1)] = IGNORED
    return _loss(student, logits, labels)


@probe("2.6")
def loss_nothing_supervised(student: ModuleType, rng: torch.Generator) -> Record:
    """Score batches without any supervised token: with labels in position 0 alone, in bfloat16."""
    record: Record = {}
    for words in ("none", "position 0 alone", "none in bfloat16"):
        logits, labels = _scored(rng)
        labels[:, 1:] = IGNORED
        if words != "position 0 alone":
            labels[:, 0] = IGNORED
        if words == "none in bfloat16":
            logits = logits.detach().to(torch.bfloat16).requires_grad_()
        found = _loss(student, logits, labels)
        record |= {f"{key}, {words}": value for key, value in found.items()}
    return record


@probe("2.6")
def loss_large_scores(student: ModuleType, rng: torch.Generator) -> Record:
    """Score with raw scores of up to 200 in size."""
    logits, labels = _scored(rng, size=60.0)
    with torch.no_grad():
        logits.clamp_(-200.0, 200.0)
        logits[0, :, :2] = torch.tensor([200.0, -200.0])
        labels[0, 1:] = 1
    return _loss(student, logits, labels)


@probe("2.6")
def loss_bfloat16(student: ModuleType, rng: torch.Generator) -> Record:
    """Score with scores in bfloat16."""
    logits, labels = _scored(rng)
    return _loss(student, logits.detach().to(torch.bfloat16).requires_grad_(), labels)


def _loss(student: ModuleType, logits: Tensor, labels: Tensor) -> Record:
    loss = call(student.sft_loss, logits, labels)
    return {"loss": loss, **gradients(loss, {"logits": logits})}


def _scored(
    rng: torch.Generator,
    *,
    rows: int | None = None,
    length: int | None = None,
    vocab: int | None = None,
    size: float = 2.0,
) -> tuple[Tensor, Tensor]:
    """Return scores and labels; rows differ in how many tokens they supervise, one at least."""
    rows = draw(rng, 3, 4) if rows is None else rows
    length = draw(rng, 8, 9) if length is None else length
    vocab = draw(rng, 11, 14) if vocab is None else vocab
    logits = (size * torch.randn(rows, length, vocab, generator=rng)).requires_grad_()
    labels = torch.randint(vocab, (rows, length), generator=rng)
    kept = shuffled(range(1, length - 1), rng)
    for row in range(rows):
        labels[row, : length - kept[row % len(kept)]] = IGNORED
    labels[0, -1] = IGNORED
    labels[0, 2] = draw(rng, 0, vocab - 1)
    return logits, labels


# ------------------------------------------------------------------ 2.7 sft_step


@probe("2.7")
def step_two(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on two micro-batches with very different numbers of supervised tokens."""
    parts = _micro_batches(rng, [(4, 9, 0.9), (2, 6, 0.2)])
    record = _step(student, _model(rng), [parts], rng)
    return {**record, "micro-batches afterwards": _left(parts)}


@probe("2.7")
def step_three(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on three micro-batches, one of which supervises nothing."""
    parts = _micro_batches(rng, shuffled([(2, 7, 0.3), (3, 8, 0.0), (4, 6, 0.8)], rng))
    return _step(student, _model(rng), [parts], rng)


@probe("2.7")
def step_alone(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on a single micro-batch, with a model half of which is frozen."""
    model = _model(rng)
    scramble_flags(model, rng)
    record = _step(student, model, [_micro_batches(rng, [(3, 8, 0.5)])], rng)
    return {**record, "flags afterwards": flags(model)}


@probe("2.7")
def step_first_position(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step on short micro-batches, one of which has labels in every position 0."""
    parts = _micro_batches(rng, [(4, 5, 0.5), (3, 6, 0.5)])
    parts[0]["labels"][:, 0] = parts[0]["input_ids"][:, 0]
    record = _step(student, _model(rng), [shuffled(parts, rng)], rng)
    return {**record, "micro-batches afterwards": _left(parts)}


@probe("2.7")
def step_twice(student: ModuleType, rng: torch.Generator) -> Record:
    """Take two steps, one after the other, with an optimizer that remembers the first."""
    calls = [_micro_batches(rng, [(3, 7, 0.7), (2, 8, 0.3)]) for _ in range(2)]
    return _step(student, _model(rng), calls, rng, momentum=0.9)


@probe("2.7")
def step_dirty(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step while old gradients are still there."""
    model = _model(rng)
    for _, parameter in sorted(model.named_parameters()):
        parameter.grad = torch.randn(parameter.shape, generator=rng)
    return _step(student, model, [_micro_batches(rng, [(3, 7, 0.7), (2, 8, 0.3)])], rng)


@probe("2.7")
def step_from_eval_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step with a model that shows its mode and arrives in eval mode."""
    model = _model(rng, gains=True).eval()
    parts = _micro_batches(rng, [(3, 7, 0.7), (2, 8, 0.3)])
    return {**_step(student, model, [parts], rng), "_mode": model.training}


@probe("2.7")
def step_from_train_mode(student: ModuleType, rng: torch.Generator) -> Record:
    """Take one step with a model that shows its mode and arrives in train mode."""
    model = _model(rng, gains=True)
    return _step(student, model, [_micro_batches(rng, [(3, 7, 0.7), (2, 8, 0.3)])], rng)


def _step(
    student: ModuleType,
    model: nn.Module,
    calls: list[list[Batch]],
    rng: torch.Generator,
    *,
    momentum: float = 0.0,
) -> Record:
    """Record the losses and what moved, with SGD: linear in the gradients."""
    rate = uniform(rng, 0.2, 0.5)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=momentum)
    before = snapshot(dict(model.named_parameters()))
    losses: Record = {
        f"loss {number}": call(student.sft_step, model, parts, optimizer)
        for number, parts in enumerate(calls, start=1)
    }
    return {**losses, "change of the model": change(before, dict(model.named_parameters()))}


def _model(rng: torch.Generator, *, gains: bool = False) -> GPT2LMHeadModel:
    """Return a model in train mode; with gains for dropout it computes otherwise in eval mode."""
    model = tiny_gpt2_lm(rng, layers=1, std=0.2).train()
    return gains_for_dropout(model) if gains else model


def _micro_batches(rng: torch.Generator, sizes: Iterable[tuple[int, int, float]]) -> list[Batch]:
    """Return micro-batches of (rows, length, share of supervised tokens), padded on the right."""
    return [_micro_batch(rng, *size) for size in sizes]


def _micro_batch(rng: torch.Generator, rows: int, length: int, share: float) -> Batch:
    ids = torch.randint(1, 61, (rows, length), generator=rng)
    labels = ids.masked_fill(torch.rand(rows, length, generator=rng) >= share, IGNORED)
    labels[:, 0] = IGNORED
    if share:
        labels[0, 2] = ids[0, 2]
    mask = torch.ones_like(ids)
    for row in range(1, rows):
        real = draw(rng, 3, length)
        ids[row, real:], labels[row, real:], mask[row, real:] = 0, IGNORED, 0
    return {"input_ids": ids, "labels": labels, "attention_mask": mask}


# ------------------------------------------------------------------ 2.8 checkpoints


@probe("2.8")
def checkpoint_supervised(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the conversation of the handout."""
    return answers(student, "n_supervised", "n_loss_terms", "first_supervised_token", plain=_plain)


@probe("2.8")
def checkpoint_new_rows(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the markers' rows."""
    return answers(
        student,
        "new_rows_for_two_markers",
        "new_numbers_gpt2_small",
        "where_do_marker_vectors_come_from",
    )


@probe("2.8")
def checkpoint_same_loop(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on what instruction tuning changes."""
    return answers(student, "changed_steps_of_the_loop", "new_output_layer", plain=_plain)


@probe("2.8")
def checkpoint_sizes(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the first loss and on the sizes of data sets."""
    return answers(student, "uniform_loss_gpt2", "alpaca_over_lima", plain=_plain)


@probe("2.8")
def checkpoint_knowledge(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on what was known before."""
    return answers(student, "capital_of_france", plain=_plain)


@probe("2.8")
def checkpoint_template(student: ModuleType, rng: torch.Generator) -> Record:
    """Record the answers on the wrong template: of the number, its sign."""
    record = answers(student, "wrong_template_effect", "wrong_template_costs", plain=_plain)
    costs = record["wrong_template_costs"]
    if isinstance(costs, Real) and not isinstance(costs, bool):
        record["wrong_template_costs"] = int(costs > 0) - int(costs < 0)
    return record


def _plain(key: str, value: object) -> object:
    if isinstance(value, dict):  # whole floats count as whole numbers
        value = {
            name: int(part) if isinstance(part, float) and part.is_integer() else part
            for name, part in value.items()
        }
    return plain(key, value)


# ------------------------------------------------------------------ what several tasks share


def _numbers(thing: object) -> object:
    """Return the numbers of a tensor or of lists as one tensor, and of anything else its JSON text.

    A list in place of a tensor is a mistake with a name; the name is for lists of right numbers.
    """
    if isinstance(thing, Tensor | Raised):
        return thing
    tensor = call(torch.tensor, thing)
    return tensor if isinstance(tensor, Tensor) else as_json(thing)


def _left(batches: Iterable[Batch]) -> Tensor:
    """Return the fingerprint of all entries that are there; one that is no tensor has none."""
    entries = {
        f"{name} {number}": entry if isinstance(entry, Tensor) else None
        for number, batch in enumerate(batches)
        for name, entry in batch.items()
    }
    return fingerprint(entries)


def _word(rng: torch.Generator) -> str:
    """Return a made-up word of letters."""
    letters = torch.randint(26, (draw(rng, 3, 7),), generator=rng).tolist()
    return "".join(chr(ord("a") + letter) for letter in letters)


def _words(rng: torch.Generator) -> str:
    return " ".join(_word(rng) for _ in range(draw(rng, 2, 4)))
