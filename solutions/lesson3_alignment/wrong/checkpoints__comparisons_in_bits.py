"""L3.C53: Your losses are in bits. The course measures in nats.

credit: 0.75
question: What do equal scores cost with you?
"""


def checkpoints():
    return {
        "bt_07_03": 0.7401,
        "bt_reversed": 1.3172,
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
