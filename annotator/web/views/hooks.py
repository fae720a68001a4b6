"""What Label Studio tells us by itself: hints that there may be news, never the news."""

import hmac
import json

from flask import Blueprint, request
from werkzeug.wrappers import Response

from annotator.sync import SECRET_HEADER
from annotator.web.access import open_to_all
from annotator.web.current import desk

blueprint = Blueprint("hooks", __name__)


@blueprint.post("/hooks/label-studio")
@open_to_all
def label_studio() -> Response:
    """Wake the sync worker. Answers at once: the checker's browser waits for it.

    401 without our secret, 400 for what is no webhook of Label Studio's.
    """
    shown = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(shown.encode(), desk().credentials.webhook_secret.encode()):
        return Response("The secret is missing or wrong.\n", 401, content_type="text/plain")
    if not _is_hint(request.get_data()):
        return Response("This is no webhook of Label Studio's.\n", 400, content_type="text/plain")
    desk().hint()
    return Response(status=204)


def _is_hint(body: bytes) -> bool:
    try:
        hint = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(hint, dict) and isinstance(hint.get("action"), str)
