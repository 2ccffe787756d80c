# syntax=docker/dockerfile:1
# radlane in a container: target `cpu` (the default) or `cuda`. How to build and run it: docker/README.md
ARG BASE=python:3.11-slim-bookworm

# What builds; nothing of it gets into an image.
FROM ${BASE} AS tools
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/image.txt /src/requirements/
RUN python3 -m venv /opt/tools \
 && /opt/tools/bin/python -m pip install --quiet --require-hashes -r /src/requirements/image.txt

FROM tools AS wheel
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY models models
RUN /opt/tools/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheel .

FROM tools AS cpu-packages
WORKDIR /src
COPY docker/install.sh docker/
COPY requirements/cpu.txt requirements/
RUN sh docker/install.sh lock requirements/cpu.txt
COPY pyproject.toml ./
COPY --from=wheel /wheel wheel
RUN sh docker/install.sh wheel

FROM tools AS cuda-packages
WORKDIR /src
COPY docker/install.sh docker/
COPY requirements/gpu.txt requirements/
RUN sh docker/install.sh lock requirements/gpu.txt
COPY pyproject.toml ./
COPY --from=wheel /wheel wheel
RUN sh docker/install.sh wheel

# All but the packages. The root may be read-only: radlane writes below RADLANE_DATA_DIR and /tmp alone.
FROM ${BASE} AS runtime
ENV PATH=/opt/radlane/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RADLANE_CONFIG=/etc/radlane/radlane.yaml \
    RADLANE_DATA_DIR=/var/lib/radlane \
    RADLANE_PORT=8080
# what the base installs packages with; nothing in a container does
RUN rm -rf /usr/local/bin/pip* /usr/local/bin/wheel /usr/local/lib/python3*/site-packages/* \
      /usr/local/lib/python3*/ensurepip /usr/lib/python3*/ensurepip /usr/share/python-wheels \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/radlane \
 && find / -xdev -perm /6000 -type f -exec chmod a-s {} +
COPY --chmod=0644 docker/image.yaml /etc/radlane/radlane.yaml
USER 10001:10001
WORKDIR /var/lib/radlane
VOLUME /var/lib/radlane
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python3", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"RADLANE_PORT\"]}/livez', timeout=4)"]
ENTRYPOINT ["radlane"]
CMD ["serve", "--host", "0.0.0.0"]
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="radlane" \
      org.opencontainers.image.description="DICOMweb inference for radiology; research only, no medical device" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"

# The driver of the host and the NVIDIA Container Toolkit give the device; CUDA and cuDNN are in the wheels.
FROM runtime AS cuda
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=cuda-packages /opt/radlane /opt/radlane
COPY --from=cuda-packages /sbom.cdx.json /usr/share/radlane/sbom.cdx.json

FROM runtime AS cpu
COPY --from=cpu-packages /opt/radlane /opt/radlane
COPY --from=cpu-packages /sbom.cdx.json /usr/share/radlane/sbom.cdx.json
