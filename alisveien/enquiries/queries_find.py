"""Finding one's own office's enquiries and standard answers by their words."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.finding import HOLDS, Group, Hit, group_of
from alisveien.enquiries.models import Asker, Topic
from alisveien.enquiries.queries import found_enquiries as enquiries_with


def found_enquiries(actor: Actor, words: str, today: date) -> list[Group]:
    """The newest enquiries with every word in question, answer or place. One query, none for who keeps no enquiries."""
    hits = []
    for one in enquiries_with(actor, words, today):
        where = one.place.name if one.place else _("uten sted")
        topics = ", ".join(str(Topic(topic).label) for topic in one.topics)
        note = f"{date_format(one.asked_on, 'j. F Y')} · {where} · {Asker(one.asker).label}"
        hits.append(Hit(topics, reverse("enquiries:enquiry", args=[one.pk]), note, HOLDS))
    return group_of("henvendelser", _("Henvendelser"), hits)
