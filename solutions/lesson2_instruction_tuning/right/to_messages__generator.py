"""Lists what a generator yields."""


def _turns(example, system):
    if system is not None:
        yield "system", system
    given = example.get("input")
    if given and given.strip():
        yield "user", "\n\n".join([example["instruction"], given])
    else:
        yield "user", example["instruction"]
    yield "assistant", example["output"]


def to_messages(example, system=None):
    return list({"role": role, "content": text} for role, text in _turns(example, system))
