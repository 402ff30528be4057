def soften(x):
    for _ in range(3000):
        print("x" * 999, flush=True)
    return x + 1
