raise SyntaxError("<script>alert(1)</script>")
