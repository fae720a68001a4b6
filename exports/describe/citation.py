"""``CITATION.cff`` and ``LICENSE``: how to name a release, and what may be done with it.

Source: Citation File Format 1.2.0.
"""

from collections.abc import Mapping
from typing import Any

from exports.describe.facts import Facts


def about(claims: int, articles: int) -> str:
    """What a dataset is, where its publisher does not say it in other words."""
    return (
        "Claims from news articles with their verdicts (verified, disputed, unverifiable) and every "
        f"checker's judgement. Claims: {claims:,}; articles: {articles:,}."
    )


def citation(facts: Facts) -> dict[str, Any]:
    """The content of ``CITATION.cff``, which is YAML."""
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it.",
        "type": "dataset",
        "title": facts.title,
        "version": facts.version,
        "date-released": facts.day,
        "authors": [{"name": name} for name in facts.particulars.authors],
    }
    if facts.particulars.about:
        content["abstract"] = facts.particulars.about
    if facts.particulars.homepage:
        content["url"] = facts.particulars.homepage
    if facts.particulars.terms.spdx:
        content["license"] = facts.particulars.terms.spdx
    return content


def reference(content: Mapping[str, Any]) -> str:
    """A line of bibliography.

    :param content: of ``CITATION.cff``
    """
    authors = "; ".join(author["name"] for author in content["authors"])
    year = str(content["date-released"])[:4]
    address = f" {content['url']}" if "url" in content else ""
    return f"{authors} ({year}). {content['title']}, version {content['version']}.{address}"


def licence_text(facts: Facts) -> str:
    terms = facts.particulars.terms
    who = facts.particulars.publisher or "the desk that made it"
    if terms.url is None:
        own = (
            f"No licence has been given for this dataset. All rights are with {who}: "
            "ask there before you use it for more than the law allows."
        )
    else:
        own = (
            f"The labels, notes and descriptions of this dataset are by {who}\n"
            f"and licensed under {terms.title} ({terms.spdx}):\n{terms.url}"
        )
    quoted = (
        "The claims and the words around them are quoted from news articles and remain\n"
        "their publishers'. "
        + (
            "The texts of the articles are included; see that you may use them."
            if facts.with_text
            else "The texts of the articles are not included."
        )
    )
    return f"{facts.title} {facts.version}\n\n{own}\n\n{quoted}\n"
