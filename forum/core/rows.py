"""Objects of models out of bare rows: what every request reads, at a fifth of the usual price."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, inspect
from sqlalchemy.orm import make_transient_to_detached

from forum.core.db import Model, db

Kept = TypeVar("Kept", bound=Model)


@cache
def columns(model: type[Model]) -> tuple[ColumnElement[Any], ...]:
    """All that a select must name of `model` for `loaded`, in its order, worked-out columns too.

    Ask once every module is imported, as a module above may add a column to a model below it.
    """
    attributes = inspect(model).column_attrs
    return tuple(getattr(model, one.key).label(f"{model.__name__}_{one.key}") for one in attributes)


def loaded(model: type[Kept], values: Iterable[Any]) -> Kept:
    """The object whose `columns` have these values, in the session as if it had been queried.

    As with a query, an object that the session has already is given as it stands.
    """
    mapper = inspect(model)
    names = (one.key for one in mapper.column_attrs)
    new = cast(Kept, mapper.class_manager.new_instance())
    new.__dict__.update(zip(names, values, strict=True))
    known = db.session.identity_map.get(mapper.identity_key_from_instance(new))
    if known is not None:
        return cast(Kept, known)
    make_transient_to_detached(new)
    db.session.add(new)
    return new
