{%- extends 'manage_assignments.tpl' -%}

{%- block head -%}
{{ super() }}
<script>
default_timezone = {{ zone|tojson }};
// nbgrader's two forms are made by its script: their label asks for a number of hours, which is another one in summer.
$(document).on("show.bs.modal", function (event) {
    $(event.target).find("td").filter(function () {
        return $(this).text().indexOf("Timezone") === 0;
    }).text("Time zone (the course's, unless you enter another one)");
    $(event.target).find("input.timezone, input.modal-timezone").attr("aria-label", "Time zone");
    $(event.target).find("input.duedate, input.modal-duedate").attr("aria-label", "Due date");
});
$(document).ajaxError(function (event, reply) {
    if (reply.status !== 400 || !reply.responseJSON) return;
    var form = $("#edit-assignment-modal:visible .modal-body");
    if (form.length) {
        $("#edit-assignment-modal button.save").text("Save");
        form.find(".course-refusal").remove();
        form.prepend($("<p/>").addClass("course-refusal alert alert-danger").attr("role", "alert").text(reply.responseJSON.message));
    } else {
        createModal("error-modal", "The due date was not saved", $("<p/>").attr("role", "alert").text(reply.responseJSON.message));
    }
});
</script>
{%- endblock -%}

{%- block messages -%}
<p class="alert alert-info">Due dates are in the time zone of the course: <b>{{ zone }}</b>. It is <code>time_zone</code> in <code>state/settings.yaml</code>; when that is empty, the zone of this machine.</p>
{{ super() }}
{%- endblock -%}
