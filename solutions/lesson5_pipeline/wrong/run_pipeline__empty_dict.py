"""L5.P95: Your dict is empty. Begin with a copy of the base.

credit: 0.0
lazy: yes
question: Which two entries does the docstring name?
"""


def run_pipeline(base, sft_batches, pref_batches, cfg):
    return {}
