#!/usr/bin/env python3
"""Writes the dates, numbers and plural forms that Plenary must have, as Babel 2.19 (CLDR) has them.

    pip install babel==2.19.0 && tests/locale/expected.py

Each line of LANG.tsv: a day and a number; the day in words, its month, the number, its plural form.
"""
import datetime
import pathlib
import random

from babel import Locale, dates, numbers

LANGUAGES = ["ar", "de", "en", "es", "fr", "pt", "ru", "zh"]
FIRST, LAST = datetime.date(1945, 6, 26), datetime.date(2100, 12, 31)


def main():
    chance = random.Random(1945)
    days = [datetime.date.fromordinal(chance.randint(FIRST.toordinal(), LAST.toordinal())) for _ in range(200)]
    counts = list(range(32)) + [100, 101, 111, 1000, 1_000_000] + [chance.randint(2, 999_999) for _ in range(163)]
    for tag in LANGUAGES:
        locale = Locale.parse(tag)
        lines = []
        for day, count in zip(days, counts):
            words = dates.format_date(day, "long", locale=locale)
            month = dates.format_skeleton("yMMMM", day, locale=locale)
            # Babel parts the digits of 1000 in Spanish too, where CLDR wants five digits for that.
            parted = tag != "es" or count > 9999
            number = numbers.format_decimal(count, locale=locale, group_separator=parted)
            lines.append("\t".join([day.isoformat(), str(count), words, month, number, locale.plural_form(count)]))
        path = pathlib.Path(__file__).with_name(f"{tag}.tsv")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
