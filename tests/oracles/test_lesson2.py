"""Lesson 2's reference against the library that computes the same thing, on random inputs."""

from __future__ import annotations

import copy
import random
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from transformers import DataCollatorForSeq2Seq
from transformers.loss.loss_utils import ForCausalLMLoss

from fixtures.chat import tiny_tokenizer
from fixtures.micro import tiny_gpt2_lm

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "solutions" / "lesson2_instruction_tuning" / "instruction_tuning.py"
# ChatML as tokenizers carry it; the marks of `generation` tell which tokens the assistant writes.
TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' }}"
    "{% if message['role'] == 'assistant' %}"
    "{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}"
    "{% else %}{{ message['content'] + '<|im_end|>' }}{% endif %}"
    "{{ '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SEEDS = range(8)


@pytest.fixture(scope="module")
def lesson():
    """Return the functions of the reference."""
    return SimpleNamespace(**runpy.run_path(str(REFERENCE)))


@pytest.fixture(scope="module")
def tokenizer(lesson):
    """Return the tiny tokenizer with the markers and the template."""
    tokenizer = tiny_tokenizer()
    lesson.add_chat_tokens(tokenizer, tiny_gpt2_lm(0, layers=1, vocab=len(tokenizer)))
    tokenizer.chat_template = TEMPLATE
    return tokenizer


def conversation(seed: int) -> list[dict[str, str]]:
    """Return a conversation of one to three answers, with words of many kinds."""
    rng = random.Random(seed)
    pieces = ["the", "in", "{x}", "100 %", "\n", " ", "assistant\n", "äß", "<b>", "user"]
    roles = ["system"] * rng.randint(0, 1) + ["user", "assistant"] * rng.randint(1, 3)
    return [
        {"role": role, "content": " ".join(rng.choices(pieces, k=rng.randint(1, 6)))}
        for role in roles
    ]


@pytest.mark.parametrize("prompt", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_text_is_that_of_the_chat_template(lesson, tokenizer, seed, prompt):
    """`render_chatml` writes what `apply_chat_template` writes with the ChatML template."""
    messages = conversation(seed)
    want = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=prompt)
    assert lesson.render_chatml(messages, prompt) == want


@pytest.mark.parametrize("seed", SEEDS)
def test_the_labels_are_those_of_the_generation_marks(lesson, tokenizer, seed):
    """`mask_labels` keeps the tokens that the template marks as the assistant's own."""
    encoded = tokenizer.apply_chat_template(
        conversation(seed), return_dict=True, return_assistant_tokens_mask=True
    )
    ids, own = torch.tensor(encoded["input_ids"]), torch.tensor(encoded["assistant_masks"]).bool()
    header = tokenizer.encode("<|im_start|>assistant\n")
    end = tokenizer.convert_tokens_to_ids("<|im_end|>")
    assert own.any()
    assert torch.equal(lesson.mask_labels(ids, header, end), ids.where(own, -100))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_batch_is_that_of_the_library_collator(lesson, tokenizer, seed):
    """`collate` pads as `DataCollatorForSeq2Seq` does."""
    rng = torch.Generator().manual_seed(seed)
    lengths = torch.randint(2, 9, (5,), generator=rng).tolist()
    batch = [{"input_ids": torch.randint(1, 200, (n,), generator=rng)} for n in lengths]
    for example in batch:
        example["labels"] = example["input_ids"].clone()
        example["labels"][0] = -100
    want = DataCollatorForSeq2Seq(tokenizer, padding=True)(
        [{name: row.tolist() for name, row in example.items()} for example in batch]
    )
    got = lesson.collate(batch, tokenizer.pad_token_id)
    assert all(torch.equal(got[name], want[name]) for name in got)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_and_its_gradient_are_the_library_ones(lesson, seed, dtype):
    """`sft_loss` computes what transformers computes for causal models, and the same gradient."""
    rng = torch.Generator().manual_seed(seed)
    logits = (3 * torch.randn(4, 9, 13, generator=rng)).to(dtype)
    labels = torch.randint(13, (4, 9), generator=rng)
    labels[torch.rand(4, 9, generator=rng) < 0.5] = -100
    one, other = (logits.clone().requires_grad_() for _ in range(2))
    got, want = lesson.sft_loss(one, labels), ForCausalLMLoss(other, labels.clone(), 13)
    got.backward()
    want.backward()
    torch.testing.assert_close(got, want, rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(one.grad, other.grad, rtol=1e-5, atol=1e-7)


def test_without_tokens_the_library_gives_nan_and_the_reference_zero(lesson):
    """The one place where the two part, on purpose."""
    logits, labels = torch.randn(2, 4, 5, requires_grad=True), torch.full((2, 4), -100)
    assert ForCausalLMLoss(logits, labels, 5).isnan()
    loss = lesson.sft_loss(logits, labels)
    loss.backward()
    assert loss.item() == 0
    assert not logits.grad.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_step_is_that_of_one_big_batch(lesson, seed):
    """`sft_step` moves the weights as the model's own loss on all rows together does."""
    rng = torch.Generator().manual_seed(seed)
    ids = torch.randint(1, 61, (6, 8), generator=rng)
    labels = ids.masked_fill(torch.rand(6, 8, generator=rng) < 0.6, -100)
    labels[0, 3] = ids[0, 3]
    big = {"input_ids": ids, "labels": labels, "attention_mask": torch.ones_like(ids)}
    parts = [{name: rows[a:b] for name, rows in big.items()} for a, b in ((0, 3), (3, 4), (4, 6))]
    model = tiny_gpt2_lm(seed)
    twin = copy.deepcopy(model).train()
    loss = twin(**big).loss
    loss.backward()
    torch.optim.SGD(twin.parameters(), lr=0.3).step()
    got = lesson.sft_step(model, parts, torch.optim.SGD(model.parameters(), lr=0.3))
    assert got == pytest.approx(loss.item(), rel=1e-5)
    for mine, theirs in zip(model.parameters(), twin.parameters(), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-6)


def test_new_rows_are_used_by_the_markers_alone(lesson):
    """Ids of a text without markers are what they were, and each marker is one of the new ids."""
    tokenizer = tiny_tokenizer()
    before, size = tokenizer.encode("the ancient in"), len(tokenizer)
    assert lesson.add_chat_tokens(tokenizer, tiny_gpt2_lm(0, layers=1, vocab=size)) == 2
    assert tokenizer.encode("the ancient in") == before
    markers = tokenizer.convert_tokens_to_ids(["<|im_start|>", "<|im_end|>"])
    assert sorted(markers) == [size, size + 1]


def test_messages_survive_the_template_and_back(lesson, tokenizer):
    """What `to_messages` makes of an example can be read back out of the rendered text."""
    example = {"instruction": "Name a fish.", "input": "In Latin.", "output": "Salmo salar"}
    text = lesson.render_chatml(lesson.to_messages(example, "Be brief."))
    turns = [turn.split("\n", 1) for turn in text.replace("<|im_end|>\n", "").split("<|im_start|>")]
    assert turns[1:] == [
        ["system", "Be brief."],
        ["user", "Name a fish.\n\nIn Latin."],
        ["assistant", "Salmo salar"],
    ]
