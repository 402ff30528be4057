"""The ChatML template as tokenizers carry it, rendered by jinja."""

from jinja2 import Environment

SOURCE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
TEMPLATE = Environment().from_string(SOURCE)


def render_chatml(messages, add_generation_prompt=False):
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(message["role"])
    return TEMPLATE.render(messages=messages, add_generation_prompt=add_generation_prompt)
