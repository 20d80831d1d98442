"""The settings of a worker in the tests: ours, with the jobs of the tests as well."""

from alisveien.config.settings import *  # noqa: F403
from alisveien.config.settings import PROCRASTINATE_IMPORT_PATHS as OURS

PROCRASTINATE_IMPORT_PATHS = [*OURS, "tests.base.jobs_of_tests"]
