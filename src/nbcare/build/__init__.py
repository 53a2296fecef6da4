"""Turn what people write into notebooks, their questions and family cards: course_files.py is the way in."""
