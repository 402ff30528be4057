def soften(x):
    with open("@SECRET@") as file:
        raise RuntimeError(file.read())
