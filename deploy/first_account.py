"""Make the first account of Label Studio: ``python first_account.py EMAIL``.

Reads the password and the access token from two lines of standard input, so
that neither shows in a list of processes. An account that is there already is
left as it is. Run in the ``label_studio`` folder of its environment, with the
settings of the server processes.
"""

import sys

import django

sys.path.insert(0, ".")
django.setup()

from django.db import transaction  # noqa: E402
from organizations.models import Organization  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402
from users.models import User  # noqa: E402

email = sys.argv[1].lower()
password, token = sys.stdin.read().split("\n")[:2]
if User.objects.filter(email=email).exists():
    sys.exit()
with transaction.atomic():
    user = User.objects.create_superuser(email, password)
    Token.objects.filter(user=user).update(key=token)
    organization = Organization.create_organization(created_by=user, title="Annotator")
    user.active_organization = organization
    user.save(update_fields=["active_organization"])
    organization.jwt.legacy_api_tokens_enabled = True
    organization.jwt.save()
