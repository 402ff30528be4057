"""L5.A92: Your function switches the adapters off and returns the model. A `with` block needs
something with a beginning and an end.

credit: 0.0
lazy: yes
question: What does `with` ask of its object?
"""

from fixtures.adapters import LoRA


def adapters_disabled(model):
    for module in model.modules():
        if isinstance(module, LoRA):
            module.enabled = False
    return model
