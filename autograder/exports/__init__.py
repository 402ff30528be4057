"""Results in the formats of grading platforms: pure functions from a `Report` to plain data."""
