"""Lesson 2: turn a language model into one that answers, with the loop it was pretrained with."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

START, END = "<|im_start|>", "<|im_end|>"  # the two markers of ChatML
ROLES = ("system", "user", "assistant")
IGNORE = -100  # the label of a token that costs nothing

Message = dict[str, str]
Batch = dict[str, Tensor]


def to_messages(example: dict[str, str | None], system: str | None = None) -> list[Message]:
    r"""Turn one example of an instruction data set into the messages of a conversation.

    Args:
        example: has the texts "instruction" and "output", and perhaps an "input" to work on. An
            input that is missing, None, empty or nothing but white space counts as none. The
            example is not changed.
        system: text of a system message. Only None means that there is none: "" is an empty one.

    Returns:
        Messages, each a dict of "role" and "content": the system message if there is one, then the
        user's, then the assistant's. The user says the instruction and, if there is an input, a
        blank line and the input. All texts stay as they are, blanks at their ends included.

    Example:
        {"instruction": "Translate.", "input": "chat", "output": "cat"} gives
        [{"role": "user", "content": "Translate.\n\nchat"},
        {"role": "assistant", "content": "cat"}].
    """
    # TODO(2.1): about 6 lines.
    # 1. Decide whether there is an input at all. What does `example["input"]` do if there is none?
    # 2. What the user says: one text, or two with a blank line between them.
    # 3. A list of two messages, or of three.
    # BEGIN SOLUTION
    asked = example["instruction"]
    given = example.get("input") or ""
    if given.strip():
        asked = f"{asked}\n\n{given}"
    messages = [] if system is None else [{"role": "system", "content": system}]
    messages.append({"role": "user", "content": asked})
    messages.append({"role": "assistant", "content": example["output"]})
    return messages
    # END SOLUTION


def render_chatml(messages: Sequence[Message], add_generation_prompt: bool = False) -> str:
    r"""Write a conversation as one text, in the ChatML template.

    Every message, the last one too, becomes `<|im_start|>`, its role, a newline, its content,
    `<|im_end|>` and a newline.

    Args:
        messages: dicts of "role" and "content"; perhaps none at all.
        add_generation_prompt: whether to add the beginning of an assistant's message at the end:
            `<|im_start|>assistant` and a newline. The model goes on from there.

    Returns:
        The text. Contents stand in it as they are, nothing is stripped or added, and there is no
        system message unless `messages` holds one.

    Raises:
        ValueError: if a role is none of "system", "user" and "assistant".

    Example:
        [{"role": "user", "content": "Hi"}] gives "<|im_start|>user\nHi<|im_end|>\n".
    """
    # TODO(2.2): about 6 lines.
    # 1. Refuse roles that the template does not know.
    # 2. Write every message in the same way; mind the two newlines.
    # 3. Add the generation prompt if it is asked for.
    # BEGIN SOLUTION
    turns = []
    for message in messages:
        if message["role"] not in ROLES:
            raise ValueError(f"unknown role {message['role']!r}: use one of {', '.join(ROLES)}")
        turns.append(f"{START}{message['role']}\n{message['content']}{END}\n")
    if add_generation_prompt:
        turns.append(f"{START}assistant\n")
    return "".join(turns)
    # END SOLUTION


def add_chat_tokens(tokenizer: PreTrainedTokenizerBase, model: PreTrainedModel) -> int:
    """Make the two ChatML markers tokens of their own, and give the model a row for each.

    Both arguments are changed in place. Afterwards each marker is one id, which
    `decode(..., skip_special_tokens=True)` leaves out, and the model's embedding has exactly
    `len(tokenizer)` rows. Everything else is as before: the old rows, the tying of input and output
    embedding, and the tokens for the end of the text and for padding.

    Args:
        tokenizer: may know both markers already, or one of them.
        model: a language model with as many rows as `tokenizer` has tokens. How its new rows are
            filled is up to you.

    Returns:
        How many of the two markers were new to the tokenizer: 2 at first, 0 in a second call.
    """
    # TODO(2.3): 2 or 3 lines.
    # 1. Add the markers as special tokens; the tokenizer says how many were new.
    # 2. Fit the model to the tokenizer. Which of the two knows the right number of rows?
    # BEGIN SOLUTION
    added = tokenizer.add_special_tokens({"additional_special_tokens": [START, END]})
    # Rows drawn one by one: by default both would be the mean of all rows, and so alike.
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    return added
    # END SOLUTION


def mask_labels(
    input_ids: Tensor, assistant_header: Sequence[int], end_id: int, ignore_index: int = IGNORE
) -> Tensor:
    """Return labels that keep the assistant's answers and ignore everything else.

    An answer begins right behind a complete `assistant_header` and ends with the next `end_id`,
    which belongs to it, or where the row ends if the answer was cut off. Headers, what stands behind
    the end markers, and the turns of system and user are ignored.

    Args:
        input_ids: (seq,) int64. One conversation, perhaps with several answers or with none. It is
            not changed.
        assistant_header: ids of `<|im_start|>assistant` and its newline, in this order.
        end_id: id of `<|im_end|>`. The other turns end with it too.
        ignore_index: the label of what is ignored.

    Returns:
        (seq,) int64. At each position the id of `input_ids` there, or `ignore_index`. The labels
        are not shifted: the loss does that.

    Example:
        With header [7, 8, 9] and end_id 2 the ids [7, 5, 9, 4, 2, 9, 7, 8, 9, 6, 3, 2, 9] give
        nine times -100, then 6, 3, 2, then -100.
    """
    # TODO(2.4): about 10 lines.
    # 1. Begin with a row of nothing but `ignore_index`.
    # 2. Find every place where the whole header stands, ids compared with ids.
    # 3. From behind each of them on, copy ids up to and including the next end marker.
    # BEGIN SOLUTION
    ids, header = input_ids.tolist(), list(assistant_header)
    labels = torch.full_like(input_ids, ignore_index)
    for place in range(len(ids) - len(header) + 1):
        if ids[place : place + len(header)] != header:
            continue
        start = place + len(header)
        stop = ids.index(end_id, start) + 1 if end_id in ids[start:] else len(ids)
        labels[start:stop] = input_ids[start:stop]
    return labels
    # END SOLUTION


def collate(batch: list[Batch], pad_id: int, max_length: int | None = None) -> Batch:
    """Stack examples of different lengths into one batch, padded on the right.

    Args:
        batch: at least one example with "input_ids" and "labels", both (length,) int64 and equally
            long. Examples are not changed.
        pad_id: the id to pad "input_ids" with. It may be a real token as well, as when the
            end-of-text token serves as padding.
        max_length: if given, examples that are longer lose their end; others are left alone.

    Returns:
        "input_ids", "labels" and "attention_mask", all (batch, seq) int64, examples in their order.
        seq is the length of the longest example after cutting. Labels are padded with -100 and are
        otherwise those of the examples; the mask is 1 for a real token and 0 for padding.

    Example:
        Ids [5, 6, 7] and [8], pad_id 0: input_ids [[5, 6, 7], [8, 0, 0]], mask [[1, 1, 1],
        [1, 0, 0]].
    """

    # TODO(2.5): about 8 lines.
    # 1. Cut, then find the longest.
    # 2. Pad ids and labels, each with its own value.
    # 3. The mask follows from lengths. Why not from `input_ids != pad_id`?
    # BEGIN SOLUTION
    def stack(rows: list[Tensor], value: int) -> Tensor:
        cut = [row[:max_length] for row in rows]
        longest = max(map(len, cut))
        return torch.stack([F.pad(row, (0, longest - len(row)), value=value) for row in cut])

    ids = [example["input_ids"] for example in batch]
    return {
        "input_ids": stack(ids, pad_id),
        "labels": stack([example["labels"] for example in batch], IGNORE),
        "attention_mask": stack([torch.ones_like(row) for row in ids], 0),
    }
    # END SOLUTION


def sft_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the mean cross-entropy of the next token over all supervised tokens of the batch.

    The scores at position t predict the token at position t + 1. The shift is made here, once. Every
    supervised token counts the same, in whichever row it stands.

    Args:
        logits: (batch, seq, vocab) float32 or bfloat16. Raw scores, perhaps as large as 200.
        labels: (batch, seq) int64: the token at each position, or -100 where nothing is to be
            learnt. Not shifted; not changed.

    Returns:
        A float32 tensor without axes, in nats, with a graph back to `logits`. If no token is
        supervised it is 0, and the gradient is all zeros.

    Example:
        Scores that are equal for a vocabulary of 7 cost log 7 = 1.9459 per token.
    """
    # TODO(2.6): about 5 lines.
    # 1. Pair the scores at each position with the label one position later.
    # 2. Add up the cross-entropy of the pairs whose label is not -100, in float32.
    # 3. Divide by how many they are. What if there is none?
    # BEGIN SOLUTION
    scores = logits[:, :-1].float().flatten(0, 1)  # (batch * (seq - 1), vocab)
    targets = labels[:, 1:].flatten()
    total = F.cross_entropy(scores, targets, ignore_index=IGNORE, reduction="sum")
    return total / (targets != IGNORE).sum().clamp(min=1)
    # END SOLUTION


def sft_step(
    model: PreTrainedModel, micro_batches: list[Batch], optimizer: torch.optim.Optimizer
) -> float:
    """Do one step of training on micro-batches, as if they were one big batch.

    Args:
        model: a causal language model, called as `model(input_ids, attention_mask=...)`, whose
            output has `.logits`. It may arrive in eval mode, and with gradients left over from
            earlier work.
        micro_batches: batches as from `collate`, of different sizes and lengths, with at least one
            supervised token in all. One without any contributes nothing. They are not changed.
        optimizer: holds the parameters to train. It takes exactly one step.

    Returns:
        `sft_loss` of the big batch before the step, as a Python float.

    The gradient is that of the mean over all supervised tokens of all micro-batches together; a
    token in position 0 has no prediction and does not count. The step runs in train mode.

    Example:
        Losses 2.0 over 10 tokens and 1.0 over 30 tokens make 1.25, not 1.5.
    """
    # TODO(2.7): about 10 lines.
    # 1. Train mode; forget old gradients; count the supervised tokens of each micro-batch.
    # 2. Each micro-batch adds its share of the big batch's gradient and of its loss.
    # BEGIN SOLUTION
    model.train()
    optimizer.zero_grad()
    counts = [int((batch["labels"][:, 1:] != IGNORE).sum()) for batch in micro_batches]
    mean = 0.0
    for batch, count in zip(micro_batches, counts, strict=True):
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        loss = sft_loss(logits, batch["labels"]) * (count / sum(counts))
        loss.backward()
        mean += loss.item()
    optimizer.step()
    return mean
    # END SOLUTION


def checkpoints() -> dict[str, int | float | str | list[str] | dict[str, int | bool] | None]:
    """Return your answers to the questions of the handout, section 2.8.

    Fill in plain numbers, strings, lists or dicts. Whole numbers are compared exactly, others to 1
    percent. A key that stays None costs its own group only.
    """
    answers: dict[str, int | float | str | list[str] | dict[str, int | bool] | None] = {
        "n_supervised": None,  # whole number
        "n_loss_terms": None,  # whole number
        "first_supervised_token": None,  # a token of the handout's conversation
        "new_rows_for_two_markers": None,  # whole number
        "new_numbers_gpt2_small": None,  # whole number
        "where_do_marker_vectors_come_from": None,  # "pretraining", "sft" or "tokenizer"
        "changed_steps_of_the_loop": None,  # list of "data", "forward", "loss", "backward", "step"
        "new_output_layer": None,  # {"classification": True or False, "sft": True or False}
        "uniform_loss_gpt2": None,  # number, in nats
        "alpaca_over_lima": None,  # number
        "capital_of_france": None,  # a dict with the four keys of the handout
        "wrong_template_effect": None,  # "better", "same" or "worse"
        "wrong_template_costs": None,  # number, in nats per token; its sign is what counts
    }
    # TODO(2.8): replace each None above that you can answer, delete the line that raises, and
    # leave the return.
    # BEGIN SOLUTION
    answers.update(
        n_supervised=9,
        n_loss_terms=9,
        first_supervised_token="Paris",
        new_rows_for_two_markers=2,
        new_numbers_gpt2_small=2 * 768,
        where_do_marker_vectors_come_from="sft",
        changed_steps_of_the_loop=["data"],
        new_output_layer={"classification": True, "sft": False},
        uniform_loss_gpt2=10.825,
        alpaca_over_lima=52_000 / 1_000,
        capital_of_france={
            "fact_rank_base": 1,
            "fact_rank_sft": 1,
            "answers_question_base": False,
            "answers_question_sft": True,
        },
        wrong_template_effect="worse",
        wrong_template_costs=0.972 - 0.198,
    )
    # END SOLUTION
    return answers
