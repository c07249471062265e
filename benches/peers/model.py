"""The site that every tool builds: one model, the same for all.

A page has 500 words: an introduction and four sections, two of which have a section of their own,
lists, emphasis, a link to another page and one to elsewhere, a date, a summary and three topics.
Every tenth page has a block of code, in five languages by turns; half of the blocks are equal to
those of other pages, half hold the page's own number. Nothing is random: page 17 is the same
page wherever and whenever it is made.
"""

import datetime
import random
from dataclasses import dataclass

#: How many entries a page of a list shows, in every tool.
PER_LIST = 50
#: How many entries a feed has, in every tool that can be told.
PER_FEED = 20
#: How many words a page has.
WORDS = 500
#: How many topics a page has.
TOPICS_OF_A_PAGE = 3

SITE = "Valley of Records"
SUMMARY = "What the council of a valley that does not exist wrote down."
ORIGIN = "https://www.example.org"

NOUNS = """answer archive assembly bridge budget canal charter city clerk committee council decision
district estimate evening festival field forest garden harbour hearing house journey kitchen ladder
lamp letter library market meadow meeting mill minute morning museum office orchard paper park
path plan plaza promise question quarter report river road room school season square station
story street summer table team theatre tower town tram treaty tunnel valley village vote walk
water week winter workshop year""".split()
ADJECTIVES = """bright broad calm careful clear common deep early fair firm full gentle green honest
joint kind large late light local long modest narrow new northern old open patient plain public
quiet round second shared short small southern steady strong warm western whole wide wooden""".split()
VERBS = """answers brings carries changes closes counts covers crosses describes divides explains
follows gathers gives guides holds joins keeps leads meets mends names needs offers opens orders
plans prepares presents protects reaches receives remembers repairs returns serves shares shows
starts supports takes teaches tells visits welcomes".""".replace('".', "").split()
ADVERBS = """again always calmly carefully clearly early easily fairly gladly gently here kindly
nearby often openly plainly promptly quickly quietly rarely simply slowly sometimes soon steadily
there together twice warmly well""".split()

#: A block of code in each language; `NUMBER` is the page's own in half of them.
CODE = {
    "rust": """/// Counts the votes of a meeting.
pub fn count(votes: &[Vote]) -> Option<usize> {
    let limit: usize = NUMBER;
    let yes = votes.iter().filter(|vote| matches!(vote, Vote::Yes)).count();
    if yes > limit {
        return None; // more than there are seats
    }
    println!("{yes} of {}", votes.len());
    Some(yes)
}
""",
    "python": """import csv

LIMIT = NUMBER


def rows(path):
    \"\"\"The rows of a table that are below the limit.\"\"\"
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["count"]) < LIMIT:  # the others are printed elsewhere
                yield row["name"], int(row["count"])
""",
    "javascript": """const limit = NUMBER;

export async function load(address) {
  // The list is small: one answer holds it all.
  const answer = await fetch(`${address}?limit=${limit}`);
  if (!answer.ok) {
    throw new Error("the list is not there: " + answer.status);
  }
  return (await answer.json()).filter((entry) => entry.open === true);
}
""",
    "bash": """#!/usr/bin/env bash
set -euo pipefail

limit=NUMBER
for file in minutes/*.txt; do
  # Long minutes are kept apart.
  if [ "$(wc -l < "$file")" -gt "$limit" ]; then
    mv "$file" "long/$(basename "$file")"
  fi
done
echo "done: $limit"
""",
    "toml": """# The settings of the reading room.
title = "Reading room"
limit = NUMBER
open = true

[hours]
monday = ["09:00", "17:30"]
friday = ["09:00", "13:00"]

[[shelf]]
name = "Minutes"
since = 1998-03-01
""",
}
LANGUAGES = list(CODE)


@dataclass
class Page:
    """A page of the site, in no tool's form yet."""

    number: int
    name: str
    title: str
    summary: str
    date: str
    topics: list
    #: Markdown; what it links to on the site has this address before its name.
    body: str
    headings: list
    language: str | None


def name(number):
    """The file name of a page, without its ending."""
    return f"record-{number:06}"


def topic_names(pages):
    """All topics of a site of so many pages: as many as make lists of one length, 150 pages each."""
    count = max(20, pages * TOPICS_OF_A_PAGE // 150)
    return [f"{ADJECTIVES[i % len(ADJECTIVES)]} {NOUNS[i * 7 % len(NOUNS)]} {i}" for i in range(count)]


def topic_slug(topic):
    """The last part of a topic's address."""
    return topic.replace(" ", "-")


def code(number):
    """The block of code of a page and its language; none for nine pages in ten."""
    if number % 10:
        return None, None
    language = LANGUAGES[number // 10 % len(LANGUAGES)]
    own = number // 10 // len(LANGUAGES) % 2 == 0
    return language, CODE[language].replace("NUMBER", str(number if own else 12))


class Writer:
    """Words in sentences, always the same for the same number."""

    def __init__(self, number):
        # `random()` of a seed is promised to stay the same from one Python to the next.
        self.random = random.Random(number).random
        self.words = 0

    def pick(self, words):
        """One of the words."""
        return words[int(self.random() * len(words))]

    def phrase(self):
        """An adjective and a noun."""
        return f"{self.pick(ADJECTIVES)} {self.pick(NOUNS)}"

    def sentence(self):
        """A sentence of 16 words."""
        self.words += 16
        return (
            f"The {self.phrase()} {self.pick(VERBS)} the {self.pick(NOUNS)} of this {self.phrase()},"
            f" and another {self.pick(NOUNS)} {self.pick(VERBS)} it {self.pick(ADVERBS)}."
        )

    def paragraph(self, sentences=4):
        """A paragraph."""
        return " ".join(self.sentence() for _ in range(sentences))

    def items(self):
        """The items of a list."""
        self.words += 3 * 8
        return [
            f"**{self.pick(ADJECTIVES).capitalize()}** {self.pick(NOUNS)} with *one* {self.phrase()} a week"
            for _ in range(3)
        ]


def page(number, pages, address="/notes/NAME/"):
    """Page `number` of a site of so many; `address` is what the tool's links to a page look like."""
    write = Writer(number)
    topics = topic_names(pages)
    day = datetime.date(2000, 1, 1) + datetime.timedelta(days=number * 7 % 9000)
    other = name((number * 31 + 7) % pages)
    language, block = code(number)
    parts, headings = [write.paragraph(3)], []
    for section in range(4):
        heading = f"{write.phrase().capitalize()} of part {section + 1}"
        headings.append(heading)
        parts.append(f"## {heading}")
        parts.append(write.paragraph(3))
        if section == 0:
            link = address.replace("NAME", other)
            elsewhere = f"https://www.example.net/papers/{number}/"
            parts.append(
                f"Before it came [record {int(other[-6:])}]({link});"
                f" the [papers of day {number}]({elsewhere}) are kept."
            )
            write.words += 12
        if section == 1:
            parts.append("\n".join(f"- {item}" for item in write.items()))
        if section == 2:
            parts.append("\n".join(f"{i}. {item}" for i, item in enumerate(write.items(), 1)))
        if section % 2 == 1:
            headings.append(f"{write.phrase().capitalize()} in detail {section}")
            parts.append(f"### {headings[-1]}")
            parts.append(write.paragraph(3))
        if section == 3 and block:
            parts.append(f"```{language}\n{block}```")
    while write.words < WORDS:
        parts.append(write.paragraph(min(4, (WORDS - write.words + 15) // 16)))
    return Page(
        number=number,
        name=name(number),
        title=f"{write.phrase().capitalize()} {number}",
        summary=write.sentence(),
        date=day.isoformat(),
        topics=sorted({topics[(number * 13 + i * 29) % len(topics)] for i in range(TOPICS_OF_A_PAGE)}),
        body="\n\n".join(parts) + "\n",
        headings=headings,
        language=language,
    )


def lists(pages):
    """How many pages the lists have: of all records, and of each topic."""
    parts = lambda count: -(-count // PER_LIST)
    topics = topic_names(pages)
    counts = dict.fromkeys(topics, 0)
    for number in range(pages):
        for topic in {topics[(number * 13 + i * 29) % len(topics)] for i in range(TOPICS_OF_A_PAGE)}:
            counts[topic] += 1
    return parts(pages), sum(parts(count) for count in counts.values() if count)
