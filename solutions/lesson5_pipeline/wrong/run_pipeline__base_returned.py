"""L5.P92: The base itself comes back, with an empty history. Which row of the table comes first?

credit: 0.0
lazy: yes
question: How many updates were made?
"""


def run_pipeline(base, sft_batches, pref_batches, cfg):
    return {"model": base, "history": []}
