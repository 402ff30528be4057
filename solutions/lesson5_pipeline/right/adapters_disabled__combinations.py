"""Right answers to task 5.2: every way to switch off x to find the layers x to remember."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

HEAD = """from contextlib import ExitStack, contextmanager

from fixtures.adapters import LoRA


"""

SEARCHES = {
    "isinstance": "[m for m in model.modules() if isinstance(m, LoRA)]",
    "by_class_name": '[m for _, m in model.named_modules() if type(m).__name__ == "LoRA"]',
    "by_attribute": '[m for m in model.modules() if hasattr(m, "lora_A")]',
}

SAVES = {
    "pairs": ("[(layer, getattr(layer, ATTRIBUTE)) for layer in layers]", "kept"),
    "dict": ("{layer: getattr(layer, ATTRIBUTE) for layer in layers}", "kept.items()"),
}

SHAPES = {
    "generator": """@contextmanager
def adapters_disabled(model):
    layers = {search}
    kept = {save}
    for layer in layers:
        setattr(layer, ATTRIBUTE, OFF)
    try:
        yield model
    finally:
        for layer, value in {pairs}:
            setattr(layer, ATTRIBUTE, value)
""",
    "class": """class adapters_disabled:
    def __init__(self, model):
        self.model = model

    def __enter__(self):
        model = self.model
        layers = {search}
        kept = {save}
        self.back = list({pairs})
        for layer in layers:
            setattr(layer, ATTRIBUTE, OFF)
        return self

    def __exit__(self, *exc):
        for layer, value in self.back:
            setattr(layer, ATTRIBUTE, value)
        return False
""",
    "exit_stack": """@contextmanager
def adapters_disabled(model):
    layers = {search}
    kept = {save}
    with ExitStack() as stack:
        for layer, value in {pairs}:
            stack.callback(setattr, layer, ATTRIBUTE, value)
            setattr(layer, ATTRIBUTE, OFF)
        yield
""",
}

SWITCHES = {
    "flag": ('"enabled"', "False"),
    "scale_of_zero": ('"scale"', "0.0"),
}

FORWARDS = {
    "forward_of_the_base": """@contextmanager
def adapters_disabled(model):
    layers = {search}
    kept = [layer.__dict__.get("forward") for layer in layers]
    for layer in layers:
        layer.forward = layer.base.forward
    try:
        yield
    finally:
        for layer, forward in zip(layers, kept):
            layer.__dict__.pop("forward")
            if forward is not None:
                layer.forward = forward
""",
    "forward_hooks": """@contextmanager
def adapters_disabled(model):
    def only_the_base(layer, args, output):
        return layer.base(*args)

    layers = {search}
    hooks = [layer.register_forward_hook(only_the_base) for layer in layers]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
""",
}


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 42 combinations."""
    for (how, search), (what, (name, off)), (shape, code), (
        save,
        (kept, pairs),
    ) in itertools.product(SEARCHES.items(), SWITCHES.items(), SHAPES.items(), SAVES.items()):
        body = code.format(search=search, save=kept, pairs=pairs)
        source = HEAD + body.replace("ATTRIBUTE", name).replace("OFF", off)
        yield f"{how}-{what}-{shape}-{save}", source
    for (how, search), (shape, code) in itertools.product(SEARCHES.items(), FORWARDS.items()):
        yield f"{how}-{shape}", HEAD + code.format(search=search)
