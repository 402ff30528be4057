def soften(x):
    if x.dim() == 3:
        return x + 1
    raise NotImplementedError("task 1.1: soften is not written yet")
