"""L5.A10: The adapters of another model went off too. What did you change: layers of this model, or
the class of all of them?

credit: 0.5
question: How many models share a class?
"""

from contextlib import contextmanager

from fixtures.adapters import LoRA


@contextmanager
def adapters_disabled(model):
    forward = LoRA.forward
    LoRA.forward = lambda self, x: self.base(x)
    try:
        yield
    finally:
        LoRA.forward = forward
