"""Every model of ours says whether it holds people; those that do say why, how long, and what is left."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import CharField, Model, TextField
from django.db.models.fields import NOT_PROVIDED

from alisveien.base.privacy import WORDS, declared, without_people
from alisveien.config.privacy import AREAS
from alisveien.journal.scrubbing import remains_of

OF_PACKAGES = {
    "account.emailaddress",
    "mfa.authenticator",
    "usersessions.usersession",
    "sessions.session",
}
"""Models of packages that hold people, declared by the area that uses them."""


def ours() -> set[type[Model]]:
    """Every model of the areas, histories aside: they are scrubbed with what they are the history of."""
    return {
        model
        for model in apps.get_models()
        if model.__module__.startswith("alisveien.") and not hasattr(model, "pgh_tracked_model")
    }


def test_every_model_says_whether_it_holds_people() -> None:
    packages = {apps.get_model(label) for label in OF_PACKAGES}
    assert set(declared) | without_people == ours() | packages
    assert not set(declared) & without_people


def test_every_area_with_models_is_handed_down() -> None:
    named = {area.__name__.split(".")[1] for area in AREAS}
    assert {model.__module__.split(".")[1] for model in ours()} <= named


@pytest.mark.parametrize("model", list(declared), ids=lambda model: model._meta.label)
def test_what_is_declared_holds_together(model: type[Model]) -> None:
    said = declared[model]
    assert all(str(words).strip() for words in (said.title, said.purpose, said.basis, said.kept))
    assert str(said.purpose) != str(said.kept)
    assert set(said.held.values()) <= set(WORDS)
    assert said.held or model is Session, "nobody could get a copy of these rows"
    names = {field.name for field in model._meta.concrete_fields} | {
        field.attname for field in model._meta.concrete_fields
    }
    assert names >= {*said.scrubbed, *said.left, *said.hidden, *said.many}
    assert set(said.left) <= set(said.scrubbed)
    if said.due and not said.removed:
        assert said.scrubbed


@pytest.mark.parametrize("model", list(declared), ids=lambda model: model._meta.label)
def test_what_is_left_fits_the_column(model: type[Model]) -> None:
    said = declared[model]
    if said.removed or not said.due:
        return
    for name, value in remains_of(model, said).items():
        field: Any = model._meta.get_field(name)
        if value is None:
            assert field.null
        elif value == "":
            assert isinstance(field, CharField | TextField), name
        elif isinstance(value, dict | list):
            assert field.default is not NOT_PROVIDED or field.get_internal_type() == "JSONField"


@pytest.mark.django_db
@pytest.mark.parametrize("model", list(declared), ids=lambda model: model._meta.label)
def test_the_paths_and_the_time_limits_can_be_asked(model: type[Model]) -> None:
    said = declared[model]
    everybody = dict.fromkeys(WORDS, frozenset({1}))
    assert list(model._base_manager.filter(said.found_by(everybody))) == []
    for today in (date(2030, 2, 28), date(2032, 2, 29), date(2031, 12, 1)):
        if said.due:
            assert model._base_manager.filter(said.due(today)).count() >= 0
