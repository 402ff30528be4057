"""L5.P90: Your function stops with an error on every run. Read its last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def run_pipeline(base, sft_batches, pref_batches, cfg):
    raise RuntimeError("not done")
