"""Writing lessons: from solutions to a proven, published assignment."""
