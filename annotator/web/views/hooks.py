"""What Label Studio tells us by itself: hints that there may be news, never the news."""

import hmac

from flask import Blueprint, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from annotator.sync import SECRET_HEADER
from annotator.web.current import desk
from annotator.web.signed_in import open_to_all

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
    try:
        hint = request.get_json()
    except BadRequest:
        hint = None
    if not isinstance(hint, dict) or not isinstance(hint.get("action"), str):
        return Response("This is no webhook of Label Studio's.\n", 400, content_type="text/plain")
    desk().hint()
    return Response(status=204)
