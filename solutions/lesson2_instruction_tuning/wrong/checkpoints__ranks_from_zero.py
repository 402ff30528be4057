"""L2.Q78: Your ranks begin at 0. The most likely token has rank 1.

credit: 0.75
input: capital_of_france
yours: ranks 0 and 0
holds: a rank counts tokens, itself included
question: What is the rank of the winner?
"""


def checkpoints():
    return {
        "n_supervised": 9,
        "n_loss_terms": 9,
        "first_supervised_token": "Paris",
        "new_rows_for_two_markers": 2,
        "new_numbers_gpt2_small": 2 * 768,
        "where_do_marker_vectors_come_from": "sft",
        "changed_steps_of_the_loop": ["data"],
        "new_output_layer": {"classification": True, "sft": False},
        "uniform_loss_gpt2": 10.825,
        "alpaca_over_lima": 52,
        "capital_of_france": {
            "fact_rank_base": 0,
            "fact_rank_sft": 0,
            "answers_question_base": False,
            "answers_question_sft": True,
        },
        "wrong_template_effect": "worse",
        "wrong_template_costs": 0.774,
    }
