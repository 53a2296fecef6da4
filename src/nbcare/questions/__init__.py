"""What a question is: how a response is read, scored and shown; nothing of Jupyter, files or the course."""
