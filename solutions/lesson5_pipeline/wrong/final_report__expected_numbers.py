"""L5.R94: Your report holds numbers that you expect. None of them depends on the models or the
history.

credit: 0.0
lazy: yes
question: What does it say about another model?
"""


def final_report(base, final, history, input_ids, attention_mask):
    return {
        "params": 124_439_808,
        "sft_drop": 1.5,
        "dpo_start": 0.6931,
        "dpo_end": 0.5,
        "bytes_fp32": 4 * 124_439_808,
        "bytes_int8": 2 * 124_439_808,
        "drift": 0.1,
        "changed_fraction": 1.0,
    }
