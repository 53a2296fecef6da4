"""The list of all content rules, in the order in which they report."""

from nbcare.authoring.check import (
    advice,
    assessments,
    coverage,
    families,
    feedback,
    figures,
    ids,
    item_evidence,
    keys,
    lessons,
    pictures,
    pitfalls,
    placeholders,
    plagiarism,
    second_reading,
    standard,
    unfinished,
)

RULES = [
    unfinished.no_item_has_the_words_of_its_skeleton,
    unfinished.no_lesson_has_the_words_of_its_skeleton,
    unfinished.no_fact_has_the_words_of_its_skeleton,
    placeholders.every_placeholder_prints,
    item_evidence.every_graded_item_rests_on_facts,
    item_evidence.facts_of_items_are_known,
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
    assessments.every_case_is_named_whole,
    lessons.every_asked_item_is_practice,
    lessons.every_explorer_is_known,
    lessons.every_unfolded_case_is_practice,
    lessons.every_image_is_described,
    pictures.every_picture_can_be_shown,
    figures.every_figure_of_a_page_is_cited,
    figures.every_figure_of_an_item_is_cited,
    figures.every_figure_of_an_explorer_is_cited,
    figures.no_meaning_of_a_word_holds_a_figure,
    plagiarism.no_run_of_words_is_borrowed,
    families.every_card_reads_easily,
    families.every_card_belongs_to_a_module,
]

# What a whole course has: also errors, but about what is still missing.
WHOLE = [
    coverage.objectives_are_taught_and_asked,
    coverage.graded_items_are_in_an_assessment,
    standard.every_module_begins_and_ends_with_the_same_questions,
    standard.every_module_has_its_sections,
    standard.every_module_has_enough_to_do,
    standard.every_practice_item_is_asked,
    standard.every_module_checks_in_time,
    standard.minutes_are_plausible,
    standard.every_critical_item_has_a_second_form,
    pitfalls.every_pitfall_is_met,
    second_reading.every_key_was_read_twice,
]

# Warnings, which an author should look at.
LOOK = [
    *advice.RULES,
    coverage.facts_are_used,
    coverage.reviews_are_recent,
]
