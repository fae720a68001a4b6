"""How far checkers agree: coefficients, their uncertainty, and where they differ."""
