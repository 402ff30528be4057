"""L3.C78: You would have people give marks. Two people's marks mean different things; what do
they agree on more often?

credit: 0.75
question: Is your 7 of 10 the same as your neighbour's?
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
        "comparison_or_score": "score",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
