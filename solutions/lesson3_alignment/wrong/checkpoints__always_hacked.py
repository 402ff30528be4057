"""L3.C71: The same answer wins with you with and without a price on drift. How many nats has it
drifted?

credit: 0.75
question: What is log pi minus log rho of that answer?
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
        "hacked_answer_beta01": "C",
        "what_freezes_less_and_less": ["soft", "hard"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
