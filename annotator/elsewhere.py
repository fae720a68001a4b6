"""A Label Studio that somebody else runs."""

import logging

from annotator.services.label_studio import State
from tasks.errors import LabelStudioError, LabelStudioUnreachable
from tasks.label_studio.client import LabelStudioClient

log = logging.getLogger(__name__)


def state_of(client: LabelStudioClient) -> str:
    """How it is: running, unreachable, or failed where it answers with an error."""
    try:
        client.version()
    except LabelStudioUnreachable:
        return "unreachable"
    except LabelStudioError:
        return State.FAILED.value
    return State.RUNNING.value


def check(client: LabelStudioClient) -> None:
    """Look whether it takes our token; one that is away may come later.

    :raises LabelStudioError: it does not, or answers with an error
    """
    try:
        client.check_token()
    except LabelStudioUnreachable as error:
        log.warning("%s The desk goes on without it and keeps trying.", error)
