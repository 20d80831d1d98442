"""What can be permitted, and the matrix of roles: who may what, where. The matrix is data; a page is made from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alisveien.places.models import Place

Kind = Place.Kind


class Permission(models.TextChoices):
    """Everything a role can permit. The words finish the sentence «Rollen kan …»."""

    SEE_SELF = "see_self", _("se opplysningene om seg selv")
    SEE_SUPERVISED = "see_supervised", _("se navn på leger en selv veileder")
    SEE_OWN_UNIT = "see_own_unit", _("se navn på leger i egen enhet")
    SEE_NOMINATED = "see_nominated", _("se navn på leger meldt inn til helseforetaket")
    SEE_PLACED = "see_placed", _("se navn på leger som har plass ved avdelingen")
    SEE_STATUS = "see_status", _("se behov og status uten navn")
    SEE_FIGURES = "see_figures", _("se samlede tall")
    SEE_CONTACTS = "see_contacts", _("se kontaktpersoner og ledere")
    EDIT_CONTACTS = "edit_contacts", _("rette kontaktpersoner")
    EDIT_DOCTORS = "edit_doctors", _("registrere og rette leger i egen enhet")
    NOMINATE = "nominate", _("melde inn behov for hospitalplass")
    ORDER_DOCTORS = "order_doctors", _("prioritere mellom egne leger")
    IMPORT_NOMINATIONS = "import_nominations", _("lese inn innmeldinger fra arbeidsbok")
    PROPOSE_CAPACITY = "propose_capacity", _("foreslå antall plasser for et helseforetak")
    DECIDE_CAPACITY = "decide_capacity", _("vedta antall plasser")
    CHOOSE_RULES = "choose_rules", _("velge regelsett for lista")
    FREEZE_ROUND = "freeze_round", _("fryse lista")
    DISTRIBUTE = "distribute", _("fordele plassene")
    RELEASE_ROUND = "release_round", _("frigi fordelingen")
    KEEP_STAYS = "keep_stays", _("føre det som er avtalt om plassene i sykehus")
    CONFIRM_SUPERVISION = "confirm_supervision", _("bekrefte veiledning")
    EDIT_REGISTRATIONS = "edit_registrations", _("registrere søknader og vedtak om utdanningsvirksomhet")
    DESCRIBE_ARENAS = "describe_arenas", _("beskrive og bekrefte læringsarenaer")
    KEEP_AGREEMENTS = "keep_agreements", _("føre samarbeidsavtaler")
    KEEP_ENQUIRIES = "keep_enquiries", _("føre og besvare henvendelser til eget kontor")
    FOLLOW_UP = "follow_up", _("følge opp kommuner: kontakt, sårbarhet og brev til roller")
    ACT_ON_REQUEST = "act_on_request", _("handle på oppdrag fra en kommune")
    GIVE_ROLES = "give_roles", _("gi og avslutte tilganger")
    READ_LOG = "read_log", _("lese loggen")
    EDIT_REGISTER = "edit_register", _("endre registeret over kommuner, sykehus og kontor")
    SEE_SCRUBBING = "see_scrubbing", _("se hva som slettes av personopplysninger, og når, uten navn")
    SEE_LETTERS = "see_letters", _("se hvilke brev som er sendt, uten innhold")


class Role(models.TextChoices):
    """The roles. Each is held at a place of certain kinds, or for the whole country, and for a period."""

    ADMINISTRATOR = "administrator", _("systemadministrator")
    NATIONAL_COORDINATOR = "national_coordinator", _("nasjonal koordinator")
    ADVISER = "adviser", _("rådgiver")
    MUNICIPAL_LEADER = "municipal_leader", _("leder i kommunen")
    CHIEF_MEDICAL_OFFICER = "chief_medical_officer", _("kommuneoverlege")
    TRUST_COORDINATOR = "trust_coordinator", _("koordinator i helseforetaket")
    DEPARTMENT_CONTACT = "department_contact", _("kontakt ved avdelingen")
    SUPERVISOR = "supervisor", _("veileder")
    DOCTOR = "doctor", _("lege i spesialisering")
    FIGURES_READER = "figures_reader", _("leser av tall")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a role permits, at which kinds of place it is held (none: the whole country), and which roles it gives."""

    permissions: frozenset[Permission]
    held_at: frozenset[str]
    gives: frozenset[Role] = frozenset()
    names: str | Promise = ""


UNIT = frozenset({Kind.MUNICIPALITY, Kind.DISTRICT, Kind.AGENCY})
TRUST = frozenset({Kind.TRUST, Kind.PRIVATE})
WARD = frozenset({Kind.HOSPITAL, Kind.DEPARTMENT})
NATION: frozenset[str] = frozenset()
P = Permission

OWN_DOCTORS = frozenset(
    {P.SEE_OWN_UNIT, P.SEE_CONTACTS, P.EDIT_CONTACTS, P.EDIT_DOCTORS, P.NOMINATE, P.ORDER_DOCTORS}
    | {P.IMPORT_NOMINATIONS, P.DESCRIBE_ARENAS, P.KEEP_AGREEMENTS, P.READ_LOG}
)
OWN_LIST = frozenset(
    {P.SEE_NOMINATED, P.SEE_STATUS, P.SEE_CONTACTS, P.EDIT_CONTACTS, P.IMPORT_NOMINATIONS, P.DECIDE_CAPACITY}
    | {P.CHOOSE_RULES, P.FREEZE_ROUND, P.DISTRIBUTE, P.RELEASE_ROUND, P.GIVE_ROLES, P.READ_LOG}
    | {P.KEEP_AGREEMENTS, P.KEEP_STAYS}
)
ON_REQUEST = frozenset(
    {P.SEE_OWN_UNIT, P.EDIT_DOCTORS, P.NOMINATE, P.ORDER_DOCTORS, P.IMPORT_NOMINATIONS, P.DESCRIBE_ARENAS}
)

MATRIX: dict[Role, Terms] = {
    Role.DOCTOR: Terms(frozenset({P.SEE_SELF}), UNIT | {Kind.STATE_BODY}, names=_("bare egne opplysninger")),
    Role.SUPERVISOR: Terms(
        frozenset({P.SEE_SUPERVISED, P.CONFIRM_SUPERVISION}),
        UNIT | TRUST | WARD | {Kind.STATE_BODY},
        names=_("leger en selv veileder"),
    ),
    Role.MUNICIPAL_LEADER: Terms(
        OWN_DOCTORS | {P.GIVE_ROLES},
        UNIT,
        gives=frozenset({Role.MUNICIPAL_LEADER, Role.CHIEF_MEDICAL_OFFICER, Role.SUPERVISOR, Role.DOCTOR}),
        names=_("leger i egen kommune, bydel eller etat"),
    ),
    Role.CHIEF_MEDICAL_OFFICER: Terms(OWN_DOCTORS, UNIT, names=_("leger i egen kommune, bydel eller etat")),
    Role.DEPARTMENT_CONTACT: Terms(
        frozenset({P.SEE_PLACED, P.SEE_CONTACTS, P.KEEP_STAYS}), WARD, names=_("leger som har plass ved avdelingen")
    ),
    Role.TRUST_COORDINATOR: Terms(
        OWN_LIST,
        TRUST,
        gives=frozenset({Role.TRUST_COORDINATOR, Role.DEPARTMENT_CONTACT, Role.SUPERVISOR}),
        names=_("leger som er meldt inn til helseforetaket"),
    ),
    Role.ADVISER: Terms(
        frozenset({P.SEE_STATUS, P.SEE_FIGURES, P.SEE_CONTACTS, P.EDIT_CONTACTS, P.ACT_ON_REQUEST})
        | {P.EDIT_REGISTER, P.EDIT_REGISTRATIONS, P.KEEP_ENQUIRIES, P.KEEP_AGREEMENTS, P.FOLLOW_UP}
        | {P.PROPOSE_CAPACITY},
        frozenset({Kind.OFFICE}),
        names=_("ingen, bortsett fra på oppdrag fra en kommune"),
    ),
    Role.NATIONAL_COORDINATOR: Terms(
        frozenset({P.SEE_STATUS, P.SEE_FIGURES, P.SEE_CONTACTS, P.EDIT_REGISTER, P.EDIT_REGISTRATIONS})
        | {P.FOLLOW_UP, P.SEE_SCRUBBING},
        NATION,
        names=_("ingen"),
    ),
    Role.FIGURES_READER: Terms(frozenset({P.SEE_FIGURES}), NATION, names=_("ingen")),
    Role.ADMINISTRATOR: Terms(
        frozenset({P.GIVE_ROLES, P.SEE_LETTERS, P.EDIT_REGISTER, P.SEE_SCRUBBING}),
        NATION,
        gives=frozenset(Role),
        names=_("ingen"),
    ),
}

NAMES_OF_OTHERS = frozenset({P.SEE_SUPERVISED, P.SEE_OWN_UNIT, P.SEE_NOMINATED, P.SEE_PLACED})
NEEDS_SECOND_FACTOR = frozenset(
    role
    for role, terms in MATRIX.items()
    if terms.permissions & (NAMES_OF_OTHERS | {P.GIVE_ROLES, P.ACT_ON_REQUEST, P.SEE_STATUS})
)


def kinds_of(role: str) -> frozenset[str]:
    """The kinds of place a role can be held at; empty when it is held for the whole country."""
    return MATRIX[Role(role)].held_at


def roles_given_by(roles: Iterable[str]) -> frozenset[Role]:
    """Every role that holders of ``roles`` may give, within their reach."""
    given: frozenset[Role] = frozenset()
    for role in roles:
        given |= MATRIX[Role(role)].gives
    return given
