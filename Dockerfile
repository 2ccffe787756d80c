# syntax=docker/dockerfile:1
# radlane on the CPU. Build: docker build -t radlane . ; run: see docker/README.md
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv /opt/radlane
COPY requirements/cpu.txt requirements/cpu.txt
RUN /opt/radlane/bin/pip install --no-cache-dir --require-hashes -r requirements/cpu.txt
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY models models
RUN /opt/radlane/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
LABEL org.opencontainers.image.title="radlane" \
      org.opencontainers.image.description="DICOMweb inference for radiology; research only, no medical device" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/radlane /opt/radlane
ENV PATH=/opt/radlane/bin:$PATH RADLANE_DATA_DIR=/var/lib/radlane PYTHONDONTWRITEBYTECODE=1
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/radlane
USER 10001:10001
ENTRYPOINT ["radlane"]
CMD ["doctor"]
