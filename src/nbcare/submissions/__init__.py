"""Where submissions lie, and how one is put there: shared by handing in, collecting and grading."""
