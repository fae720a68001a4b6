# The desk without an embedded Label Studio. Built from the top of the repository.
FROM python:3.11-slim-bookworm
COPY locks/annotator.txt /tmp/annotator.txt
RUN pip install --no-cache-dir --require-hashes -r /tmp/annotator.txt
COPY setup.cfg pyproject.toml MANIFEST.in README.md LICENSE /src/
COPY annotator /src/annotator
COPY exports /src/exports
COPY tasks /src/tasks
RUN pip install --no-cache-dir --no-deps --no-build-isolation /src
RUN useradd --system annotator && install -d -m 0700 -o annotator /var/lib/annotator
USER annotator
