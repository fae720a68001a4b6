"""Lossy views of a release for code that exists: FEVER, AVeriTeC, LeWiDi, Web Annotation."""
