"""L2.A11: After your call the example itself holds the longer text. What would the second epoch
make of it?

credit: 0.75
input: the same example, twice
yours: the second message holds the input twice
holds: a second call gives the same messages as the first
question: Which object does your assignment write into?
"""


def to_messages(example, system=None):
    if (example.get("input") or "").strip():
        example["instruction"] += "\n\n" + example["input"]
    messages = [
        {"role": "user", "content": example["instruction"]},
        {"role": "assistant", "content": example["output"]},
    ]
    if system is not None:
        messages = [{"role": "system", "content": system}, *messages]
    return messages
