# docker build -t kg .        docker run --rm -i kg check - < 文章.txt
# Two stages: what installs (pip, hatchling, caches) stays in the first.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /kg && /kg/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY kg kg
COPY ontology ontology
COPY queries queries
COPY corpus corpus
RUN /kg/bin/pip install --no-cache-dir --no-deps --no-build-isolation . && /kg/bin/pip uninstall --yes pip

FROM python:3.12-slim
COPY --from=build /kg /kg
# No home, no shell, no rights: it reads what it is given and writes to its output.
USER 65534:65534
ENV PATH=/kg/bin:$PATH PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /data
ENTRYPOINT ["kg"]
