"""L2.Q56: You count all pairs of neighbouring tokens. How many of them have a label that is not
-100?

credit: 0.75
input: n_loss_terms
yours: 32
holds: a label of -100 is no term of the loss
question: What does the loss do at a masked label?
"""


def checkpoints():
    return {
        "n_supervised": 9,
        "n_loss_terms": 32,
        "first_supervised_token": "Paris",
        "new_rows_for_two_markers": 2,
        "new_numbers_gpt2_small": 2 * 768,
        "where_do_marker_vectors_come_from": "sft",
        "changed_steps_of_the_loop": ["data"],
        "new_output_layer": {"classification": True, "sft": False},
        "uniform_loss_gpt2": 10.825,
        "alpaca_over_lima": 52,
        "capital_of_france": {
            "fact_rank_base": 1,
            "fact_rank_sft": 1,
            "answers_question_base": False,
            "answers_question_sft": True,
        },
        "wrong_template_effect": "worse",
        "wrong_template_costs": 0.774,
    }
