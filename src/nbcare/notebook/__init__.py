"""The course under Jupyter: the four functions of a notebook, their widgets, and how JupyterLab is started."""
