"""What the journal says about enquiries and standard answers, and how each deed is taken back."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.accounts.queries import names_of
from alisveien.base.registers import Text
from alisveien.enquiries import queries
from alisveien.enquiries.models import Asker, Channel, Enquiry, Topic
from alisveien.enquiries.rules import may_change, may_change_answer
from alisveien.journal.handed import Reader, Removal, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of
from alisveien.people.models import Person
from alisveien.places.models import Place

STATES: dict[str, Text] = {
    queries.OPEN: gettext_lazy("åpen"),
    queries.OVERDUE: gettext_lazy("over fristen"),
    queries.ANSWERED: gettext_lazy("besvart"),
    queries.DROPPED: gettext_lazy("avsluttet uten svar"),
}
LABELS: Labels = {
    "place_id": gettext_lazy("Kommune eller sted"),
    "asker": gettext_lazy("Hvem spør"),
    "person_id": gettext_lazy("Navn"),
    "channel": gettext_lazy("Kanal"),
    "topics": gettext_lazy("Temaer"),
    "words": gettext_lazy("Spørsmålet"),
    "asked_on": gettext_lazy("Kom inn"),
    "due_on": gettext_lazy("Svarfrist"),
    "answer": gettext_lazy("Svaret"),
    "first_answered_on": gettext_lazy("Første svar"),
    "closed_on": gettext_lazy("Avsluttet"),
    "outcome": gettext_lazy("Utfall"),
    "assigned_to_id": gettext_lazy("Skal svare"),
}
ANSWER_LABELS: Labels = {
    "title": gettext_lazy("Tittel"),
    "topic": gettext_lazy("Tema"),
    "words": gettext_lazy("Svaret"),
    "ended_on": gettext_lazy("Ute av bruk fra"),
}


def topics_in_words(topics: Iterable[str]) -> str:
    """«Utdanningsplaner, Tellende tjenestetid»."""
    return ", ".join(str(Topic(topic).label) for topic in topics)


def _place_in_words(key: int) -> str:
    return Place.objects.filter(pk=key).values_list("name", flat=True).first() or str(key)


def _person_in_words(key: int) -> str:
    person = Person.objects.filter(pk=key).first()
    return person.name if person else str(key)


SHOWS: Shows = {
    "person_id": _person_in_words,
    "place_id": _place_in_words,
    "asker": lambda value: str(Asker(value).label),
    "channel": lambda value: str(Channel(value).label),
    "topics": topics_in_words,
    "outcome": lambda value: str(Enquiry.Outcome(value).label),
    "assigned_to_id": lambda value: names_of([value]).get(value, str(value)),
}
ANSWER_SHOWS: Shows = {"topic": lambda value: str(Topic(value).label)}


def _told(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        href = reverse("enquiries:enquiry", args=[entry.about_id])
        return Told(words(), changes_of(entry, LABELS, SHOWS), href)

    return telling


def _logged(entry: Entry) -> Told:
    """A question that was written down: what it says stands on its page."""
    return Told(_("Henvendelse ført"), (), reverse("enquiries:enquiry", args=[entry.about_id]))


def _told_answer(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        href = reverse("enquiries:standard_answer", args=[entry.about_id])
        return Told(words(), changes_of(entry, ANSWER_LABELS, ANSWER_SHOWS), href)

    return telling


CHANGES: dict[str, Telling] = {
    "enquiries.enquiry.corrected": _told(lambda: _("Henvendelse rettet")),
    "enquiries.enquiry.answered": _told(lambda: _("Henvendelse besvart")),
    "enquiries.enquiry.dropped": _told(lambda: _("Henvendelse avsluttet uten svar")),
    "enquiries.enquiry.reopened": _told(lambda: _("Henvendelse åpnet igjen")),
    "enquiries.enquiry.assigned": _told(lambda: _("Henvendelse fordelt")),
}
ANSWER_CHANGES: dict[str, Telling] = {
    "enquiries.standard_answer.kept": _told_answer(lambda: _("Standardsvar lagt til")),
    "enquiries.standard_answer.changed": _told_answer(lambda: _("Standardsvar endret")),
    "enquiries.standard_answer.ended": _told_answer(lambda: _("Standardsvar tatt ut av bruk")),
}
TELLINGS: dict[str, Telling] = {
    "enquiries.enquiry.logged": _logged,
    "enquiries.file.read": lambda entry: Told(
        _("Henvendelser lest inn fra fil"), (), reverse("enquiries:file_check", args=[entry.about_id])
    ),
    **CHANGES,
    **ANSWER_CHANGES,
}
UNDOINGS: dict[str, Undoing] = {
    "enquiries.enquiry.logged": Undoing(
        may=may_change,
        labels=LABELS,
        removal=Removal(
            hanging=gettext_lazy("Noe annet viser til henvendelsen. Ta det bort først, så kan den tas bort."),
            then=lambda enquiry: reverse("enquiries:enquiries"),
        ),
    ),
    **{kind: Undoing(may=may_change, labels=LABELS) for kind in CHANGES},
    **{kind: Undoing(may=may_change_answer, labels=ANSWER_LABELS) for kind in ANSWER_CHANGES},
}
READERS: dict[str, Reader] = {
    "enquiries.enquiry": may_change,
    "enquiries.standardanswer": may_change_answer,
}
NAMED: dict[str, tuple[str, ...]] = {"enquiries.enquiry": ("place",), "enquiries.standardanswer": ("office",)}
