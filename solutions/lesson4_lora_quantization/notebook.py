# %% [markdown]
# # Lesson 4: a thin detour and a coarse grid
#
# Training needs memory for more than weights, and using a model needs memory for its weights. LoRA answers the first,
# quantization the second. Write your guesses down before you run a cell. A cell that needs a function you have not
# written yet says so. All of it runs on a CPU and without a network, in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson4_lora_quantization", "lora_quantization.py"
if "google.colab" in sys.modules and not Path(MODULE).exists():  # Colab starts without your files
    from google.colab import files

    if not any(Path().rglob(f"{LESSON}/{MODULE}")):
        print("Choose the zip of your assignments folder.")
        for name in files.upload():
            shutil.unpack_archive(name)
    os.chdir(next(Path().rglob(f"{LESSON}/{MODULE}")).parent)
    install = [sys.executable, "-m", "pip", "install", "-q", "-r", "../requirements.txt"]
    subprocess.run(install, check=True)
if not Path(MODULE).exists():
    raise SystemExit(f"Open this notebook in the folder that holds your {MODULE}.")
sys.path.insert(0, "..")  # the folder above holds `fixtures`
MODEL = "tiny"  # or "gpt2": GPT-2 small from the hub, with the same code below

# %%
import copy

import torch
from fixtures import figures
from fixtures.loading import load, load_data
from fixtures.notebook import begin, show

begin(MODEL)
import lora_quantization
from transformers.pytorch_utils import Conv1D

course = load(model=MODEL)
base, tokenizer = course.model()
tokenizer.add_special_tokens({"extra_special_tokens": ["<|im_start|>", "<|im_end|>"]})
torch.manual_seed(0)
base.resize_token_embeddings(len(tokenizer), mean_resizing=False)  # two rows of their own
END, PAD = tokenizer.convert_tokens_to_ids("<|im_end|>"), tokenizer.eos_token_id

# %% [markdown]
# ## Task 4.6: where the memory goes
#
# **Guess first:** a model of 7 billion parameters is trained in full, in bfloat16 with Adam. How many gigabytes (1e9
# bytes) is that, and which part is the largest?

# %%
plans = {
    "full": lora_quantization.training_memory(7_000_000_000),
    "LoRA": lora_quantization.training_memory(7_004_194_304, n_trainable=4_194_304),
    "QLoRA, 4 bits": lora_quantization.training_memory(
        7_004_194_304, n_trainable=4_194_304, weight_bits=4
    ),
}
gigabytes = {
    name: {part: plan[part] / 1e9 for part in ("weights", "gradients", "optimizer")}
    for name, plan in plans.items()
}
show(
    figures.stacked_bars(
        gigabytes,
        y="GB",
        title="Training a model of 7 billion parameters",
        line=(24, "a graphics card of 24 GB"),
    ),
    "Three stacked bars against a line at 24 GB: full training needs "
    f"{plans['full']['total'] / 1e9:.0f} GB, most of it optimizer states; LoRA {plans['LoRA']['total'] / 1e9:.1f}; "
    f"QLoRA {plans['QLoRA, 4 bits']['total'] / 1e9:.1f}.",
)

# %% [markdown]
# ## Tasks 4.1 and 4.3: the detour
#
# **Guess first:** a layer of 768 x 768 weights gets a detour of rank 8. How many numbers does it learn, and what does
# the layer compute before the first step?

# %%
layer = torch.nn.Linear(768, 768)
lora = lora_quantization.LoRALinear(layer, r=8, alpha=16)
x = torch.randn(4, 768)
print("change before the first step:", (lora(x) - layer(x)).abs().max().item())
show(
    figures.detour(768, 768, 8),
    "A large square for the frozen weights, and beside it two thin bars, drawn to the same scale, for the two "
    "matrices of the detour: 12,288 numbers against 589,824.",
)

# %% [markdown]
# ## Instruction tuning, in full and through the detour
#
# Only the attention matrices get an adapter. The two chat tokens are new, so their rows of the embedding are trained
# as well: no detour can make an untrained row mean something.
#
# **Guess first:** how close does a few per cent of the parameters come to training them all?


# %%
def encoded(row):
    question = f"{row['instruction']}\n\n{row['input']}" if row["input"] else row["instruction"]
    head = tokenizer(f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n")[
        "input_ids"
    ]
    tail = [*tokenizer(row["output"])["input_ids"], END]
    return (head + tail)[:96], ([-100] * len(head) + tail)[:96]


def stacked(items):
    longest = max(len(ids) for ids, _ in items)
    ids = torch.tensor([ids + [PAD] * (longest - len(ids)) for ids, _ in items])
    labels = torch.tensor([row + [-100] * (longest - len(row)) for _, row in items])
    return {"input_ids": ids, "labels": labels}


rows = course.instructions()
items = [encoded(row) for row in rows["train"].select(range(min(2000, len(rows["train"]))))]
held_out = stacked([encoded(row) for row in rows["validation"].select(range(64))])


def tuned(model, parameters, *, lr, steps=140, size=16):
    optimizer = torch.optim.AdamW(parameters, lr=lr, weight_decay=0.0)
    generator = torch.Generator().manual_seed(0)
    losses = []
    for _ in range(steps):
        chosen = torch.randint(len(items), (size,), generator=generator).tolist()
        loss = model(**stacked([items[i] for i in chosen])).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses


def only_new_rows(model):
    """Let the last two rows of the embedding learn, and no other."""
    weight = model.get_input_embeddings().weight.requires_grad_()
    keep = torch.zeros(len(weight), 1)
    keep[-2:] = 1
    weight.register_hook(lambda gradient: gradient * keep)
    return weight


torch.manual_seed(0)
small = copy.deepcopy(base)
wrapped = lora_quantization.inject_lora(small, targets=("c_attn", "attn.c_proj"), r=4, alpha=8)
adapters = [parameter for parameter in small.parameters() if parameter.requires_grad]
learnt = sum(parameter.numel() for parameter in adapters) + 2 * base.config.n_embd
small_losses = tuned(small, [*adapters, only_new_rows(small)], lr=1e-2)

full = copy.deepcopy(base)
full_losses = tuned(full, list(full.parameters()), lr=5e-4)
show(
    figures.curves(
        {
            "all parameters": figures.moving_mean(full_losses, 5),
            f"LoRA, {learnt / base.num_parameters():.1%}": figures.moving_mean(small_losses, 5),
        },
        x="update",
        y="loss (nats a trained token)",
        title="Instruction tuning",
    ),
    f"Two loss curves; the mean of the last ten updates is {sum(full_losses[-10:]) / 10:.2f} for all parameters and "
    f"{sum(small_losses[-10:]) / 10:.2f} for LoRA, which trains {learnt:,} of {base.num_parameters():,} numbers in "
    f"{wrapped} layers.",
)


# %%
@torch.no_grad()
def loss_of(model):
    return model.eval()(**held_out).loss.item()


@torch.no_grad()
def answer(model, question):
    ids = tokenizer(
        f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n", return_tensors="pt"
    )
    out = model.eval().generate(
        **ids, max_new_tokens=24, do_sample=False, eos_token_id=[END, PAD], pad_token_id=PAD
    )
    return tokenizer.decode(out[0, ids["input_ids"].shape[1] :], skip_special_tokens=True)


for name, model in {"before": base, "all parameters": full, "LoRA": small}.items():
    print(
        f"{name:16} held-out loss {loss_of(model):.3f}   {answer(model, 'What is the capital of France?')!r}"
    )

# %% [markdown]
# ## Task 4.2: the detour disappears
#
# **Guess first:** by how much do the logits change when the detour is merged into the weights?

# %%
merged = copy.deepcopy(small)
with torch.no_grad():
    logits = merged.eval()(held_out["input_ids"]).logits
for parent in list(merged.modules()):
    for name, child in list(parent.named_children()):
        if isinstance(child, lora_quantization.LoRALinear):
            setattr(parent, name, lora_quantization.merge_lora(child))
with torch.no_grad():
    change = (merged.eval()(held_out["input_ids"]).logits - logits).abs().max().item()
print(
    f"largest change of a logit: {change:.1e}; layers of their own now: "
    f"{sum(isinstance(m, lora_quantization.LoRALinear) for m in merged.modules())}"
)

# %% [markdown]
# ## Tasks 4.4 and 4.5: the grid
#
# **Guess first:** five weights, the last one large. What do the codes of the four small ones become?

# %%
cases = {
    "Weights of one size": ([-0.8, 0.3, 1.2, -0.5], None),
    "The same grid must reach 8.5 (far to the right)": (
        [-0.1, 0.05, 0.02, -0.03, 8.5],
        (-0.2, 0.2),
    ),
}
for title, (values, window) in cases.items():
    codes, scale = lora_quantization.absmax_quantize(torch.tensor(values))
    show(
        figures.number_line(values, codes.tolist(), float(scale), title=title, window=window),
        f"Weights {values} above a line, with arrows to the grid points of their codes {codes.tolist()}.",
    )

# %%
uneven = torch.rand(4000) * 0.9 + 0.1  # weights that lie to one side of zero
codes, scale = lora_quantization.absmax_quantize(uneven)
absmax_error = codes * scale - uneven
codes, scale, zero = lora_quantization.zeropoint_quantize(uneven)
zero_error = (codes.to(torch.float32) - zero) * scale - uneven
show(
    figures.histogram(
        {"absmax": absmax_error, "zero point": zero_error},
        x="rounding error",
        y="weights",
        title="Weights between 0.1 and 1",
    ),
    "Two distributions of rounding errors around zero. The mean error is "
    f"{absmax_error.abs().mean():.4f} by absmax and {zero_error.abs().mean():.4f} with a zero point, whose grid "
    "covers only the range that occurs.",
)

# %% [markdown]
# ## What the grid costs a model
#
# **Guess first:** all matrices of the blocks on an int8 grid: how much worse does the model predict text? And with one
# feature a hundred times as large (the layer norm before it makes up for that, so the model computes the same)?

# %%
texts = [text[:240] for text in load_data("text_test")["text"][:48]]


@torch.no_grad()
def perplexity(model):
    total = count = 0
    for text in texts:
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        total += model.eval()(ids, labels=ids).loss.item() * (ids.shape[1] - 1)
        count += ids.shape[1] - 1
    return torch.tensor(total / count).exp().item()


@torch.no_grad()
def on_grid(model):
    model = copy.deepcopy(model)
    for module in model.modules():
        if isinstance(module, Conv1D):
            codes, scale = lora_quantization.absmax_quantize(module.weight)
            module.weight.copy_(codes.to(torch.float32) * scale)
    return model


@torch.no_grad()
def with_outlier(model, factor=100.0):
    model = copy.deepcopy(model)
    block = model.transformer.h[0]
    block.attn.c_attn.weight[0] *= factor
    block.ln_1.weight[0] /= factor
    block.ln_1.bias[0] /= factor
    return model


original = course.model()[0]
loud = with_outlier(original)
cost = {
    "float32": perplexity(original),
    "int8": perplexity(on_grid(original)),
    "outlier, float32": perplexity(loud),
    "outlier, int8": perplexity(on_grid(loud)),
}
show(
    figures.bars(cost, y="perplexity", title="One scale a matrix"),
    "Four bars: " + "; ".join(f"{name} {value:.2f}" for name, value in cost.items()) + ".",
)

# %% [markdown]
# One large number in one matrix, and the grid has no points left for the rest of it.
#
# ## Task 4.7: both at once
#
# **Guess first:** one scale *per row* instead of one per matrix. What does the outlier cost then?

# %%
torch.manual_seed(0)
linear = torch.nn.Linear(64, 48)
with torch.no_grad():
    linear.weight[3] *= 100
x = torch.randn(200, 64)
codes, scale = lora_quantization.absmax_quantize(linear.weight)
per_matrix = torch.nn.functional.linear(x, codes * scale, linear.bias)
per_row = lora_quantization.QLoRALinear(linear, r=4, alpha=8)(x)
rest = [row for row in range(48) if row != 3]
for name, got in {"one scale a matrix": per_matrix, "one scale a row": per_row}.items():
    error = (got - linear(x))[:, rest].abs().mean() / linear(x)[:, rest].abs().mean()
    print(f"{name:20} mean error of the other rows {error.item():.2%}")

# %% [markdown]
# ## What you have seen
#
# - Most of the memory of full training is optimizer states; a detour of low rank has few of them.
# - Before the first step the detour does nothing, after merging it costs nothing.
# - A grid is as coarse as the largest weight it has to hold; smaller groups with a scale of their own help.
