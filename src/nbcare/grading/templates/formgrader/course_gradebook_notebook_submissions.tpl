{%- extends 'gradebook_notebook_submissions.tpl' -%}

{%- block table_header -%}
{{ super()|replace("Tests Failed?", "Points missing?") }}
{%- endblock -%}
