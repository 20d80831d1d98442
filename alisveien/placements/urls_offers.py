"""Addresses of offers."""

from django.urls import path

from alisveien.placements.views import common_hours, holding, offers, vacancies

ONE = "tilbud/<int:pk>/"
offer_urls = [
    path("tilbud/", offers.offers, name="offers"),
    path(ONE, offers.offer, name="offer"),
    path(f"{ONE}kvittering/", offers.offer_receipt, name="offer_receipt"),
    path(f"{ONE}<slug:step>/", offers.offer_step, name="offer_step"),
    path("ko/", holding.holding, name="holding"),
    path("ko/<slug:trust>/", holding.holding_hr, name="holding_hr"),
    path("ko/<slug:trust>/ko.<slug:kind>", holding.holding_file, name="holding_file"),
    path("ledige-plasser/", vacancies.vacancies, name="vacancies"),
    path("ledige-plasser/<int:pk>/", vacancies.vacancy, name="vacancy"),
    path("ledige-plasser/<int:pk>/tilby/<int:nomination>/", vacancies.vacancy_offer, name="vacancy_offer"),
    path("innmeldinger/<int:pk>/kort-varsel/", vacancies.short_notice, name="short_notice"),
    path("runder/<int:year>/<slug:trust>/tilbud/", offers.offer_terms, name="offer_terms"),
    path("runder/<int:year>/<slug:trust>/tilbud/felles/", common_hours.offer_hour, name="offer_hour"),
    path(
        "runder/<int:year>/<slug:trust>/tilbud/felles/svar/", common_hours.offer_hour_answer, name="offer_hour_answer"
    ),
]
