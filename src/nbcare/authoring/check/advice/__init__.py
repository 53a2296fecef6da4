"""Item-writing advice: warnings about the form of questions, each with its repair."""

from nbcare.authoring.check.advice import keys, language, options, stems, tolerances

RULES = [
    stems.no_stem_asks_for_the_exception,
    stems.no_negative_is_doubled,
    stems.no_stem_is_too_long,
    stems.no_stem_gives_the_grammar_away,
    stems.a_select_all_names_no_number,
    options.no_option_points_at_the_others,
    options.no_option_stands_twice,
    options.options_are_of_like_length,
    options.absolutes_are_not_only_wrong,
    options.numbers_stand_in_their_order,
    options.an_order_is_not_written_in_order,
    keys.no_key_is_much_longer,
    keys.the_key_is_not_often_the_longest,
    keys.keys_stand_in_several_slots,
    tolerances.no_tolerance_takes_a_slip,
    language.a_child_is_called_a_child,
    language.the_child_comes_before_the_disease,
    language.every_abbreviation_is_explained,
]
