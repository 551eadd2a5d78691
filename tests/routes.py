"""Every address that the app answers, with something made up in the place of each name in it."""

from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, PathConverter, Rule


def addresses(app: Flask, method: str) -> dict[str, str]:
    """For each endpoint that takes `method`, one address of it."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return {rule.endpoint: _address(rule) for rule in rules}


def _address(rule: Rule) -> str:
    built = rule.build({name: _made_up(rule, name) for name in rule.arguments})
    assert built is not None
    return built[1]


def _made_up(rule: Rule, name: str) -> str | int:
    match rule._converters[name]:
        case IntegerConverter():
            return 1
        case AnyConverter() as one:
            return min(one.items)
        case PathConverter():
            return "css/main.css"
        case _:
            return "made-up"
