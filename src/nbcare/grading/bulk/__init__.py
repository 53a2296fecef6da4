"""Grade a whole class in one go: the same points, rows, files and report as `nbgrader autograde`, in a fraction of the time.

What is handed in is read and marked one submission at a time. What is the same for many, such as the cell for one answer
to one item, is made once; and the gradebook is written in one transaction at the end.
"""
