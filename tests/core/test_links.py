import pytest

from forum.core.links import may_link


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/A",
        "https://www.example.org:8443/a/b?c=d&e=f#g",
        "https://de.example.org/wiki/Ergotherapie_für_Kinder_(Schule)",
        "https://xn--bcher-kva.example",
        "mailto:ana.b+case@example.org",
        "/cases/",
        "/people/k7Qx-2",
        "/talks/k7Qx/messages?after=9d#m-4",
    ],
)
def test_a_member_may_link_to_named_sites_mail_and_members_pages(url):
    assert may_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/hosts",
        "blob:https://example.org/1",
        "ftp://example.org",
        "https:example.org",
        "https:/example.org",
        "https:///example.org",
        "//example.org/cases/",
        "/\\example.org",
        "https://example.org\\@evil.example",
        "https://ana:secret@example.org",
        "https://example.org@evil.example",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:x",
        "https://еxample.org",
        "https://example\u2024org",
        "https://example.org/\u202egpj.exe",
        "https://example.org/a\u200bb",
        "https://example.org/a b",
        "https://example.org/a\\b",
        "https://example.org/\n",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://-a.example",
        "https://example.org.",
        "http\u017f://example.org",
        "mailto:ana@example.org?bcc=x@example.org",
        "mailto:ana@example.org%0Abcc:x@example.org",
        "mailto:a@b.org,c@d.org",
    ],
)
def test_a_member_may_not_link_to_what_a_browser_could_read_otherwise(url):
    assert not may_link(url)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/account/sign-out",
        "/sign-out",
        "/casesandmore",
        "/cases/../account/sign-out",
        "/cases/%2e%2e/account/sign-out",
        "/cases//../account",
        "/cases/;/account",
        "cases/k7Qx",
        "../account",
        "#main",
        "?next=/cases/",
    ],
)
def test_within_the_site_only_members_pages_can_be_linked(path):
    assert not may_link(path)
