"""Who is reported to say what."""

from tasks.text.attribution.find import find_attributions

__all__ = ["find_attributions"]
