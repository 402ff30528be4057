"""Double mistakes of lesson 3: families of independent slips, of which one combination is right.

Each knob is one decision of the task, and each of its settings but the first is a known mistake. All
combinations are generated and judged: the right one alone passes, and what is named is what was
turned.
"""

from __future__ import annotations

import pytest
from knobs import ExactSlips, Family, Judged, Knob

LESSON = "lesson3"
SEED = 11

LOGPROBS: tuple[Knob, ...] = (
    {
        "": "scores, targets = logits[:, :-1], input_ids[:, 1:]",
        "L3.S02": "scores, targets = logits[:, 1:], input_ids[:, :-1]",
        "L3.S53": "scores, targets = logits[:, 1:], input_ids[:, 1:]",
    },
    {
        "": "counts = completion_mask[:, 1:] != 0",
        "L3.S11": "counts = completion_mask[:, :-1] != 0",
        "L3.S54": "counts = completion_mask[:, 1:] > -1",
        "L3.S55": "counts = completion_mask[:, 1:] == 0",
    },
    {
        "": "log_p = torch.log_softmax(scores.float(), dim=-1)",
        "L3.S06": "log_p = scores.float().softmax(dim=-1).log()",
        "L3.S08": "log_p = torch.log_softmax(scores.float(), dim=1)",
        "L3.S59": "log_p = scores.float()",
    },
    {
        "": "result = kept.sum(dim=1)",
        "L3.S13": "result = kept.sum()",
        "L3.S14": "result = kept",
        "L3.S51": "result = kept.sum(dim=1) / counts.sum(dim=1).clamp(min=1)",
    },
    {"": "return result", "L3.S52": "return -result"},
)
LOGPROBS_TEMPLATE = """
def sequence_logprobs(logits, input_ids, completion_mask):
    {0}
    {1}
    {2}
    picked = log_p.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    kept = torch.where(counts, picked, 0.0)
    {3}
    {4}
"""

DPO: tuple[Knob, ...] = (
    {
        "": "z = chosen - rejected",
        "L3.D01": "z = beta * (policy_chosen - policy_rejected)",
        "L3.D02": "z = rejected - chosen",
        "L3.D05": "z = beta * (policy_chosen - policy_rejected + ref_chosen - ref_rejected)",
    },
    {"": "pass", "L3.D16": "z = beta * z", "L3.D22": "z = z / beta**2"},
    {
        "": "losses = F.softplus(-z)",
        "L3.D23": "losses = F.logsigmoid(z)",
        "L3.D26": "losses = torch.relu(-z) + torch.log1p(torch.exp(-z.abs()))",
    },
    {"": "loss = losses.mean()", "L3.D52": "loss = losses.sum()", "L3.D55": "loss = losses"},
    {
        "": "return loss, chosen.detach(), rejected.detach()",
        "L3.D15": "return loss, chosen, rejected",
        "L3.D24": "return loss, rejected.detach(), chosen.detach()",
    },
)
DPO_TEMPLATE = """
def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen = beta * (policy_chosen - ref_chosen)
    rejected = beta * (policy_rejected - ref_rejected)
    {0}
    {1}
    {2}
    {3}
    {4}
"""

SHAPED: tuple[Knob, ...] = (
    {
        "": "terms = logprobs - ref_logprobs",
        "L3.K05": "terms = 0.5 * (logprobs - ref_logprobs) ** 2",
        "L3.K12": "terms = logprobs.exp() - ref_logprobs.exp()",
        "L3.K51": "terms = (logprobs - ref_logprobs).abs()",
    },
    {"": "terms = terms * mask", "L3.K07": "pass", "L3.K62": "terms = terms * (1 - mask.float())"},
    {
        "": "drift = terms.sum(dim=1)",
        "L3.K03": "drift = terms.sum(dim=1) / mask.sum(dim=1)",
        "L3.K52": "drift = terms.sum(dim=1).mean()",
    },
    {"": "price = beta", "L3.K55": "price = 0.1"},
    {"": "return score - price * drift", "L3.K01": "return score + price * drift"},
)
SHAPED_TEMPLATE = """
def kl_shaped_reward(score, logprobs, ref_logprobs, mask, beta=0.1):
    {0}
    {1}
    {2}
    {3}
    {4}
"""

FAMILIES = (
    Family("3.2", LOGPROBS, LOGPROBS_TEMPLATE),
    Family("3.5", DPO, DPO_TEMPLATE),
    Family("3.6", SHAPED, SHAPED_TEMPLATE),
)


class TestSlips(ExactSlips):
    """The families of lesson 3."""


@pytest.mark.parametrize("judged", [FAMILIES[1]], ids=["3.5"], indirect=True)
def test_slips_that_show_in_different_cases_are_named_as_a_pair(judged: Judged) -> None:
    """Rewards are judged with other inputs than the gradient at 0, so both slips have their name."""
    results = dict(judged)
    for rewards in ("L3.D15", "L3.D24"):
        pair = frozenset({rewards, "L3.D26"})
        assert frozenset(results[pair].misconceptions) == pair
