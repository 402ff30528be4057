"""Lesson 3: learn from preferences, with a reward model and a KL penalty, or directly with DPO."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import GPT2Model


def build_pair(
    prompt: Sequence[int],
    chosen: Sequence[int],
    rejected: Sequence[int],
    eos_id: int,
    pad_id: int,
) -> dict[str, Tensor]:
    """Turn one preference, two answers to the same prompt, into a batch of two rows.

    Row 0 is the prompt, the chosen answer and the end token; row 1 is the prompt, the rejected
    answer and the end token. The shorter row is padded on the right. Any id may also stand inside
    the prompt or an answer, the end and the padding id included, and the two may be equal: an end
    token is always added, and where padding begins is known from lengths alone.

    Args:
        prompt: token ids of the prompt, at least one. No list is changed.
        chosen: token ids of the preferred answer, without an end token.
        rejected: token ids of the other answer, without an end token.
        eos_id: the end token.
        pad_id: what the padding holds.

    Returns:
        Three int64 tensors (2, T), T the length of the longer row:

        - "input_ids";
        - "attention_mask": 1 for a token of the row, 0 for padding;
        - "completion_mask": 1 for a token of the answer and for its end token, 0 for the prompt and
          for padding. It is aligned with "input_ids": nothing is shifted here.

    Example:
        With prompt [5, 6], chosen [7], rejected [8, 9], end 1 and padding 0 the rows of "input_ids"
        are [5, 6, 7, 1, 0] and [5, 6, 8, 9, 1], and those of "completion_mask" are
        [0, 0, 1, 1, 0] and [0, 0, 1, 1, 1].
    """
    # TODO(3.1): about 8 lines.
    # 1. The two rows without padding, as new lists, and the length of the longer one.
    # 2. Three tensors (2, T): the ids hold padding at first, the masks zeros.
    # 3. Fill them row by row. Where does a row end, and where does its answer begin?
    # BEGIN SOLUTION
    rows = [[*prompt, *answer, eos_id] for answer in (chosen, rejected)]
    longest = max(len(row) for row in rows)
    input_ids = torch.full((2, longest), pad_id, dtype=torch.int64)
    attention_mask = torch.zeros(2, longest, dtype=torch.int64)
    for number, row in enumerate(rows):
        input_ids[number, : len(row)] = torch.tensor(row)
        attention_mask[number, : len(row)] = 1
    completion_mask = attention_mask.clone()
    completion_mask[:, : len(prompt)] = 0
    return {
        "input_ids": input_ids,
        "attention_mask": attention_mask,
        "completion_mask": completion_mask,
    }
    # END SOLUTION


def sequence_logprobs(logits: Tensor, input_ids: Tensor, completion_mask: Tensor) -> Tensor:
    """Return the log-probability of each row's completion under a language model.

    Args:
        logits: (batch, seq, vocab) float, of a causal model on `input_ids`: position t holds the
            scores of the token at t + 1. float32 or bfloat16.
        input_ids: (batch, seq) int64.
        completion_mask: (batch, seq) int64, bool or float, 1 for a token that counts. It is aligned
            with `input_ids`. No token has been read before position 0, so position 0 never counts,
            even where it is marked.

    Returns:
        (batch,) float32. For each row the sum, not the mean, over all marked tokens of
        log p(token | tokens before it), in nats; 0 for a row without a marked token. It is finite
        for scores as far apart as 600, and also where a score of a token that does not count is
        minus infinity. Gradients reach `logits`. The arguments are not changed.

    Example:
        Over a vocabulary of 4 with equal scores each token has probability 1/4, so a completion of
        three tokens has 3 log(1/4) = -4.1589.

    Source: Rafailov et al. (2023), the log pi(y | x) of equation 7.
    """
    # TODO(3.2): about 5 lines.
    #     log p(y | x) = sum over the marked t >= 1 of log softmax(logits[t - 1])[input_ids[t]]
    # BEGIN SOLUTION
    scores = logits[:, :-1].float()
    targets = input_ids[:, 1:].unsqueeze(-1)
    logprobs = F.log_softmax(scores, dim=-1).gather(-1, targets).squeeze(-1)  # (batch, seq - 1)
    counts = completion_mask[:, 1:].bool()
    return torch.where(counts, logprobs, 0.0).sum(dim=1)
    # END SOLUTION


def reward_loss(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Return the loss that trains a reward model on comparisons.

    Bradley and Terry: the chosen answer wins with probability sigmoid(chosen - rejected). The loss
    is the mean over the pairs of the negative logarithm of that.

    Args:
        chosen: (batch,) float. Scores of the chosen answers.
        rejected: (batch,) float. Scores of the rejected answers, in the same order.

    Returns:
        A scalar (0-d) tensor in nats that carries a graph. It is finite, with finite gradients to
        both arguments, for gaps as large as 400 either way. Adding one constant to all scores does
        not change it.

    Example:
        Scores of 0.7 and 0.3 cost 0.5130, of 0.3 and 0.7 cost 0.9130, and equal scores log 2.

    Source: Ouyang et al. (2022), equation 1, with two answers per prompt.
    """
    # TODO(3.3): 1 line.
    #     loss = mean of -log sigmoid(chosen - rejected)
    # BEGIN SOLUTION
    return -F.logsigmoid(chosen - rejected).mean()
    # END SOLUTION


class RewardModel(nn.Module):
    """GPT-2 that gives a text one score: how much people would like it.

    Like the classifier of lesson 1, with a single output. The score is one linear map, without a
    bias, of the final hidden state at the last real token. A bias would add the same constant to
    all scores, and comparisons do not see it. How you call the map is up to you.

    Args:
        backbone: a GPT-2 model without head. This very object is part of the reward model: it is
            not copied, and its weights stay as they are.

    Source: Stiennon et al. (2020), section 3.4.
    """

    def __init__(self, backbone: GPT2Model) -> None:
        super().__init__()
        # TODO(3.4): 2 lines. width numbers beyond the backbone, where its config says the width.
        # BEGIN SOLUTION
        self.backbone = backbone
        self.score = nn.Linear(backbone.config.n_embd, 1, bias=False)
        # END SOLUTION

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        """Score each text.

        Args:
            input_ids: (batch, seq) int64. Token ids.
            attention_mask: (batch, seq) int64 or bool, 1 for a real token, padding on any side;
                None if all are real. The padding id may also be a real token, so only this mask
                says what is real. Each row has a real token. Position ids under left padding are
                free.

        Returns:
            (batch,) float, one number per text, also for a batch of one. It may be any number: no
            sigmoid, no softmax, no dropout beyond the backbone's own. Gradients reach the map and
            the backbone.
        """
        # TODO(3.4): about 5 lines. This file stands alone: pool here, or copy your pooling of
        # lesson 1 into it.
        #     score = w . hidden[last real token]
        # BEGIN SOLUTION
        hidden = self.backbone(input_ids, attention_mask=attention_mask).last_hidden_state
        scores = self.score(hidden).squeeze(-1)  # (batch, seq)
        if attention_mask is None:
            return scores[:, -1]
        positions = torch.arange(scores.shape[1], device=scores.device)
        last = (positions * attention_mask).amax(dim=1, keepdim=True)
        return scores.gather(1, last).squeeze(1)
        # END SOLUTION


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float = 0.1,
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the loss of direct preference optimization, and the implicit rewards.

    Args:
        policy_chosen: (batch,) float. Log-probabilities of the chosen answers under the policy.
        policy_rejected: (batch,) float. Those of the rejected answers.
        ref_chosen: (batch,) float. The chosen answers under the reference model. The reference is
            a constant: no gradient reaches it, even where these tensors ask for one.
        ref_rejected: (batch,) float. The rejected answers under the reference model.
        beta: how strongly the policy is held near the reference.

    Returns:
        Three tensors:

        - the loss, a scalar (0-d) in nats that carries a graph. It is finite, and so are its
          gradients to both policy arguments, for gaps as large as 500; where policy and reference
          agree it is log 2, and its gradients are not zero;
        - the rewards of the chosen answers, (batch,), for logging: without a graph;
        - the rewards of the rejected answers, likewise.

    Example:
        With -10 and -12 under the policy, -11 and -11 under the reference and beta 0.1 the rewards
        are 0.1 and -0.1, and the loss is 0.59814.

    Source: Rafailov et al. (2023), equation 7; the rewards are those of section 4.
    """
    # TODO(3.5): about 6 lines.
    #     reward = beta (log pi - log rho), for the chosen and for the rejected answers
    #     loss = mean of -log sigmoid(reward of the chosen - reward of the rejected)
    # BEGIN SOLUTION
    chosen_rewards = beta * (policy_chosen - ref_chosen.detach())
    rejected_rewards = beta * (policy_rejected - ref_rejected.detach())
    loss = -F.logsigmoid(chosen_rewards - rejected_rewards).mean()
    return loss, chosen_rewards.detach(), rejected_rewards.detach()
    # END SOLUTION


def kl_shaped_reward(
    score: Tensor, logprobs: Tensor, ref_logprobs: Tensor, mask: Tensor, beta: float = 0.1
) -> Tensor:
    """Take from a reward model's score what the policy has drifted from the reference.

    The sum below is the plain estimate of KL(policy || reference) from one sampled answer. It may
    be negative; on average over answers that the policy samples it is not.

    Args:
        score: (batch,) float. Scores of the sampled answers.
        logprobs: (batch, seq) float. Log-probability of each sampled token under the policy: token
            t stands at position t already.
        ref_logprobs: (batch, seq) float. The same tokens under the reference model.
        mask: (batch, seq) int64, bool or float, 1 for a token of the answer.
        beta: price of one nat.

    Returns:
        (batch,) float: score - beta * sum over the answer of (log pi - log rho).

    Example:
        A score of 2 with log-probabilities -1, -2 under the policy and -3, -1 under the reference
        drifts by 2 - 1 = 1 nat, and becomes 1.9 with beta 0.1.

    Source: Ziegler et al. (2019), equation 2.
    """
    # TODO(3.6): 2 lines.
    #     reward = score - beta * sum over the marked t of (log pi_t - log rho_t)
    # BEGIN SOLUTION
    drift = ((logprobs - ref_logprobs) * mask).sum(dim=1)
    return score - beta * drift
    # END SOLUTION


def dpo_step(
    policy: nn.Module,
    reference: nn.Module,
    batch: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    beta: float = 0.1,
) -> dict[str, float]:
    """Do one step of DPO and return what one logs of it.

    Args:
        policy: a language model; `policy(input_ids, attention_mask=...)` returns an object whose
            `.logits` are (2n, seq, vocab). It may come in train or in eval mode, and with gradients
            left over from earlier work.
        reference: another such model. It does not change and gets no gradient.
        batch: "input_ids", "attention_mask" and "completion_mask", each int64 (2n, seq), padded on
            the right. The first n rows are prompts with chosen answers, the last n the same prompts
            with rejected answers, in the same order. It is not changed.
        optimizer: holds the policy's parameters.
        beta: as in `dpo_loss`.

    Returns:
        Python floats, all from before the step:

        - "loss": the DPO loss of this batch;
        - "accuracy": the share of pairs whose chosen answer has the larger reward, 0..1;
        - "margin": the mean difference of the rewards, chosen minus rejected.

    Both models score without dropout, and get back the mode they came with. The step uses the
    gradients of this batch alone.

    Example:
        With a policy that is a copy of the reference, the first loss is log 2 = 0.6931.
    """

    # TODO(3.7): about 15 lines, with sequence_logprobs and dpo_loss.
    #     loss = DPO loss of (log pi(chosen), log pi(rejected), log rho(chosen), log rho(rejected))
    # BEGIN SOLUTION
    def score(model: nn.Module) -> tuple[Tensor, Tensor]:
        was_training = model.training
        model.eval()
        logits = model(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
        model.train(was_training)
        logprobs = sequence_logprobs(logits, batch["input_ids"], batch["completion_mask"])
        return logprobs.chunk(2)

    with torch.no_grad():
        ref_chosen, ref_rejected = score(reference)
    policy_chosen, policy_rejected = score(policy)
    loss, chosen, rejected = dpo_loss(
        policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta
    )
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {
        "loss": loss.item(),
        "accuracy": (chosen > rejected).float().mean().item(),
        "margin": (chosen - rejected).mean().item(),
    }
    # END SOLUTION


def checkpoints() -> dict[str, int | float | str | list[str] | dict[str, int] | None]:
    """Return your answers to the questions of the handout, section 3.8.

    Fill in plain numbers, strings, lists or dicts. Numbers are compared to 1 percent, all else
    exactly. A key that stays None costs its own group only.
    """
    answers: dict[str, int | float | str | list[str] | dict[str, int] | None] = {
        "bt_07_03": None,  # number
        "bt_reversed": None,  # number
        "first_dpo_loss": None,  # number
        "dpo_hand": None,  # number
        "trained_networks": None,  # dict {"dpo": how many networks DPO trains}
        "loop_order": None,  # list of "update", "generate", "score" in the order of the loop
        "hacked_answer_beta0": None,  # "A", "B", "C" or "D"
        "hacked_answer_beta01": None,  # "A", "B", "C" or "D"
        "what_freezes_less_and_less": None,  # list of "soft" or "hard": KL penalty, frozen backbone
        "comparison_or_score": None,  # "comparison" or "score"
        "preferred_but_false": None,  # 0, 1 or 2
        "sft_failure_labels": None,  # list out of "harmful", "sycophantic", "confidently wrong"
    }
    # TODO(3.8): replace each None above that you can answer, delete the line that raises, and
    # leave the return.
    # BEGIN SOLUTION
    answers.update(
        bt_07_03=0.5130,
        bt_reversed=0.9130,
        first_dpo_loss=0.6931,
        dpo_hand=0.5981,
        trained_networks={"dpo": 1},
        loop_order=["generate", "score", "update"],
        hacked_answer_beta0="C",
        hacked_answer_beta01="B",
        what_freezes_less_and_less=["soft", "hard"],
        comparison_or_score="comparison",
        preferred_but_false=1,
        sft_failure_labels=["confidently wrong", "harmful", "sycophantic"],
    )
    # END SOLUTION
    return answers
