"""Settings: defaults, then the environment; what is not safe to serve with is refused by name."""

import pytest

from forum.core.config import Settings, UnsafeSettings, settings_from

SAFE = {
    "FORUM_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "FORUM_BASE_URL": "https://weft.example",
    "FORUM_MAIL_URL": "smtp://mail.weft.example",
}


def test_safe_settings_are_taken_from_the_environment(tmp_path):
    settings = settings_from(SAFE | {"FORUM_DATA_DIR": str(tmp_path), "FORUM_TRUSTED_PROXIES": "2"})

    assert settings.secret_key == SAFE["FORUM_SECRET_KEY"]
    assert settings.mail_url == "smtp://mail.weft.example"
    assert settings.data_dir == tmp_path
    assert settings.trusted_proxies == 2
    assert settings.is_https


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"FORUM_SECRET_KEY": ""}, "FORUM_SECRET_KEY"),
        ({"FORUM_SECRET_KEY": "too short"}, "FORUM_SECRET_KEY"),
        ({"FORUM_BASE_URL": "http://weft.example"}, "FORUM_BASE_URL"),
        ({"FORUM_BASE_URL": "http://127.0.0.1:8000"}, "FORUM_BASE_URL"),
        ({"FORUM_BASE_URL": ""}, "FORUM_BASE_URL"),
        ({"FORUM_MAIL_URL": ""}, "FORUM_MAIL_URL"),
        ({"FORUM_CASES_FOR": "everybody"}, "FORUM_CASES_FOR"),
        ({"FORUM_TRUSTED_PROXIES": "some"}, "FORUM_TRUSTED_PROXIES"),
        ({"FORUM_TRUSTED_PROXIES": "-1"}, "FORUM_TRUSTED_PROXIES"),
        ({"FORUM_DEMO": "1"}, "FORUM_BASE_URL"),
        ({"FORUM_DEMO": "1", "FORUM_BASE_URL": "http://127.0.0.1.weft.example"}, "FORUM_BASE_URL"),
    ],
    ids=str,
)
def test_an_unsafe_setting_refuses_to_start_and_is_named(tmp_path, changed, named):
    environment = SAFE | {"FORUM_DATA_DIR": str(tmp_path)} | changed

    with pytest.raises(UnsafeSettings, match=named):
        settings_from(environment)


def test_every_unsafe_setting_is_named_at_once(tmp_path):
    with pytest.raises(UnsafeSettings) as refused:
        settings_from({"FORUM_DATA_DIR": str(tmp_path)})

    for name in ("FORUM_SECRET_KEY", "FORUM_BASE_URL", "FORUM_MAIL_URL"):
        assert name in str(refused.value)


def test_the_demo_needs_nothing_and_keeps_its_secret(tmp_path):
    environment = {"FORUM_DEMO": "1", "FORUM_DATA_DIR": str(tmp_path / "data")}

    first, second = settings_from(environment), settings_from(environment)

    assert len(first.secret_key) >= 32
    assert first.secret_key == second.secret_key
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_secret_is_not_shown_with_the_other_settings():
    assert "hush" not in repr(Settings(secret_key="hush"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("postgres://weft@db/weft", "postgresql+psycopg://weft@db/weft"),
        ("postgresql://weft@db/weft", "postgresql+psycopg://weft@db/weft"),
        ("sqlite:////srv/weft.sqlite3", "sqlite:////srv/weft.sqlite3"),
    ],
)
def test_a_database_is_named_as_people_write_it(said, meant):
    assert Settings(database_url=said).database == meant


def test_without_a_name_the_database_is_a_file_beside_the_letters(tmp_path):
    settings = Settings(data_dir=tmp_path / "with a space")

    assert settings.database == f"sqlite:///{tmp_path / 'with a space' / 'forum.sqlite3'}"
