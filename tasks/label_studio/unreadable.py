"""The one way in which reading an annotation fails."""


class Unreadable(Exception):
    """An annotation makes no sense. The message says why; it is kept with what came."""
