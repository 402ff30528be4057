"""L5.P93: A copy of the base comes back, with an empty history. Which row of the table comes next?

credit: 0.0
lazy: yes
question: How many updates were made?
"""

import copy


def run_pipeline(base, sft_batches, pref_batches, cfg):
    return {"model": copy.deepcopy(base), "history": []}
