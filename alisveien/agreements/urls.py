"""Addresses of cooperation agreements."""

from django.urls import path

from alisveien.agreements import views

app_name = "agreements"
ONE = "avtaler/<int:pk>/"
urlpatterns = [
    path("avtaler/", views.agreements, name="agreements"),
    path("avtaler/ny/", views.agreement_new, name="agreement_new"),
    path("avtaler/dekning/", views.coverage, name="coverage"),
    path(ONE, views.agreement, name="agreement"),
    path(f"{ONE}endre/", views.agreement_change, name="agreement_change"),
    path(f"{ONE}avslutt/", views.agreement_end, name="agreement_end"),
    path(f"{ONE}dokument/", views.agreement_document, name="agreement_document"),
]
