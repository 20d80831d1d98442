"""Addresses of enquiries."""

from django.urls import path

from alisveien.enquiries.pages.import_file import FILES
from alisveien.enquiries.views import answers, figures, keeping
from alisveien.workbench.urls_intake import file_paths

app_name = "enquiries"
ANSWERS = "henvendelser/standardsvar/"
urlpatterns = [
    path("henvendelser/", keeping.enquiries, name="enquiries"),
    path("henvendelser/ny/", keeping.enquiry_new, name="enquiry_new"),
    *file_paths("henvendelser/innlesing/", FILES),
    path("henvendelser/tall/", figures.figures, name="figures"),
    path(ANSWERS, answers.standard_answers, name="standard_answers"),
    path(f"{ANSWERS}nytt/", answers.standard_answer_new, name="standard_answer_new"),
    path(f"{ANSWERS}<int:pk>/", answers.standard_answer, name="standard_answer"),
    path(f"{ANSWERS}<int:pk>/fjern/", answers.standard_answer_end, name="standard_answer_end"),
    path("henvendelser/<int:pk>/", keeping.enquiry, name="enquiry"),
    path("henvendelser/<int:pk>/<slug:name>/", keeping.enquiry_deed, name="enquiry_deed"),
]
