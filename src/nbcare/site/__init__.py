"""The whole course as static files, for a plain web server or a USB stick: static_course.py is the way in."""
