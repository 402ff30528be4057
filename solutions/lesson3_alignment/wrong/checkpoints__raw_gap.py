"""L3.C55: You give the gap of the scores, not what it costs.

credit: 0.75
question: What turns a gap into a chance?
"""


def checkpoints():
    return {
        "bt_07_03": 0.4,
        "bt_reversed": -0.4,
        "first_dpo_loss": 0.6931,
        "dpo_hand": 0.5981,
        "trained_networks": {"dpo": 1},
        "loop_order": ["generate", "score", "update"],
        "hacked_answer_beta0": "C",
        "hacked_answer_beta01": "B",
        "what_freezes_less_and_less": ["soft", "hard"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
