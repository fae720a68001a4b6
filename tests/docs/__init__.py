"""The documentation says what the program does, and its links lead somewhere."""
