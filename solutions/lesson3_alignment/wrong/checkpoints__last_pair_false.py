"""L3.C80: In the pair you picked the preferred answer is good advice.

credit: 0.75
question: In which pair do people like to be agreed with?
"""


def checkpoints():
    return {
        "bt_07_03": 0.513,
        "bt_reversed": 0.913,
        "first_dpo_loss": 0.6931,
        "dpo_hand": 0.5981,
        "trained_networks": {"dpo": 1},
        "loop_order": ["generate", "score", "update"],
        "hacked_answer_beta0": "C",
        "hacked_answer_beta01": "B",
        "what_freezes_less_and_less": ["soft", "hard"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 2,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
