"""Addresses of enquiries."""

from django.urls import path

from alisveien.enquiries.views import answers, figures, imports, keeping

app_name = "enquiries"
ANSWERS = "henvendelser/standardsvar/"
urlpatterns = [
    path("henvendelser/", keeping.enquiries, name="enquiries"),
    path("henvendelser/ny/", keeping.enquiry_new, name="enquiry_new"),
    path("henvendelser/innlesing/", imports.file_new, name="file_new"),
    path("henvendelser/innlesing/<int:pk>/", imports.file_check, name="file_check"),
    path("henvendelser/innlesing/<int:pk>/kolonner/", imports.file_columns, name="file_columns"),
    path("henvendelser/innlesing/<int:pk>/avvist/", imports.file_rejected, name="file_rejected"),
    path("henvendelser/tall/", figures.figures, name="figures"),
    path(ANSWERS, answers.standard_answers, name="standard_answers"),
    path(f"{ANSWERS}nytt/", answers.standard_answer_new, name="standard_answer_new"),
    path(f"{ANSWERS}<int:pk>/", answers.standard_answer, name="standard_answer"),
    path(f"{ANSWERS}<int:pk>/fjern/", answers.standard_answer_end, name="standard_answer_end"),
    path("henvendelser/<int:pk>/", keeping.enquiry, name="enquiry"),
    path("henvendelser/<int:pk>/<slug:name>/", keeping.enquiry_deed, name="enquiry_deed"),
]
