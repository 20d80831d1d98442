"""A person's own data: what is held, counted for the page, and all of it as one file."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.accounts.queries import names_of, own_addresses
from alisveien.base.actor import Actor
from alisveien.base.privacy import ADDRESS, DOCTOR, HPR, PERSON, USER, Subject
from alisveien.desk.own_words import word_for
from alisveien.journal.own import Held, held_about
from alisveien.people.queries import own_keys

WHO = ("by_id", "undone_by_id", "user_id", "supervisor_id", "given_by", "ended_by", "confirmed_by", "made_by")
"""Fields that say which user did something; the file says the name too."""


def subject_of(actor: Actor) -> Subject:
    """What the one who asks is known by, everywhere. Nobody for a visitor and for one who came by a link."""
    if actor.user_id is None:
        return {}
    known = own_keys(actor)
    return {
        USER: frozenset({actor.user_id}),
        ADDRESS: frozenset(own_addresses(actor.user_id)),
        DOCTOR: known.doctors,
        PERSON: known.persons,
        HPR: known.hpr_numbers,
    }


def own_data(actor: Actor, at: datetime) -> list[Held]:
    """Everything held about the one who asks, every model that holds people, also those with nothing.

    An outcome or an offer that is to be shown later comes from then on.
    """
    return held_about(subject_of(actor), at)


def own_file(held: Iterable[Held], at: datetime) -> bytes:
    """A zip with the same twice: JSON for machines, and one HTML page for people."""
    parts = [_as_data(one) for one in held]
    named = _names(parts)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        made = {"made_at": at, "users": named, "models": parts}
        file.writestr("mine-opplysninger.json", json.dumps(made, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        file.writestr("mine-opplysninger.html", _as_page(parts, named, at))
    return content.getvalue()


def _as_data(one: Held) -> dict[str, Any]:
    return {
        "model": one.model,
        "title": str(one.title),
        "purpose": str(one.said.purpose),
        "basis": str(one.said.basis),
        "kept": str(one.said.kept),
        "rows": one.rows,
        "history": one.history,
    }


def _names(parts: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """The names behind the numbers of users in the rows."""
    rows = [row for part in parts for row in (*part["rows"], *part["history"])]
    return names_of({row[name] for row in rows for name in WHO if row.get(name)})


def _as_page(parts: Iterable[Mapping[str, Any]], named: Mapping[int, str], at: datetime) -> str:
    shown = [
        {
            **part,
            "lines": [_lines(row, named) for row in part["rows"]],
            "earlier": [_lines(row, named) for row in part["history"]],
        }
        for part in parts
        if part["rows"]
    ]
    empty = [part["title"] for part in parts if not part["rows"]]
    words = {"parts": shown, "empty": empty, "at": at}
    return render_to_string("desk/own_data_file.html", words)


def _lines(row: Mapping[str, Any], named: Mapping[int, str]) -> list[tuple[str, str]]:
    return [
        (word_for(name), _said(name, value, named)) for name, value in row.items() if value not in (None, "", [], {})
    ]


def _said(name: str, value: Any, named: Mapping[int, str]) -> str:
    """A value as a person reads it."""
    if name in WHO and value in named:
        return f"{named[value]} ({value})"
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), r"j. F Y \k\l. H.i")
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, Mapping | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)
