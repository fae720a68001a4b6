"""`python -m annotator`."""

from annotator.commands import main

main()
