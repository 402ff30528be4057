"""L4.M92: Every call ends in an error. Read its last line first.

credit: 0.0
lazy: yes
"""


def merge_lora(layer):
    raise RuntimeError("not done")
