"""What an editor wants otherwise than the machine before an article is added."""

from typing import Annotated

from pydantic import Field

from annotator import preview
from annotator.web.api.resource import Taken
from tasks.store.drafts import DraftContent

MOST_MENDS = 100

Places = list[Annotated[int, Field(ge=0, le=2**31)]]


class Mends(Taken):
    """Places are offsets in the article's text, where sentences start in the preview."""

    split: Places = Field([], max_length=MOST_MENDS, description="Where a sentence is to begin.")
    join: Places = Field([], max_length=MOST_MENDS, description="Sentences to join to the one before.")
    leave_out: Places = Field([], max_length=MOST_MENDS, description="Sentences that nobody is to label.")
    take_in: Places = Field(
        [], max_length=MOST_MENDS, description="Sentences that are to be labelled, whatever `top` says."
    )

    def applied(self, content: DraftContent) -> DraftContent:
        """The draft so mended, in the order of the fields.

        :raises InputError: no sentence starts at one of the places, or none can
        """
        for at in self.split:
            content = preview.split(content, at)
        for at in self.join:
            content = preview.merge(content, at)
        for at in self.leave_out:
            content = preview.wish(content, at, False)
        for at in self.take_in:
            content = preview.wish(content, at, True)
        return content
