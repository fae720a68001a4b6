"""Label Studio's own settings, with Redis, which Community leaves switched off, and sessions that end.

Put this file and annotator/services/label_studio_sessions.py into a folder that is on PYTHONPATH, and name
this module in DJANGO_SETTINGS_MODULE, for server processes and workers alike.
"""

import os

from core.settings.base import *  # noqa: F403 - first, because the next one looks into what is here already
from core.settings.label_studio import *  # noqa: F403

SESSION_ENGINE = "label_studio_sessions"
REDIS_ENABLED = True
RQ_QUEUES = {
    queue: {
        "HOST": os.environ["REDIS_HOST"],
        "PORT": int(os.environ["REDIS_PORT"]),
        "DB": 0,
        "DEFAULT_TIMEOUT": 180,
    }
    for queue in ("critical", "high", "default", "low")
}
