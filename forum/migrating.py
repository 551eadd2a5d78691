"""Bring the tables up to date: whole or not at all, with what others refer to checked on SQLite."""

from pathlib import Path

from flask import current_app
from flask_migrate import Migrate
from flask_migrate import upgrade as flask_upgrade

from forum.core.config import Settings
from forum.core.db import db

FOLDER = Path(__file__).resolve().parents[1] / "migrations"


def upgrade(to: str = "head") -> None:
    """Apply the migrations up to `to`, in one transaction."""
    settings: Settings = current_app.extensions["settings"]
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    flask_upgrade(directory=str(FOLDER), revision=to)


migrate = Migrate(db=db, directory=str(FOLDER), render_as_batch=True)
