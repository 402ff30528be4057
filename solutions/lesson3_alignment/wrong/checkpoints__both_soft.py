"""L3.C77: You say that both means only discourage. What is the gradient of a frozen weight?

credit: 0.75
question: Can a frozen weight move, if the reward is large enough?
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
        "what_freezes_less_and_less": ["soft", "soft"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
