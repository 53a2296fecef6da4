"""The course under Jupyter: the four words of a notebook, their widgets, and how JupyterLab is started."""
