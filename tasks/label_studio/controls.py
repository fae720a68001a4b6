"""The names that the labelling page and the answers it sends back agree on.

Every control exists twice: for the sentence as a whole, and for one marked
claim of it. Label Studio stores them under these names, so they never change.
"""

from typing import Final

TEXT: Final = "sentence"
"""The text that claims are marked in; also the task's data field."""

VERDICT: Final = "verdict"
REASON: Final = "reason"
SAID: Final = "was_it_said"
EVIDENCE: Final = "evidence"
NOTE: Final = "note"

CLAIM: Final = "claim"
"""The control that marks claims. A mark carries a verdict, or `UNJUDGED`."""

CLAIM_REASON: Final = "claim_reason"
CLAIM_SAID: Final = "claim_was_it_said"
CLAIM_EVIDENCE: Final = "claim_evidence"
CLAIM_NOTE: Final = "claim_note"

UNJUDGED: Final = "unjudged"
"""A marked claim without a verdict: what the machine suggests looks like this."""
