def soften(x):
    with open("@DROP@/full", "wb") as file:
        file.write(bytes(4 << 20))
    return x + 1
