"""The application for a server: `gunicorn -c python:forum.gunicorn_conf forum.wsgi:app`."""

from forum.app import create_app

app = create_app()
