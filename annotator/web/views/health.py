"""Whether everything is up, for people who watch over it."""

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from annotator.connect import label_studio_url
from annotator.web.access import open_to_all
from annotator.web.current import desk

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_all
def healthz() -> Response:
    """``ok`` once people can label: Label Studio runs and the first sync went well."""
    status = desk().label_studio_status()
    sync = desk().sync_status()
    well = status == "running" and sync.synced_at is not None and sync.error is None
    return jsonify(
        status="ok" if well else "degraded",
        label_studio={"url": label_studio_url(desk().settings), "status": status},
    )
