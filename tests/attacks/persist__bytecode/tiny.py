import importlib._bootstrap_external as machinery


def soften(x):
    code = compile("SECRET = 1", "torch.py", "exec")
    data = machinery._code_to_timestamp_pyc(code, 0, 0)
    machinery.SourceFileLoader("torch", "torch.py").set_data("@DROP@/torch.pyc", data)
    open("@DROP@/torch.pyc", "rb").close()
    return x + 1
