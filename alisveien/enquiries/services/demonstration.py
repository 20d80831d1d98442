"""The demonstration: Oslo's 101 e-mails of the autumn 2023, and two years of enquiries to the north.

The report for 2023 says how many e-mails there were since the middle of August and that more than 75 % were answered
within two working days. Which they were is ours, drawn by counting, and marked as synthetic. Nobody's name is in them.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.days import NORWAY, norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.working_days import after_working_days, is_working_day
from alisveien.enquiries import rules
from alisveien.enquiries.models import Asker, Channel, Enquiry, StandardAnswer, Topic
from alisveien.places.models import Place

OSLO, OSLO_FROM, OSLO_COUNT = "oslo", date(2023, 8, 15), 101
NORTH, NORTH_DAYS, NORTH_COUNT = "nord", 730, 150
STILL_OPEN = (15, 9, 3, 2, 1)
"""How many days ago those that wait came in."""
TOPICS = (
    *(Topic.GRANTS,) * 6, *(Topic.SERVICE_TIME,) * 5, *(Topic.GOALS,) * 4, *(Topic.SUPERVISION,) * 4,
    *(Topic.REGISTRATION,) * 3, *(Topic.ARENAS,) * 3, *(Topic.PLANS,) * 2, Topic.SAM_CONTENT, Topic.OTHER,
)  # fmt: skip
ASKERS = (
    *(Asker.ALIS,) * 8, *(Asker.LEADER,) * 5, *(Asker.MEDICAL_OFFICER,) * 5, *(Asker.SUPERVISOR,) * 3,
    *(Asker.SAMLIS,) * 2, Asker.STUDENT, Asker.TRUST, Asker.AUTHORITY, Asker.OTHER,
)  # fmt: skip
QUESTIONS = {
    Topic.REGISTRATION: "Hvordan søker kommunen om å bli registrert som utdanningsvirksomhet?",
    Topic.PLANS: "Finnes det en mal for den generelle utdanningsplanen?",
    Topic.GOALS: "Hvem vurderer læringsmålene når veileder er i permisjon?",
    Topic.SERVICE_TIME: "Teller tjeneste på legevakt som åpen uselektert praksis?",
    Topic.ARENAS: "Kan sykehjemmet være læringsarena for flere leger samtidig?",
    Topic.GRANTS: "Hvilken frist gjelder for rapportering på ALIS-tilskuddet?",
    Topic.SAM_CONTENT: "Hvor mye klinisk arbeid kreves i samfunnsmedisin?",
    Topic.SUPERVISION: "Hvor mange timer veiledning kreves i måneden, og hva kan refunderes?",
    Topic.OTHER: "Når er neste samling?",
}
ANSWERS = (
    (Topic.REGISTRATION, "Søke om registrering", "Søknaden sendes i Altinn. Bruk gjerne sjekklista før dere søker."),
    (Topic.SERVICE_TIME, "Tellende tjeneste", "Tjenesten teller fra registreringen. Deltid teller forholdsmessig."),
    (Topic.GRANTS, "Rapportering på tilskudd", "Tilskuddet rapporteres for hver ALIS-avtale, innen ordningens frist."),
    (Topic.SUPERVISION, "Veiledningstimer", "Veiledning er i snitt fire timer i måneden, ti og en halv måned i året."),
)


def load_demonstration(*, at: datetime) -> int:
    """Make the enquiries of the demonstration, when there are none. How many were made.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Enquiry.objects.exists():
            return 0
        offices = {one.code: one for one in Place.objects.filter(kind=Place.Kind.OFFICE, code__in=(OSLO, NORTH))}
        made = [*_oslo(offices[OSLO]), *_north(offices[NORTH], norwegian_day(at))]
        StandardAnswer.objects.bulk_create(
            StandardAnswer(office=offices[NORTH], title=title, topic=topic, words=words, is_synthetic=True)
            for topic, title, words in ANSWERS
        )
        return len(Enquiry.objects.bulk_create(made))


def _oslo(office: Place) -> list[Enquiry]:
    """101 e-mails from the middle of August to Christmas, 77 of them answered within two working days."""
    districts = list(Place.objects.filter(parent__code="0301", kind__in=("district", "agency")).order_by("code"))
    oslo = Place.objects.get(kind=Place.Kind.MUNICIPALITY, code="0301")
    made = []
    for number in range(OSLO_COUNT):
        one = _enquiry(office, OSLO_FROM + timedelta(days=number * 128 // OSLO_COUNT), number)
        one.place = districts[number % len(districts)] if districts and number % 4 else oslo
        one.channel = Channel.MAIL
        late = number % 4 == 3 and number < 96  # 24 of 101
        made.append(_answered(one, 3 + number % 5 if late else number % 3))
    return made


def _north(office: Place, today: date) -> list[Enquiry]:
    """Enquiries from the municipalities of the north through two years; the last few wait for an answer."""
    towns = list(Place.objects.filter(kind="municipality", municipality__office=office).order_by("code"))
    if not towns:
        return []
    made = []
    for number in range(NORTH_COUNT):
        day = today - timedelta(days=NORTH_DAYS - NORTH_DAYS * number // NORTH_COUNT)
        one = _enquiry(office, day, number)
        one.place = towns[(number * 7) % (len(towns) * 2 // 3)]  # a third never asks
        one.channel = (Channel.PHONE, Channel.MAIL, Channel.PHONE, Channel.MEETING)[number % 4]
        made.append(_answered(one, (0, 0, 1, 1, 2, 4)[number % 6], today))
    for number, days in enumerate(STILL_OPEN):
        one = _enquiry(office, today - timedelta(days=days), number * 3 + 1)
        one.asked_on = min(one.asked_on, today)  # a weekend's question is moved to Monday, which may not have come
        one.due_on = rules.due_on(one.asked_on)
        one.place, one.channel = towns[number * 5 % len(towns)], Channel.MAIL
        made.append(one)
    return made


def _enquiry(office: Place, day: date, number: int) -> Enquiry:
    """An open one on a day or the working day after it."""
    asked_on = day if is_working_day(day) else after_working_days(day, 1)
    first = TOPICS[(number * 7) % len(TOPICS)]
    second = TOPICS[(number * 11 + 5) % len(TOPICS)]
    both = [first, second] if number % 9 == 0 and second != first else [first]
    return Enquiry(
        office=office,
        asker=ASKERS[(number * 5) % len(ASKERS)],
        topics=[str(topic.value) for topic in both],
        words=QUESTIONS[first],
        asked_on=asked_on,
        due_on=rules.due_on(asked_on),
        logged_at=datetime.combine(asked_on, time(10), tzinfo=NORWAY),
        is_synthetic=True,
    )


def _answered(one: Enquiry, days: int, today: date = date.max) -> Enquiry:
    """The same, answered after some working days, or left open when that day has not come."""
    day = after_working_days(one.asked_on, days)
    if day <= today:
        one.first_answered_on = one.closed_on = day
        one.outcome = Enquiry.Outcome.ANSWERED
        one.answer = "Svart i tråd med regelverket, med lenke til veiledningen på alis.no."
    return one
