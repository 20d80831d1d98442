"""Addresses of the calendar of rounds, of dry runs and of fairness."""

from django.urls import path

from alisveien.placements.views import calendar, fairness, trials

ROUND = "runder/<int:year>/<slug:trust>/"
calendar_urls = [
    path("runder/kalender/", calendar.calendar_now, name="calendar_now"),
    path("runder/kalender/<int:year>/", calendar.calendar, name="calendar"),
    path("runder/kalender/<int:year>/<slug:trust>.ics", calendar.calendar_file, name="calendar_file"),
    path(f"{ROUND}kalender/", calendar.round_calendar, name="round_calendar"),
    path(f"{ROUND}kalender/<slug:step>/", calendar.round_day, name="round_day"),
    path(f"{ROUND}provekjoringer/", trials.round_trials, name="round_trials"),
    path("runder/<int:year>/rettferdighet/", fairness.fairness, name="fairness"),
]
