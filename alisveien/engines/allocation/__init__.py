"""The distribution of posts: problem, solver, judge, explanation."""
