# Built in two steps, so that compilers and caches stay out of what runs.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt
COPY . /app
WORKDIR /app
# Collecting needs settings that start; these values are used here and nowhere else.
RUN DJANGO_SETTINGS_MODULE=prize_site.settings.production SITE_URL=https://build.invalid \
    SECRET_KEY=only-for-collecting-static-files-while-the-image-is-built-000 VAR_DIR=/tmp/var \
    /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim
# pg_dump and pg_restore, for backup and restore; pango, for reports as PDF.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home prize && install -d -o prize -g prize /var/lib/prizewright
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=prize_site.settings.production VAR_DIR=/var/lib/prizewright
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER prize
VOLUME /var/lib/prizewright
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "prize_site.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "2", "--access-logfile", "-"]
