### The interface in German. `content/strings/de.ftl` changes or adds messages.
###
### Names come in the nominative without an article: a name stands behind a colon, or before one. So does a topic.

## Around a page
skip-to-content = Zum Inhalt springen
menu = Menü
breadcrumbs = Navigationspfad
home = Startseite
on-this-page = Auf dieser Seite
languages = Sprachen
language-missing = in dieser Sprache nicht verfügbar
feed-of = Abonnement: { $title }
last-updated = Zuletzt aktualisiert: { $date }
published-by = Herausgegeben von: { $who }
about-this-site = Über diesen Internetauftritt
licence = Lizenz: { $licence }
edit-this-page = Diese Seite bearbeiten
previous = Vorherige Seite
next = Nächste Seite
neighbours = Vorherige und nächste Seite
abbreviations = Abkürzungen
letters = Buchstaben
undated = Ohne Datum
latest-notes = Neueste Mitteilungen
all-notes = Alle Mitteilungen
not-found = Seite nicht gefunden
not-found-help = Unter dieser Adresse gibt es keine Seite. Über das Menü sind alle Bereiche dieses Internetauftritts erreichbar.
fallback-notice = Diese Seite ist in dieser Sprache nicht verfügbar. Sie wird auf { $language } angezeigt.
moved = Diese Seite hat eine neue Adresse
moved-to = Sie ist jetzt hier zu finden: { $link }
a-z = Von A bis Z
parts = Seiten dieser Liste
part = Seite { $number }
topics = Themen
topic = Thema: { $topic }
contents-of = { $count ->
    [0] Hier ist noch nichts aufgeführt.
    [one] Ein Eintrag
   *[other] { $count } Einträge
}
sections = Bereiche
corrections = Berichtigungen
correction = { $date }: { $what }
contact = Kontakt
email = E-Mail
phone = Telefon
address = Anschrift
press = Presse
links = Weiterführende Informationen
named-by = Erwähnungen auf anderen Seiten
gone-notice = Diese Seite wurde am { $date } zurückgezogen.
original-changed = Das Original wurde nach dieser Übersetzung geändert: { $link }

## Between words
# Between two facts in a line.
comma = {", "}
# Behind words that a list or a value follows.
colon = { $name }:
# A name with its short form, or another remark behind it.
in-brackets = { $name } ({ $remark })
# A name and what it is.
named-as = { $name }: { $what }

## In a text
footnotes = Fußnoten
footnote = Fußnote { $number }
footnote-back = Zurück zum Text
done = Erledigt
to-do = Zu erledigen
note = Hinweis
tip = Tipp
important = Wichtig
warning = Warnung
caution = Vorsicht
table = Tabelle
file-of = { $kind }, { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } B
size-kb = { $size } kB
size-mb = { $size } MB

## Kinds and their lists
bodies = Gremien
organisations = Organisationen
people = Personen
quotes = Zitate
notes = Mitteilungen
meetings = Sitzungen
quote-of = Zitat: { $name }
quote-untitled = Zitat
meeting-of = { $body }, { $date }
meeting-untitled = Sitzung

## Sorts of bodies and organisations
committee = Ausschuss
secretariat = Sekretariat
mechanism = Mechanismus
working-group = Arbeitsgruppe
assembly = Versammlung
board = Vorstand
city-network = Städtenetzwerk
un-agency = Organisation der Vereinten Nationen
intergovernmental = Zwischenstaatliche Organisation
ngo = Nichtregierungsorganisation
government = Regierung
coalition = Bündnis
initiative = Initiative
forum = Forum

## Facts
facts = Auf einen Blick
acronym = Abkürzung
other-names = Weitere Bezeichnungen
classification = Art
part-of = Teil von
body-of = Gremium von
body-of-whom = Gremium von: { $whom }
within = Rahmen
website = Internetseite
identifiers = Kennungen
founded = Gründung
dissolved = Auflösung
members = Mitglieder
former-members = Ehemalige Mitglieder
future-members = Künftige Mitglieder
chairs = Vorsitz
meets = Sitzungsturnus
member-of = Mitwirkung
relations = Rolle
relations-to = Rolle anderer Gremien und Organisationen
posts = Ämter und Funktionen
former-posts = Frühere Ämter und Funktionen
honorific = Anrede
# $precision says how exact the date is: day, month or year.
since = { $precision ->
    [day] seit dem { $date }
   *[other] seit { $date }
}
until = { $precision ->
    [day] bis zum { $date }
   *[other] bis { $date }
}
# $since-precision and $until-precision say how exact each date is.
since-until = { $since } bis { $until }
quotes-of-members = Zitate zugehöriger Personen
notes-about = Mitteilungen
about = Betrifft
body = Gremium
documents = Unterlagen
status = Status
planned = Geplant
held = Hat stattgefunden
cancelled = Abgesagt
place = Ort
online = Digitale Teilnahme
take-part = Digital teilnehmen
starts = Beginn
ends = Ende
level = Ebene
agenda = Tagesordnung
minutes = Protokoll
source = Quelle: { $source }
date = Datum
said-in = Originalsprache: { $language }
unofficial-translation = Nichtamtliche Übersetzung
unofficial-translation-by = Nichtamtliche Übersetzung, erstellt von: { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`.
articles = der die das ein eine
# With the space or colon before it. Persons need no article.
whom = { $whom-kind ->
    [person] {" "}{ $whom }
   *[other] : { $whom }
}
who = { $who }:
forum-named = Forum: { $forum }
decides-for = Entscheidet für{ whom }
decides-for-on = Entscheidet für{ whom } (Thema: { $on })
advises = Berät{ whom }
advises-on = Berät{ whom } (Thema: { $on })
guides = Gibt Orientierung für{ whom }
guides-on = Gibt Orientierung für{ whom } (Thema: { $on })
serves = Unterstützt{ whom }
serves-on = Unterstützt{ whom } (Thema: { $on })
reports-to = Berichtet an{ whom }
reports-to-on = Berichtet an{ whom } (Thema: { $on })
acts-for = Handelt im Namen von{ whom }
acts-for-on = Handelt im Namen von{ whom } (Thema: { $on })
represents = Vertritt{ whom }
represents-in = Vertritt{ whom } ({ forum-named })
decides-for-of = { who } Entscheidungsbefugnis
decides-for-on-of = { who } Entscheidungsbefugnis (Thema: { $on })
advises-of = { who } Beratung
advises-on-of = { who } Beratung (Thema: { $on })
guides-of = { who } Orientierung
guides-on-of = { who } Orientierung (Thema: { $on })
serves-of = { who } Unterstützung
serves-on-of = { who } Unterstützung (Thema: { $on })
reports-to-of = { who } Berichterstattung
reports-to-on-of = { who } Berichterstattung (Thema: { $on })
acts-for-of = { who } stellvertretendes Handeln
acts-for-on-of = { who } stellvertretendes Handeln (Thema: { $on })
represents-of = { who } Vertretung
represents-in-of = { who } Vertretung ({ forum-named })
works-within = Arbeitet im Rahmen von: { $forum }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Schaubild: { $name }
diagram-owners = Eine einfache Linie verbindet ein Gremium mit der Stelle, zu der es gehört.
diagram-arrows = Ein Pfeil beginnt bei der Stelle, die tätig wird, und gibt an, was sie für die andere tut.
diagram-in-words = Dasselbe in Worten:
arrow-within = arbeitet in diesem Rahmen
arrow-decides-for = entscheidet
arrow-decides-for-on = entscheidet (Thema: { $on })
arrow-advises = berät
arrow-advises-on = berät (Thema: { $on })
arrow-guides = gibt Orientierung
arrow-guides-on = gibt Orientierung (Thema: { $on })
arrow-serves = unterstützt
arrow-serves-on = unterstützt (Thema: { $on })
arrow-reports-to = berichtet
arrow-reports-to-on = berichtet (Thema: { $on })
arrow-acts-for = handelt stellvertretend
arrow-acts-for-on = handelt stellvertretend (Thema: { $on })
arrow-represents = vertritt
arrow-represents-in = vertritt ({ forum-named })

## Meeting rules: how often, at which level, or when else
cadence = { $at-least ->
    [yes] mindestens { cadence-often }
   *[no] { cadence-often }
}{ $has-level ->
    [yes] {" "}(Ebene: { $level })
   *[no] {""}
}{ $has-or ->
    [yes] {" "}oder { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } pro Woche
    [month] { cadence-times } im Monat
    [quarter] { cadence-times } im Quartal
    [half-year] { cadence-times } im Halbjahr
   *[year] { cadence-times } im Jahr
}
cadence-times = { $times ->
    [one] einmal
    [2] zweimal
    [3] dreimal
    [4] viermal
   *[other] { $times }-mal
}

## Accessibility statements
accessibility-status = Vereinbarkeit mit den Anforderungen
not-assessed = Nicht geprüft
partial = Teilweise vereinbar
full = Vollständig vereinbar
accessibility-standard = Standard
accessibility-assessed-on = Datum der Prüfung
accessibility-method = Prüfverfahren
accessibility-feedback = Rückmeldung
accessibility-enforcement = Durchsetzungsverfahren
accessibility-limits = Nicht barrierefreie Inhalte

## Offene Daten
data = Offene Daten
data-intro = Die Fakten dieser Seiten als Daten, für Redaktionen, Forschung und andere Websites. Seiten und Daten entstehen aus denselben Einträgen.
data-governance = Gremien, Organisationen, Personen, Mitgliedschaften, Ämter, Zitate und Sitzungen
data-linked = Dieselben Fakten als verknüpfte Daten (Linked Data)
data-licence = Lizenz
data-no-licence = Es ist keine Lizenz angegeben. Fragen Sie beim Herausgeber nach, bevor Sie diese Daten weiterveröffentlichen.
data-example = Beispiel
data-example-formula = Diese Formel zeigt die Mitglieder in einer Online-Tabelle:
data-example-program = Dieses Programm in Python gibt aus, wer wozu gehört:
data-further = Weitere Formen

## Search
search = Suche
search-words = Suchwörter
search-button = Suchen
search-kinds = Nur diese Arten
search-topic = Thema
search-topic-any = Alle Themen
pages = Seiten
search-more = Mehr Ergebnisse zeigen
search-working = Suche läuft …
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } Ergebnis
   *[other] { $count } Ergebnisse
}
search-nothing = Nichts gefunden. Versuchen Sie ein anderes Wort, weniger Wörter oder alle Arten und Themen.
search-failed = Die Suche ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.
search-needs-script = Die Suche braucht JavaScript, das dieser Browser hier nicht ausführt.
search-a-z = Alle Seiten stehen in der Liste „{ $link }“.

## Calendars
calendar-of = Sitzungskalender: { $title }
contact-card = Visitenkarte

## Public corrections
corrections-intro = Was auf diesen Seiten nach der Veröffentlichung berichtigt wurde, das Neueste zuerst.
corrections-withdrawn = Eine Seite wurde zurückgezogen

## Editions
preview-band-name = Vorschau
preview-band = Vorschau, nicht veröffentlicht
search-not-here = Die Suche läuft auf der Website selbst. Diese Kopie wird ohne Server gelesen, den die Suche braucht.
