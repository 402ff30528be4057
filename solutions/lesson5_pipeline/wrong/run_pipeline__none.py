"""L5.P91: Your function returns nothing. Begin with a copy of the base.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def run_pipeline(base, sft_batches, pref_batches, cfg):
    return None
