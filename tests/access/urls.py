"""Every address of the project and who may open it. A URL that is not here fails the test beside.

``may``: OPEN (all, signed in or not), SIGNED_IN, NOBODY (only with something of one's own, tried in the tests of its
area), or the roles that may. ``args`` are the arguments of the address: a tuple, or a name of what the test plants.
``strangers``: whether the same role elsewhere may as well. ``status`` is what those who may are answered.
"""

from dataclasses import dataclass
from uuid import UUID

from tests import roles

OPEN, SIGNED_IN, NOBODY = "open", "signed in", "nobody"
REFUSED = frozenset({302, 403, 404})


@dataclass(frozen=True)
class Page:
    """What is expected of one address; see the words of the module."""

    may: str | frozenset[str] = OPEN
    args: tuple[object, ...] | str = ()
    strangers: bool = True
    status: frozenset[int] = frozenset({200})
    refused: frozenset[int] = REFUSED
    query: str = ""


def answers(*status: int) -> frozenset[int]:
    return frozenset(status)


def held_by(*names: str) -> frozenset[str]:
    return frozenset(names)


KEEPERS = held_by(roles.ADMINISTRATOR, roles.NATIONAL_COORDINATOR, roles.ADVISER)
GIVERS = held_by(roles.ADMINISTRATOR, roles.MUNICIPAL_LEADER, roles.TRUST_COORDINATOR)
SEE_OLD_SCHEME = held_by(
    roles.ADVISER,
    roles.NATIONAL_COORDINATOR,
    roles.TRUST_COORDINATOR,
    roles.MUNICIPAL_LEADER,
    roles.CHIEF_MEDICAL_OFFICER,
    roles.SUPERVISOR,
    roles.DOCTOR,
)
ADVISERS = held_by(roles.ADVISER)
NOMINATORS = held_by(roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER)
LIST_MAKERS = held_by(roles.TRUST_COORDINATOR)
SEE_NEED = held_by(
    roles.ADVISER,
    roles.NATIONAL_COORDINATOR,
    roles.FIGURES_READER,
    roles.TRUST_COORDINATOR,
    roles.MUNICIPAL_LEADER,
    roles.CHIEF_MEDICAL_OFFICER,
)
SEE_STATUS = SEE_NEED - {roles.FIGURES_READER}
IMPORTERS = held_by(roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER, roles.TRUST_COORDINATOR)
REGISTRARS = held_by(roles.ADVISER, roles.NATIONAL_COORDINATOR)
READ_OWN_ARENAS = REGISTRARS | NOMINATORS
READ_ARENAS = READ_OWN_ARENAS | LIST_MAKERS
KEEP_AGREEMENTS = NOMINATORS | LIST_MAKERS | ADVISERS
READ_AGREEMENTS = KEEP_AGREEMENTS | held_by(roles.NATIONAL_COORDINATOR)
SEE_NETWORK = REGISTRARS | NOMINATORS
CONTACT_KEEPERS = held_by(roles.MUNICIPAL_LEADER, roles.CHIEF_MEDICAL_OFFICER, roles.TRUST_COORDINATOR, roles.ADVISER)
KEEP_CONTACTS_AT_HOME = CONTACT_KEEPERS - {roles.TRUST_COORDINATOR}
SEE_CONTACTS = CONTACT_KEEPERS | {roles.DEPARTMENT_CONTACT, roles.NATIONAL_COORDINATOR}
NORTH, UNN = "883658752", "983974899"
SEE_RESULTS = frozenset(roles.ROLES) - {roles.ADMINISTRATOR}
SEE_STAY = NOMINATORS | LIST_MAKERS | {roles.DEPARTMENT_CONTACT}
PLAN_READERS = LIST_MAKERS | held_by(roles.DEPARTMENT_CONTACT)
KAFJORD, ROUND, CARD = ("5540",), (2028, "983974899"), (2028, "9911175")
OWN = Page(SIGNED_IN)
OWN_OR_ASKED_AGAIN = Page(SIGNED_IN, status=answers(200, 302))
WAY_IN = Page(OPEN, status=answers(200, 302))

PAGES = {
    "healthz": Page(),
    "readyz": Page(),
    "favicon": Page(status=answers(301)),
    "stil": Page(),
    # base: long work and letters. In a demonstration the outbox is open.
    "long_tasks": Page(),
    "long_task": Page(NOBODY, (UUID(int=1),)),
    "long_task_status": Page(NOBODY, (UUID(int=1),)),
    "outbox": Page(),
    "home": Page(status=answers(200, 302)),
    "work_list": OWN,
    "search": Page(query="?q=alta"),
    "search_suggestions": Page(query="?q=alta"),
    "desk:help": Page(),
    "desk:help_shortcuts": Page(),
    "desk:privacy": Page(),
    "desk:own_data": OWN,
    "desk:own_data_file": OWN,
    "desk:help_guide": Page(args=("leder",)),
    "journal:entry_undo": Page(NOBODY, (999_999_999,)),
    "journal:deed_undo": Page(NOBODY, (UUID(int=1),)),
    # workbench: views of lists are one's own
    "workbench:views": OWN,
    "workbench:view_keep": Page(SIGNED_IN, status=answers(400)),
    "workbench:view_change": Page(NOBODY, (999_999_999,)),
    "workbench:view_update": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "workbench:view_remove": Page(NOBODY, (999_999_999,)),
    # places: the register is kept by the coordinator and the administrator, and by an office in its own region
    "places:changes": Page(KEEPERS),
    "places:change": Page(NOBODY, (999_999_999,)),
    "places:file_send": Page(held_by(roles.ADMINISTRATOR, roles.NATIONAL_COORDINATOR)),
    "places:file_read": Page(NOBODY, (999_999_999,)),
    "places:place_create": Page(KEEPERS),
    "processes:place_merge": Page(KEEPERS),
    "places:place_rename": Page(KEEPERS, "town", strangers=False),
    "places:place_move": Page(KEEPERS, "town", strangers=False),
    "places:place_close": Page(KEEPERS, "town", strangers=False),
    "places:office_host": Page(KEEPERS, "office", strangers=False),
    "places:office_notice": Page(KEEPERS, "office", strangers=False),
    "processes:place_split": Page(KEEPERS, "town", strangers=False),
    "public:map_xlsx": Page(query="?per=2022-03-01"),
    "public:map_svg": Page(query="?vis=kontor&per=2021-12-31"),
    "public:map_png": Page(query="?vis=kontor"),
    "public:organisations": Page(query="?per=2022-03-01"),
    "public:organisation": Page(args="town"),
    # access
    "access:roles": Page(),
    "access:my_account": OWN,
    "holdings": Page(GIVERS),
    "access:holding_give": Page(GIVERS),
    "access:holding_end": Page(
        held_by(roles.ADMINISTRATOR, roles.MUNICIPAL_LEADER, roles.DOCTOR), "holding", strangers=False
    ),
    "access:mandates": Page(held_by(roles.ADVISER)),
    "access:mandate_end": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "access:link": Page(OPEN, ("gjettet",), status=answers(410)),
    "access:link_renew": Page(NOBODY, ("gjettet",), refused=answers(405)),
    # accounts: signing in
    "account_login": WAY_IN,
    "account_logout": WAY_IN,
    "account_inactive": WAY_IN,
    "account_signup": WAY_IN,
    "account_reset_password": WAY_IN,
    "account_reset_password_done": WAY_IN,
    "account_reset_password_from_key_done": WAY_IN,
    "account_reset_password_from_key": Page(OPEN, ("1", "gjettet"), status=answers(200, 302)),
    "account_email_verification_sent": WAY_IN,
    "account_confirm_email": Page(OPEN, ("gjettet",), status=answers(200, 302)),
    "mfa_authenticate": WAY_IN,
    "mfa_login_webauthn": WAY_IN,
    # accounts: one's own
    "account_reauthenticate": OWN_OR_ASKED_AGAIN,
    "account_email": OWN_OR_ASKED_AGAIN,
    "account_change_password": OWN_OR_ASKED_AGAIN,
    "account_set_password": OWN_OR_ASKED_AGAIN,
    "usersessions_list": OWN,
    "mfa_index": OWN,
    "mfa_reauthenticate": OWN_OR_ASKED_AGAIN,
    "mfa_activate_totp": OWN_OR_ASKED_AGAIN,
    "mfa_deactivate_totp": Page(NOBODY),
    "mfa_view_recovery_codes": Page(NOBODY),
    "mfa_generate_recovery_codes": OWN_OR_ASKED_AGAIN,
    "mfa_download_recovery_codes": Page(NOBODY),
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN_OR_ASKED_AGAIN,
    "mfa_reauthenticate_webauthn": OWN_OR_ASKED_AGAIN,
    "mfa_edit_webauthn": Page(NOBODY, (999_999_999,)),
    "mfa_remove_webauthn": Page(NOBODY, (999_999_999,)),
    # placements: a trust's round is its own until it is released; the list of rounds is empty for who has none
    "placements:rounds": Page(),
    "placements:round_new": Page(LIST_MAKERS),
    "placements:round_overview": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:trust_list": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:trust_grid": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:trust_rule_sets": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:round_release": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:round_what_if": Page(LIST_MAKERS, ROUND, strangers=False, query="?p1=3&p2=4&rules=nearest-last"),
    # placements: a trust's offers are its own, and the municipality's and the doctor's when they are shown
    "placements:offers": Page(),
    "placements:offer": Page(NOMINATORS | LIST_MAKERS, "offer", strangers=False),
    "placements:offer_step": Page(LIST_MAKERS, "offer_step", strangers=False),
    "placements:offer_receipt": Page(NOMINATORS | LIST_MAKERS, "offer", strangers=False),
    "placements:offer_terms": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:offer_hour": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:offer_hour_answer": Page(NOBODY, ROUND, refused=answers(405)),
    "placements:holding": Page(LIST_MAKERS),
    "placements:holding_hr": Page(LIST_MAKERS, ("983974899",), strangers=False),
    "placements:holding_file": Page(LIST_MAKERS, ("983974899", "csv"), strangers=False),
    "placements:vacancies": Page(LIST_MAKERS | REGISTRARS),
    "placements:vacancy": Page(LIST_MAKERS, "open_post", strangers=False),
    "placements:vacancy_offer": Page(LIST_MAKERS, "open_post_to", strangers=False),
    "placements:short_notice": Page(NOBODY, "nomination", refused=answers(405)),
    "placements:draws": Page(),
    "placements:calendar_now": Page(status=answers(302)),
    "placements:calendar": Page(args=(2028,)),
    "placements:calendar_file": Page(args=ROUND),
    "placements:round_calendar": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:round_day": Page(LIST_MAKERS, (*ROUND, "freeze"), strangers=False),
    "placements:round_trials": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:fairness": Page(SEE_STATUS, (2028,)),
    "placements:round_draw": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:round_log": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:round_file": Page(LIST_MAKERS, (*ROUND, "resultat.zip"), strangers=False),
    "placements:round_step": Page(NOBODY, (*ROUND, "frys"), refused=answers(302, 403, 404, 405)),
    "placements:doctor_card": Page(LIST_MAKERS, CARD, strangers=False),
    # placements: a workbook on its way in is only its sender's
    "placements:intakes": Page(IMPORTERS),
    "placements:intake_new": Page(IMPORTERS),
    "placements:intake_check": Page(NOBODY, (999_999_999,)),
    "placements:intake_columns": Page(NOBODY, (999_999_999,)),
    "placements:intake_read": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "placements:intake_drop": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "placements:intake_template": Page(IMPORTERS, (NORTH, 2028), strangers=False),
    "placements:intake_standing": Page(NOBODY, (999_999_999, 2028)),
    # nominations: the list is empty for who sees none; a draft is its owner's, tried in tests/placements
    "placements:nominations": Page(),
    "placements:nomination_new": Page(NOMINATORS),
    "placements:nomination": Page(NOMINATORS | LIST_MAKERS, "nomination", strangers=False),
    "placements:nomination_then": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_who": Page(NOMINATORS | LIST_MAKERS, "nomination", strangers=False),
    "placements:nomination_check": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_withdraw": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_receipt": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_change": Page(NOBODY, "nomination", refused=answers(405)),
    "placements:nomination_ask": Page(NOBODY, "nomination", refused=answers(405)),
    "placements:nomination_move": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_home": Page(NOMINATORS, "nomination", strangers=False),
    "placements:nomination_back": Page(NOBODY, "nomination", refused=answers(405)),
    # the half-yearly confirmation: answered at the place or by link, run by the trust, followed by the office
    "placements:confirmation": Page(NOMINATORS, "call", strangers=False),
    "placements:confirmation_all": Page(NOMINATORS, "call", strangers=False),
    "placements:confirmation_receipt": Page(NOMINATORS, "call", strangers=False),
    "placements:plans": Page(PLAN_READERS, status=answers(200, 302)),
    "placements:plan": Page(PLAN_READERS, (UNN,), strangers=False),
    "placements:plan_file": Page(PLAN_READERS, (UNN,), strangers=False),
    "placements:plan_draft_new": Page(LIST_MAKERS, (UNN,), strangers=False),
    "placements:plan_draft": Page(LIST_MAKERS, "plan_draft", strangers=False),
    "placements:plan_draft_file": Page(LIST_MAKERS, "plan_draft", strangers=False),
    "placements:plan_move": Page(LIST_MAKERS, "plan_piece", strangers=False),
    "placements:plan_options": Page(LIST_MAKERS, "plan_piece", strangers=False),
    "placements:plan_deed": Page(NOBODY, (UNN, 999_999_999, "angre"), refused=answers(302, 405)),
    "placements:plan_compare": Page(LIST_MAKERS, "plan_draft", strangers=False),
    "placements:plan_publish": Page(LIST_MAKERS, "plan_draft", strangers=False),
    "placements:confirmations": Page(NOMINATORS | LIST_MAKERS | REGISTRARS),
    "placements:confirmation_doctors": Page(NOMINATORS | LIST_MAKERS),
    "placements:campaign_new": Page(LIST_MAKERS),
    "placements:campaign_terms": Page(LIST_MAKERS),
    "placements:campaign": Page(LIST_MAKERS, "campaign", strangers=False),
    "placements:campaign_start": Page(NOBODY, "campaign", refused=answers(302, 405)),
    "placements:draft": Page(NOBODY, (999_999_999,)),
    "placements:draft_step": Page(NOBODY, (999_999_999, "lege")),
    "placements:draft_dense": Page(NOBODY, (999_999_999,)),
    "placements:draft_settle": Page(NOBODY, (999_999_999,)),
    "placements:draft_save": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "placements:draft_discard": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "placements:doctors_order": Page(NOMINATORS, KAFJORD, strangers=False),
    "placements:intake_faults": Page(NOBODY, (999_999_999,)),
    "placements:intake_rejected": Page(NOBODY, (999_999_999,)),
    # placements: the yearly evaluation is for the trust and for those who see its status
    "placements:yearly_now": Page(SIGNED_IN, status=answers(302)),
    "placements:yearly_list": Page(LIST_MAKERS | REGISTRARS, (2028,)),
    "placements:yearly": Page(LIST_MAKERS | REGISTRARS, (2028, UNN), strangers=False),
    "placements:yearly_file": Page(LIST_MAKERS | REGISTRARS, (2028, UNN, "docx"), strangers=False),
    "placements:yearly_propose": Page(ADVISERS, (2028, UNN), strangers=False),
    # posts: the plan is open to all; a proposal is for the trust and for those who see its status
    "posts:plan": Page(),
    "posts:plan_list": Page(),
    "posts:posts": Page(LIST_MAKERS | REGISTRARS),
    "posts:departments": Page(),
    "posts:department": Page(args="department"),
    "posts:department_change": Page(LIST_MAKERS, "department", strangers=False),
    "posts:trust_plan": Page(args=(UNN,)),
    "posts:plan_compare": Page(args=(UNN,)),
    "posts:proposal_new": Page(ADVISERS, (UNN,), strangers=False),
    "posts:proposal": Page(LIST_MAKERS | REGISTRARS, "proposal", strangers=False),
    "posts:proposal_answer": Page(LIST_MAKERS, "proposal", strangers=False),
    "posts:proposal_withdraw": Page(ADVISERS, "proposal", strangers=False),
    "capacity_decide": Page(LIST_MAKERS, "proposal", strangers=False),
    # placements: the list is empty for who sees none; one is tried in tests/placements/test_stays.py and below
    "placements:stays": Page(),
    "placements:stay": Page(SEE_STAY, "stay", strangers=False),
    "placements:stay_part": Page(NOMINATORS, "stay_home", strangers=False),
    "placements:stay_tick": Page(NOBODY, "stay_item", refused=answers(405)),
    "placements:stay_evaluate": Page(SEE_STAY, "stay_unit", strangers=False),
    "placements:arena_results": Page(SEE_RESULTS),
    "placements:arena_result": Page(NOBODY, (999_999_999,)),
    "placements:stay_deed": Page(LIST_MAKERS, "stay_deed", strangers=False),
    "placements:stay_swap": Page(LIST_MAKERS, "stay", strangers=False),
    "placements:stay_swap_answer": Page(LIST_MAKERS, "stay_swap", strangers=False),
    "placements:stay_swap_end": Page(LIST_MAKERS, "stay_swap", strangers=False),
    "placements:stay_paper": Page(LIST_MAKERS | {roles.DEPARTMENT_CONTACT}, "stay", strangers=False),
    # the file: tried in tests/placements/test_stay_papers.py
    "placements:stay_paper_file": Page(NOBODY, "stay"),
    "placements:stay_paper_remove": Page(NOBODY, "stay", refused=answers(405)),
    "placements:stay_resume": Page(NOBODY, "stay_item", refused=answers(405)),
    "placements:stay_teach": Page(LIST_MAKERS | {roles.DEPARTMENT_CONTACT}, "stay", strangers=False),
    "placements:stay_unteach": Page(NOBODY, "stay_item", refused=answers(405)),
    # placements: need and status, for all but those who see single doctors only; a stranger sees its own part
    "placements:need_now": Page(SEE_NEED, status=answers(302)),
    "placements:need": Page(SEE_NEED, (2028,)),
    "placements:need_trusts": Page(SEE_NEED, (2028,)),
    "placements:need_homes": Page(SEE_NEED, (2028,)),
    "need_map": Page(SEE_NEED, (2028,)),
    "placements:need_missing": Page(SEE_NEED - {roles.FIGURES_READER}, (2028,)),
    # outreach: the municipality sees its own contacts; the office that follows it and the national coordinator do more
    "outreach:network": Page(SEE_NETWORK),
    "outreach:follow_up": Page(REGISTRARS),
    "follow_up_map": Page(REGISTRARS),
    "outreach:municipality": Page(SEE_NETWORK, KAFJORD, strangers=False),
    "outreach:touch_log": Page(REGISTRARS, KAFJORD, strangers=False),
    "outreach:check_ask": Page(REGISTRARS, KAFJORD, strangers=False),
    "outreach:touch": Page(NOBODY, (999_999_999,)),
    "outreach:touch_change": Page(NOBODY, (999_999_999,)),
    "outreach:templates": Page(REGISTRARS),
    "outreach:template_new": Page(REGISTRARS),
    "outreach:template": Page(NOBODY, (999_999_999,)),
    "outreach:template_end": Page(NOBODY, (999_999_999,)),
    "outreach:mailings": Page(REGISTRARS),
    "outreach:mailing": Page(NOBODY, (999_999_999,)),
    "outreach:rules": Page(REGISTRARS),
    "outreach:rule_change": Page(REGISTRARS, ("nord",), strangers=False),
    "outreach:arenas_ask": Page(REGISTRARS, KAFJORD, strangers=False),
    "outreach:check": Page(NOBODY, (999_999_999,)),
    # people: contacts for who is signed in for a municipality, trust or office; kept by the place and its office
    "people:persons": Page(SEE_CONTACTS | {roles.SUPERVISOR}),
    "people:person_new": Page(CONTACT_KEEPERS),
    "people:person": Page(SEE_CONTACTS, "person"),
    "people:person_change": Page(KEEP_CONTACTS_AT_HOME, "person", strangers=False),
    "people:role_new": Page(CONTACT_KEEPERS, "person"),
    "people:role_end": Page(KEEP_CONTACTS_AT_HOME, "role", strangers=False),
    "people:role_confirm": Page(NOBODY, (999_999_999,), refused=answers(405)),
    "processes:person_move": Page(KEEP_CONTACTS_AT_HOME, "person", strangers=False),
    "processes:move_undo": Page(NOBODY, (999_999_999,)),
    "people:person_speciality": Page(NOBODY, (999_999_999,)),
    "people:file_new": Page(CONTACT_KEEPERS),
    "people:file_check": Page(NOBODY, (999_999_999,)),
    "people:file_columns": Page(NOBODY, (999_999_999,)),
    "people:file_rejected": Page(NOBODY, (999_999_999,)),
    "people:duplicates": Page(CONTACT_KEEPERS),
    "people:pair": Page(KEEP_CONTACTS_AT_HOME, "pair", strangers=False),
    "people:merge_undo": Page(NOBODY, (999_999_999,)),
    # establishments: the register is open; what happened is registered by the own office and the national coordinator
    "establishments:institutions": Page(),
    "establishments:figures": Page(),
    "establishments:curve": Page(query="?fag=SAM&kontor=nord"),
    "institutions_map": Page(),
    "establishments:institution": Page(args=KAFJORD),
    "establishments:gap_check": Page(REGISTRARS | NOMINATORS, (*KAFJORD, "ALM"), strangers=False),
    "establishments:gap_save": Page(NOBODY, (*KAFJORD, "ALM"), refused=answers(405)),
    "establishments:gap_result": Page(NOBODY, (999_999_999,)),
    "establishments:gap_document": Page(NOBODY, (999_999_999,)),
    "establishments:arenas": Page(READ_ARENAS),
    "establishments:arenas_together": Page(READ_OWN_ARENAS, KAFJORD, strangers=False),
    "establishments:arena_new": Page(NOMINATORS, KAFJORD, strangers=False),
    "establishments:arenas_confirm": Page(NOMINATORS, KAFJORD, strangers=False),
    "establishments:arenas_check": Page(NOBODY, (999_999_999,)),
    "establishments:arena": Page(NOBODY, (999_999_999,)),
    "establishments:arena_step": Page(NOBODY, (999_999_999, "leger")),
    "establishments:arena_save": Page(NOBODY, (999_999_999, "leger"), refused=answers(405)),
    "establishments:paper_new": Page(NOBODY, (999_999_999,)),
    "establishments:paper_end": Page(NOBODY, (999_999_999,)),
    "placements:dispute_new": Page(NOBODY, (999_999_999,)),
    "placements:dispute": Page(NOBODY, (999_999_999, 1)),
    "placements:dispute_withdraw": Page(NOBODY, (999_999_999, 1), refused=answers(405)),
    "placements:trust_list_then": Page(LIST_MAKERS, ROUND, strangers=False),
    "placements:gate_rules": Page(args=("983974899",)),
    "placements:gate_decide": Page(LIST_MAKERS, ("983974899",), strangers=False),
    "agreements:agreements": Page(READ_AGREEMENTS),
    "agreements:coverage": Page(READ_AGREEMENTS),
    "agreements:agreement_new": Page(KEEP_AGREEMENTS),
    "agreements:agreement": Page(NOBODY, (999_999_999,)),
    "agreements:agreement_change": Page(NOBODY, (999_999_999,)),
    "agreements:agreement_end": Page(NOBODY, (999_999_999,)),
    "agreements:agreement_document": Page(NOBODY, (999_999_999,)),
    "establishments:table_new": Page(held_by(roles.NATIONAL_COORDINATOR)),
    "establishments:table_check": Page(NOBODY, (999_999_999,)),
    "establishments:deed": Page(REGISTRARS, (*KAFJORD, "ALM", "soknad"), strangers=False),
    # enquiries: an office's own; figures for those who see figures
    "enquiries:enquiries": Page(ADVISERS),
    "enquiries:enquiry_new": Page(ADVISERS),
    "enquiries:enquiry": Page(NOBODY, (999_999_999,)),
    "enquiries:enquiry_deed": Page(NOBODY, (999_999_999, "svar")),
    "enquiries:file_new": Page(ADVISERS),
    "enquiries:file_check": Page(NOBODY, (999_999_999,)),
    "enquiries:file_columns": Page(NOBODY, (999_999_999,)),
    "enquiries:file_rejected": Page(NOBODY, (999_999_999,)),
    "enquiries:figures": Page(held_by(roles.ADVISER, roles.NATIONAL_COORDINATOR, roles.FIGURES_READER)),
    "enquiries:standard_answers": Page(ADVISERS),
    "enquiries:standard_answer_new": Page(ADVISERS),
    "enquiries:standard_answer": Page(NOBODY, (999_999_999,)),
    "enquiries:standard_answer_end": Page(NOBODY, (999_999_999,)),
    # journeys: the old scheme by name for those who see the name, as numbers for those who see status
    "journeys:old_scheme": Page(SEE_OLD_SCHEME, status=answers(200, 302)),
    "journeys:old_scheme_municipalities": Page(
        held_by(roles.ADVISER, roles.NATIONAL_COORDINATOR, roles.TRUST_COORDINATOR)
    ),
    "journeys:old_scheme_steps": Page(SEE_OLD_SCHEME),
    "journeys:old_scheme_letters": Page(NOMINATORS, ("leger",)),
    # public
    "public:coordinators": Page(),
    "public:front": Page(status=answers(200, 302)),
    "public:municipalities": Page(),
    "public:municipality": Page(args=KAFJORD),
    "public:trusts": Page(),
    "public:trust": Page(args=("983974899",)),
    "public:hospitals": Page(),
    "public:hospital": Page(args=("unn-tromso",)),
    "public:offices": Page(),
    "public:office": Page(args=("nord",)),
    "public:goals": Page(),
    "public:goal": Page(args=("ALM-055",)),
    "public:map": Page(),
    "public:map_csv": Page(),
}
