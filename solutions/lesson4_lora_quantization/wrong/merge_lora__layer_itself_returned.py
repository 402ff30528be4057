"""L4.M12: The adapted layer itself comes back. A plain layer is asked for, in which no adapter is
left.

credit: 0.25
input: any layer
yours: a LoRALinear
holds: the result is an nn.Linear or a Conv1D
question: What would a program that knows no LoRA do with your result?
"""


def merge_lora(layer):
    return layer
