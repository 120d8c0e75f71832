"""Sentences about CSV uploads: why a file or a row was refused, what was noticed, and what to do."""

from launchops.locale.sentences import N_

SENTENCES = {
    "kind_users": N_("users"),
    "kind_events": N_("events"),
    "kind_participation": N_("participation"),
    "kind_spend": N_("spend"),
    "kind_readings": N_("readings"),
    "filetype_zip": N_("a ZIP archive"),
    "filetype_xlsx": N_("an Excel workbook"),
    "filetype_ole2": N_("an old Excel or Office file"),
    "filetype_gzip": N_("a gzip archive"),
    "filetype_archive": N_("an archive"),
    "filetype_pdf": N_("a PDF"),
    "filetype_image": N_("an image"),
    "filetype_sqlite": N_("a SQLite database"),
    "filetype_html": N_("a web page or XML file"),
    "filetype_json": N_("a JSON file"),
    "filetype_binary": N_("a binary file"),
    "hint_full_width_comma": N_("The header uses full-width commas (，): replace them with plain ones."),
    "hint_looks_like": N_("It looks like a file of {kind}: choose that kind and upload it again."),
    "hint_no_header": N_("No column name was found in the first 10 rows: put the column names in the first row."),
    "hint_name_columns": N_("Rename the column in the file, or say which column it is."),
    "dates_contradict": N_("“{first}” can only be day first, “{second}” only month first"),
    "dates_open": N_("“{value}” can be read day first or month first"),
    "empty_file": N_("The file is empty. Export it again."),
    "not_csv": N_("This is {what}, not a CSV file. Open it, save it as “CSV UTF-8” and upload that."),
    "encoding_uncertain": N_(
        "The characters from line {line} on are in an encoding that cannot be told for certain. "
        "Choose the encoding, or save the file as “CSV UTF-8”."
    ),
    "encoding_mixed": N_(
        "The file is {encoding}, but line {line} is not: two encodings are mixed. Mend that "
        "line, or export the file again as “CSV UTF-8”."
    ),
    "encoding_wrong": N_("Line {line} cannot be read as {encoding}. Choose another encoding."),
    "encoding_unknown": N_("“{value}” is no encoding that can be chosen. Choose one of: {known}."),
    "missing_required_columns": N_(
        "A file of {kind} needs the column {missing}, and line {line} does not have it. {hint}"
    ),
    "duplicate_header": N_(
        "Two columns are called {column} (line {line}, second one “{header}”). Rename or delete one of them."
    ),
    "too_many_columns": N_(
        "Line {line} has {count:number} columns; at most {limit:number} can be read. Delete the "
        "columns that are not needed."
    ),
    "mapping_unknown_column": N_("“{value}” is no column that “{column}” could stand for. Choose one of: {known}."),
    "no_data_rows": N_("The file has no rows below its header. Export it again with the data."),
    "unclosed_quote": N_("A quotation mark opened on line {line} is never closed. Close it or remove it."),
    "ambiguous_date_order": N_(
        "Day and month cannot be told apart in column “{column}”, line {line}: {why}. Choose the order of the dates."
    ),
    "blank_row": N_("The row is blank. Delete it."),
    "too_few_fields": N_("The row has fewer cells than the header. Add what is missing."),
    "too_many_fields": N_("The row has more cells than the header. Put a cell that holds the separator in quotes."),
    "bad_quote": N_("Text follows a closing quotation mark. Double the quotation marks inside a cell, or remove them."),
    "cell_too_long": N_("A cell has more than 32,767 characters. Look for a missing quotation mark, or shorten it."),
    "repeated_header": N_("The header is repeated here. Delete the row."),
    "totals_row": N_("This is a total, not data; loading it would count everything twice. Delete the row."),
    "missing_value": N_("{column} is empty, but needed. Fill it in."),
    "control_character": N_("{column} holds an invisible control character. Delete it."),
    "line_break_in_field": N_(
        "{column} holds a line break, which often means that rows were swallowed. Remove the "
        "break, or check the quotation marks."
    ),
    "invisible_character": N_(
        "{column} holds an invisible character, so “{value}” would count as another id. Type it again."
    ),
    "id_mangled": N_(
        "“{value}” was an id before a spreadsheet made a number of it. Export it again with the column as text."
    ),
    "id_too_long": N_("{column} is longer than 128 characters. Shorten it."),
    "bad_date": N_("“{value}” in {column} is no date. Write it as 2026-01-31 or 2026-01-31 18:30."),
    "future_date": N_("“{value}” in {column} lies in the future. Correct the date."),
    "too_old_date": N_("“{value}” in {column} lies before 1990. Correct the date."),
    "bad_number": N_("“{value}” in {column} is no number. Write digits only, such as 1234.50."),
    "not_finite": N_("“{value}” in {column} is no finite number. Write the number, or leave the cell empty."),
    "ambiguous_number": N_(
        "“{value}” in {column} can be a thousand or a decimal. Write it without thousands separators."
    ),
    "number_too_large": N_("“{value}” in {column} is a million million or more. Correct the number."),
    "negative_not_allowed": N_("“{value}” in {column} is below zero. Correct the number."),
    "unknown_arm": N_("“{value}” in {column} is none of participant, offered, holdout. Write one of them."),
    "duplicate_identical": N_("The same row stands further up and was loaded once. Nothing needs to be done."),
    "duplicate_conflict": N_(
        "A row with the same key and other values stands further up; the first is kept. Decide "
        "which one holds and delete the other."
    ),
    "decoded_as_gb18030": N_("The file was read as Chinese GBK (GB18030). Check the first rows."),
    "preamble_skipped": N_(
        "{count:number} {count:plural|line|lines} above the header {count:plural|was|were} skipped."
    ),
    "unused_column": N_(
        "{count:number} {count:plural|column is|columns are} not used: {detail}. Nothing needs to be done."
    ),
    "personal_data": N_(
        "{count:number} {count:plural|column holds|columns hold} personal data that is not "
        "needed and was not kept: {detail}. Leave {count:plural|it|them} out next time."
    ),
    "excel_serial": N_(
        "{count:number} {count:plural|date was|dates were} Excel's day numbers, such as 46000 "
        "for 9 December 2025. Check the first dates."
    ),
    "epoch_seconds": N_(
        "{count:number} {count:plural|time was|times were} read as seconds since 1970. Check the first dates."
    ),
    "epoch_milliseconds": N_(
        "{count:number} {count:plural|time was|times were} read as milliseconds since 1970. Check the first dates."
    ),
    "epoch_microseconds": N_(
        "{count:number} {count:plural|time was|times were} read as microseconds since 1970. Check the first dates."
    ),
    "decimal_comma": N_(
        "The comma was read as the decimal sign: 1.234,50 is one thousand two hundred thirty-four and a half."
    ),
}
