"""L2.Q94: All your answers are the same number. Several questions ask for a word or a list.

credit: 0.0
lazy: yes
question: Which questions ask for a word?
"""


def checkpoints():
    return {
        "n_supervised": 1,
        "n_loss_terms": 1,
        "first_supervised_token": 1,
        "new_rows_for_two_markers": 1,
        "new_numbers_gpt2_small": 1,
        "where_do_marker_vectors_come_from": 1,
        "changed_steps_of_the_loop": 1,
        "new_output_layer": 1,
        "uniform_loss_gpt2": 1,
        "alpaca_over_lima": 1,
        "capital_of_france": 1,
        "wrong_template_effect": 1,
        "wrong_template_costs": 1,
    }
