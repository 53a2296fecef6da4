"""The list of all content rules, in the order in which they report."""

from nbcare.check import assessments, coverage, feedback, figures, ids, keys, lessons, placeholders, rests_on

RULES = [
    placeholders.every_placeholder_prints,
    rests_on.every_graded_item_rests_on_facts,
    rests_on.facts_of_items_are_known,
    ids.every_id_is_plain,
    ids.no_id_tells_the_answer,
    ids.no_choice_is_named_for_its_verdict,
    keys.a_multiple_has_several_keys,
    keys.keys_are_at_most_half_of_the_choices,
    keys.the_stem_says_how_many,
    feedback.every_item_says_why,
    feedback.every_choice_has_feedback,
    feedback.no_feedback_is_used_twice,
    feedback.no_feedback_is_only_a_verdict,
    assessments.every_named_item_is_graded,
    lessons.every_asked_item_is_practice,
    lessons.every_explorer_is_known,
    lessons.every_image_is_described,
    figures.every_figure_of_a_lesson_is_cited,
    figures.every_figure_of_an_item_is_cited,
    figures.every_figure_of_an_explorer_is_cited,
    # below: what a course is still missing, as warnings
    coverage.facts_are_used,
    coverage.objectives_are_taught_and_asked,
    coverage.graded_items_are_in_an_assessment,
    coverage.reviews_are_recent,
]
