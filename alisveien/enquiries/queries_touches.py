"""Enquiries as touches of the municipality they came from: what they were about, never who asked by name."""

from datetime import date

from django.db.models import Case, F, When

from alisveien.base.actor import Actor
from alisveien.base.touches import ENQUIRY, Latest, Source, Touch
from alisveien.enquiries.models import Asker, Enquiry, Topic
from alisveien.places.models import Place


def touches_of(actor: Actor, municipality: int, day: date) -> list[Touch]:
    """The enquiries from a municipality and what lies under it, up to a day. One query.

    Topic and the role of who asked only; the words stay with the office. Who may see them is asked by who calls.
    """
    rows = Enquiry.objects.filter(asked_on__lte=day).annotate(home=_home()).filter(home=municipality)
    return [
        Touch(
            on=on,
            kind=ENQUIRY,
            what=", ".join(str(Topic(topic).label) for topic in topics),
            who=str(Asker(asker).label),
        )
        for on, topics, asker in rows.order_by("-asked_on", "-pk").values_list("asked_on", "topics", "asker")
    ]


def latest_touches(actor: Actor, day: date) -> dict[int, Latest]:
    """Municipality → the last day something was asked from there, up to a day. One query."""
    rows = Enquiry.objects.filter(asked_on__lte=day, place__isnull=False).annotate(home=_home())
    newest = rows.order_by("home", "-asked_on").distinct("home").values_list("home", "asked_on")
    return {home: (on, ENQUIRY) for home, on in newest}


def _home() -> Case:
    """The municipality a place is, or lies right under: a district or an agency."""
    return Case(When(place__kind=Place.Kind.MUNICIPALITY, then=F("place")), default=F("place__parent"))


SOURCE = Source(of=touches_of, latest=latest_touches)
"""What enquiries tell the contact network."""
