def soften(x):
    with open("@DROP@/next", "w") as file:
        file.write("@MARK@")
    return x + 1
