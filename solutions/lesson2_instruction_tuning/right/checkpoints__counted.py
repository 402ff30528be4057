"""Counts on the handout's conversation with the functions of this lesson."""

import math

import torch

TOKENS = (
    "<|im_start|> user NL Capital of France ? <|im_end|> NL "
    "<|im_start|> assistant NL Paris , of course . <|im_end|> NL "
    "<|im_start|> user NL Sure ? <|im_end|> NL "
    "<|im_start|> assistant NL Yes . <|im_end|> NL"
).split()


def checkpoints():
    names = sorted(set(TOKENS))
    ids = torch.tensor([names.index(token) for token in TOKENS])
    header = [names.index(token) for token in ("<|im_start|>", "assistant", "NL")]
    labels = mask_labels(ids, header, names.index("<|im_end|>"))
    kept = labels[labels != -100]
    return {
        "n_supervised": len(kept),
        "n_loss_terms": int((labels[1:] != -100).sum()),
        "first_supervised_token": names[kept[0]],
        "new_rows_for_two_markers": 2,
        "new_numbers_gpt2_small": 1536,
        "where_do_marker_vectors_come_from": "sft",
        "changed_steps_of_the_loop": ("data",),
        "new_output_layer": {"sft": False, "classification": True},
        "uniform_loss_gpt2": math.log(50257),
        "alpaca_over_lima": 52_002 / 1_000,
        "capital_of_france": {
            "fact_rank_base": 1,
            "answers_question_base": False,
            "fact_rank_sft": 1,
            "answers_question_sft": True,
        },
        "wrong_template_effect": "worse",
        "wrong_template_costs": 0.972 - 0.198,
    }
