"""Edits a copy of the example, and returns a tuple of messages with a key of its own."""


def to_messages(example, system=None):
    row = {"input": None, **example}
    if row["input"] is None or row["input"].strip() == "":
        row["input"] = ""
    if row["input"] != "":
        row["instruction"] = "{}\n\n{}".format(row["instruction"], row["input"])
    return (
        *([{"role": "system", "content": system, "weight": 0}] if system is not None else []),
        {"role": "user", "content": row["instruction"], "weight": 0},
        {"role": "assistant", "content": row["output"], "weight": 1},
    )
