"""The same letter twice, numbers computed."""

import math


def checkpoints():
    return {
        "bt_07_03": math.log(1 + math.exp(-0.4)),
        "bt_reversed": math.log(1 + math.exp(0.4)),
        "first_dpo_loss": math.log(2),
        "dpo_hand": math.log(1 + math.exp(-0.2)),
        "trained_networks": {"dpo": 1},
        "loop_order": ("generate", "score", "update"),
        "hacked_answer_beta0": "C",
        "hacked_answer_beta01": "C",
        "what_freezes_less_and_less": ("soft", "hard"),
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ("confidently wrong", "harmful", "sycophantic"),
    }
