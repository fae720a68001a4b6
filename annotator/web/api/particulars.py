"""What only people can say about a dataset, as scripts read and say it."""

from typing import Annotated, Literal, Self

from pydantic import Field

from annotator.web.api.resource import Taken
from exports.particulars import LICENCES, LabelMapping, Particulars, as_content

LONGEST = 10_000
MOST_NAMES = 1000

Name = Annotated[str, Field(max_length=1000)]
Labels = dict[str, Name | None]


class MappedLabels(Taken):
    """How our verdicts read in formats that know other labels; null: such claims are left out there."""

    fever: Labels = Field(default=dict(LabelMapping().fever), max_length=10)
    averitec: Labels = Field(default=dict(LabelMapping().averitec), max_length=10)


class DatasetParticulars(Taken):
    """Everything may be left empty."""

    title: str = Field("", max_length=200, description="Empty: made of the name.")
    about: str = Field("", max_length=LONGEST, description="What it is, in a few sentences.")
    creators: list[Name] = Field(
        [], max_length=MOST_NAMES, description="Who made it, to be cited; empty: the publisher."
    )
    publisher: str = Field("", max_length=200, description="Who stands behind it.")
    contact: str = Field("", max_length=200, description="Where to ask.")
    homepage: str = Field("", max_length=1000)
    licence: str = Field("none", max_length=40, description=f"One of {', '.join(LICENCES)}.")
    article_text: Literal["none", "all"] | list[Name] = Field(
        "none", description="Whose articles' texts may be passed on: none, all, or a list of publishers."
    )
    motivation: str = Field("", max_length=LONGEST, description="What it was made for, and who paid.")
    collection: str = Field("", max_length=LONGEST, description="How articles were chosen.")
    guidelines: str = Field("", max_length=LONGEST, description="What checkers were told.")
    uses: str = Field("", max_length=LONGEST, description="What it is good for.")
    known_gaps: str = Field("", max_length=LONGEST, description="What a user should know is missing.")
    upkeep: str = Field("", max_length=LONGEST, description="What will happen to it.")
    mapping: MappedLabels = Field(MappedLabels(), description="Labels in other formats.")

    @classmethod
    def of(cls, particulars: Particulars) -> Self:
        content = as_content(particulars)
        return cls.model_construct(
            **content | {"mapping": MappedLabels.model_construct(**content["mapping"])}
        )

    def particulars(self) -> Particulars:
        """:raises InputError: it names a licence, a verdict or a label that there is none of"""
        said = self.model_dump()
        texts = said.pop("article_text")
        return Particulars(
            **said
            | {
                "creators": tuple(self.creators),
                "article_text": texts if isinstance(texts, str) else tuple(texts),
                "mapping": LabelMapping(**said["mapping"]),
            }
        )
