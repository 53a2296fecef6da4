{%- extends 'manage_students_notebook_submissions.tpl' -%}

{%- block table_header -%}
{{ super()|replace("Tests failed?", "Points missing?") }}
{%- endblock -%}
