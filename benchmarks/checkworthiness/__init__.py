"""Training and measuring the check-worthiness model.

Runs in an environment with the ``bench`` extra; nothing of it is needed to
score sentences.
"""
