"""Lesson 1: finetune GPT-2 for classification, with the backbone frozen, partly thawed or free."""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GPT2Model


def pool_last_token(hidden: Tensor, attention_mask: Tensor | None = None) -> Tensor:
    """Return the hidden state of the last real token of each text.

    A causal model's position t has seen the tokens 0..t only, so the last real token is the one
    position that has seen the whole text.

    Args:
        hidden: (batch, seq, width) float. Hidden states of the model's last layer.
        attention_mask: (batch, seq) int64 or bool, 1 for a real token. Padding may stand to the
            right, to the left, on both sides or inside a text. None: every position is real.

    Returns:
        (batch, width), dtype and device of `hidden`: for each row the hidden state at the largest
        position whose mask is 1. Gradients reach that position and no other.

    Raises:
        ValueError: if a row has no real token.

    Example:
        With the mask [[1, 1, 1, 0, 0], [0, 0, 1, 1, 0]] the rows' positions are 2 and 3.
    """
    # TODO(1.1): about 6 lines.
    # 1. Without a mask, every position counts as real.
    # 2. Refuse a row that holds no real token.
    # 3. Number the positions 0, 1, 2, ... and find the largest one that is real, row by row.
    #    Counting the real tokens of a row is something else: try it on [0, 0, 1, 1, 0].
    # 4. Pick one hidden state per row, with one index for the row and one for the position.
    raise NotImplementedError("task 1.1: pool_last_token is not written yet")


class GPT2Classifier(nn.Module):
    """GPT-2 with a classification head in place of its language-modelling head.

    Args:
        backbone: a GPT-2 model without head. This very object becomes `self.backbone`: it is not
            copied, and its weights stay as they are.
        num_classes: number of classes, 1 or more.

    Attributes:
        backbone: the GPT-2 model.
        head: one linear map from the backbone's width to the classes, without a bias. On GPT-2
            small a binary head adds exactly 768 * 2 = 1,536 parameters, and the state dict grows
            by exactly as many numbers. An `nn.Linear` or an `nn.Parameter`, as you like.
    """

    def __init__(self, backbone: GPT2Model, num_classes: int) -> None:
        super().__init__()
        # TODO(1.2): 2 lines.
        # 1. Keep the backbone.
        # 2. Build the head. The backbones here have several widths: ask the backbone's config.
        raise NotImplementedError("task 1.2: GPT2Classifier is not written yet")

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Score each text for each class.

        Args:
            input_ids: (batch, seq) int64. Token ids.
            attention_mask: (batch, seq) int64 or bool, 1 for a real token, padding on any side.
                The padding id may also be a real token, so only this mask says what is real.
                Position ids under left padding are free: both 0..seq-1 (what GPT-2 does by itself)
                and counting from the first real token are right.

        Returns:
            (batch, num_classes) float. Raw scores: no softmax, no dropout beyond the backbone's
            own, and gradients reach head and backbone.
        """
        # TODO(1.2): 2 or 3 lines.
        # 1. Run the backbone; attention needs to know the mask too.
        # 2. Take its final hidden states (they have passed `ln_f` already).
        # 3. Pool them with pool_last_token and apply the head.
        raise NotImplementedError("task 1.2: GPT2Classifier is not written yet")


def swap_head(model: nn.Module, num_classes: int) -> nn.Module:
    """Give a classifier a new head, so that the same backbone serves another task.

    Args:
        model: has `.backbone` (a GPT-2 model) and `.head` (a linear map without bias). Changed in
            place.
        num_classes: number of classes of the new task; may equal the old one.

    Returns:
        The same object. Its head is freshly initialised, trainable and bias-free, has the old
        head's dtype and device, and `num_classes` rows; the old head is no longer part of the
        model. The backbone's values, identity and `requires_grad` flags are as they were.

    Example:
        A 2-class model of width 16 has a head of 32 numbers; after `swap_head(model, 4)`, of 64.
    """
    # TODO(1.3): 3 or 4 lines.
    # 1. The new head reads what the old one read; only the number of its rows is new.
    # 2. A new layer is float32 on the CPU unless it is told otherwise: see the old weight.
    # 3. Put it where the old head was, and return the model.
    raise NotImplementedError("task 1.3: swap_head is not written yet")


def set_trainable(model: nn.Module, n_blocks: int) -> int:
    """Freeze a classifier, except its head and the last `n_blocks` blocks of its backbone.

    Whatever was trainable before, afterwards exactly these parts are:

    - the head, always;
    - the last `n_blocks` blocks of `model.backbone.h`;
    - the final layer norm `model.backbone.ln_f`, if `n_blocks` is 1 or more.

    Embeddings stay frozen for every `n_blocks`. Only `requires_grad` flags change: no values, and
    no train or eval mode.

    Args:
        model: has `.backbone` (a GPT-2 model of any depth) and `.head`.
        n_blocks: how many blocks to thaw, 0 to the backbone's number of blocks.

    Returns:
        How many numbers (not tensors) are trainable now.

    Raises:
        ValueError: if `n_blocks` is negative or larger than the number of blocks.

    Example:
        With 3 blocks, `n_blocks=2` thaws blocks 1 and 2, `ln_f` and the head.
    """
    # TODO(1.4): about 8 lines.
    # 1. Check the range of n_blocks.
    # 2. Freeze everything, then thaw the head.
    # 3. Thaw the last n_blocks blocks. What is a list's [-0:]?
    # 4. Thaw ln_f if any block is thawed.
    # 5. Count the numbers in all tensors that are trainable now.
    raise NotImplementedError("task 1.4: set_trainable is not written yet")


def build_optimizer(
    model: nn.Module,
    head_lr: float = 1e-3,
    backbone_lr: float = 1e-5,
    weight_decay: float = 0.01,
) -> torch.optim.AdamW:
    """Return an AdamW that moves the new head fast and the pretrained backbone slowly.

    It holds exactly the parameters that are trainable now, each of them once. How they are grouped
    is up to you.

    Args:
        model: has `.backbone` and `.head`; some parameters may be frozen.
        head_lr: learning rate of the head.
        backbone_lr: learning rate of every other trainable parameter.
        weight_decay: weight decay of all of them.
    """

    # TODO(1.5): about 6 lines.
    # 1. Collect the trainable parameters of the head, and those of the backbone.
    # 2. AdamW takes a list of dicts, each with its own "params" and "lr".
    # 3. An iterator can be read once only: keep lists.
    raise NotImplementedError("task 1.5: build_optimizer is not written yet")


def train_step(
    model: nn.Module, batch: dict[str, Tensor], optimizer: torch.optim.Optimizer
) -> float:
    """Do one step of training and return the loss.

    Args:
        model: called as `model(input_ids, attention_mask)`, gives raw scores (batch, classes).
            It may arrive in eval mode, and with gradients left over from earlier work.
        batch: "input_ids" and "attention_mask", (batch, seq) int64, and "labels", (batch,) int64
            in 0..classes-1. It is not changed.
        optimizer: holds the parameters to train.

    Returns:
        The mean cross-entropy of this batch before the step, in nats, as a Python float.

    The step runs in train mode (dropout on) and uses the gradients of this batch alone.

    Example:
        Scores that are equal for all C classes cost log C: 0.6931 for 2 classes.
    """
    # TODO(1.6): about 7 lines.
    # 1. Train mode; forget old gradients.
    # 2. Scores, then their loss. Which of softmax and cross_entropy takes the logarithm?
    # 3. Gradients, then exactly one step of the optimizer.
    # 4. Return a plain number, so that the graph can be freed.
    raise NotImplementedError("task 1.6: train_step is not written yet")


def evaluate(model: nn.Module, batches: Iterable[dict[str, Tensor]]) -> float:
    """Return the accuracy of a classifier over all samples.

    Args:
        model: called as `model(input_ids, attention_mask)`, gives raw scores (batch, classes). It
            is scored in eval mode, without building a graph, and gets back the mode it came with.
        batches: dicts as in `train_step`. Any iterable, so perhaps one that can be read only once;
            the batches may differ in size.

    Returns:
        Correct samples divided by all samples, a Python float in 0..1.

    Raises:
        ValueError: if there is no sample at all.

    Example:
        A batch of 1 with 1 right and a batch of 4 with 2 right give 3 / 5 = 0.6.
    """
    # TODO(1.7): about 10 lines.
    # 1. Remember the mode, switch to eval mode, and switch gradients off.
    # 2. Over all batches, count the right predictions and the samples.
    # 3. Give the mode back; refuse to divide by zero samples.
    raise NotImplementedError("task 1.7: evaluate is not written yet")


def lm_drift(
    before: GPT2Model, after: GPT2Model, input_ids: Tensor, attention_mask: Tensor
) -> float:
    """Measure how far finetuning has bent the language model inside.

    GPT-2 as a language model predicts the next token with `softmax(hidden @ wte.weight.T)`, where
    `hidden` is its `last_hidden_state` and `wte` its own token embedding (the two are tied).
    Drift is KL(before || after) between these predictions, averaged over all real positions.

    Args:
        before: the backbone as it was. Neither model is changed; both are read in eval mode and
            get back the mode they came with.
        after: the backbone after finetuning. Its embedding may have changed too.
        input_ids: (batch, seq) int64. Texts, padded on the right.
        attention_mask: (batch, seq) int64 or bool, 1 for a real token.

    Returns:
        A Python float in nats per token: 0 for a frozen backbone, more than 0 otherwise.

    Example:
        If `before` says (0.5, 0.5) and `after` says (0.25, 0.75) at the only real position, the
        drift is 0.5 log 2 + 0.5 log(2/3) = 0.1438; the other way round it is 0.1308.
    """

    # TODO(1.8): about 10 lines.
    # 1. For each model: log-probabilities of the next token, without a graph.
    # 2. KL at each position: which of the two models is the average taken over?
    # 3. Average over the real positions of the whole batch.
    raise NotImplementedError("task 1.8: lm_drift is not written yet")


def checkpoints() -> dict[str, int | float | str | list[str] | None]:
    """Return your answers to the questions of the handout, section 1.9.

    Fill in plain numbers, strings or lists. Numbers marked "exact" in the handout are compared
    exactly, the others to 1 percent. A key that stays None costs its own group only.
    """
    answers: dict[str, int | float | str | list[str] | None] = {
        "head_params_binary": None,  # whole number
        "head_params_4": None,  # whole number
        "gpt2_small_params": None,  # whole number
        "share_of_embeddings": None,  # 0..1
        "trainable_share_frozen": None,  # 0..1
        "tokens_seen_by_first_of_12": None,  # whole number
        "tokens_seen_by_last_of_12": None,  # whole number
        "bert_pool": None,  # "first", "middle", "last" or "mean"
        "gpt2_pool": None,  # "first", "middle", "last" or "mean"
        "generation_after_frozen_training": None,  # "identical", "similar" or "broken"
        "reusable_for_new_task": None,  # list out of "backbone", "head", "optimizer state"
        "setup_for_300_examples": None,  # "frozen" or "full"
        "setup_for_500k_new_domain": None,  # "frozen" or "full"
        "params_per_example_full": None,  # number
    }
    # TODO(1.9): replace each None above that you can answer, delete the line that raises, and
    # leave the return.
    raise NotImplementedError("task 1.9: checkpoints is not written yet")
    return answers
