"""L2.Q59: You name a word of the question. The model reads it and is not graded on it.

credit: 0.75
input: first_supervised_token
yours: Capital
holds: the first supervised token is a word that the model says
question: Whose words are to be learnt?
"""


def checkpoints():
    return {
        "n_supervised": 9,
        "n_loss_terms": 9,
        "first_supervised_token": "Capital",
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
