# Label Studio as the desk runs it, from the same lock file. Built from the top of the repository.
FROM python:3.11-slim-bookworm
# For the database driver and for OpenCV, which Label Studio imports.
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 libgl1 libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/*
COPY annotator/services/label-studio.lock /tmp/label-studio.lock
RUN pip install --no-cache-dir --require-hashes -r /tmp/label-studio.lock
COPY deploy/scaled_label_studio.py deploy/first_account.py annotator/services/label_studio_sessions.py /etc/annotator/
RUN useradd --system label-studio && install -d -o label-studio /var/lib/label-studio
USER label-studio
WORKDIR /usr/local/lib/python3.11/site-packages/label_studio
