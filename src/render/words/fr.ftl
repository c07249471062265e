### The interface in French. `content/strings/fr.ftl` changes or adds messages.
###
### Names come without an article, and « de » and « à » merge with one: a name whose first word is not known stands
### behind a colon, or before one. So does a topic, which may come with its article or without. Before `:` stands
### U+00A0.

## Around a page
skip-to-content = Aller au contenu
menu = Menu
breadcrumbs = Fil d’Ariane
home = Accueil
on-this-page = Sur cette page
languages = Langues
language-missing = non disponible dans cette langue
feed-of = Flux : { $title }
last-updated = Dernière mise à jour : { $date }
published-by = Publié par : { $who }
about-this-site = À propos du site
licence = Licence : { $licence }
edit-this-page = Modifier cette page
previous = Page précédente
next = Page suivante
neighbours = Pages précédente et suivante
abbreviations = Abréviations
letters = Lettres
undated = Sans date
latest-notes = Dernières notes
all-notes = Toutes les notes
not-found = Page introuvable
not-found-help = Aucune page ne se trouve à cette adresse. Le menu donne accès à toutes les rubriques du site.
fallback-notice = Cette page n’est pas disponible dans cette langue. Elle est affichée en { $language }.
moved = Cette page a changé d’adresse
moved-to = Elle se trouve désormais ici : { $link }
a-z = De A à Z
parts = Pages de cette liste
part = Page { $number }
topics = Thèmes
topic = Thème : { $topic }
contents-of = { $count ->
    [0] Cette liste ne contient encore aucun élément.
    [one] Un élément
    [many] { $count } d’éléments
   *[other] { $count } éléments
}
sections = Rubriques
corrections = Rectifications
correction = { $date } : { $what }
contact = Contact
email = Courriel
phone = Téléphone
address = Adresse
press = Presse
links = Liens
named-by = Mentions sur d’autres pages
gone-notice = Cette page a été retirée le { $date }.
original-changed = L’original a été modifié depuis cette traduction : { $link }

## Between words
# Between two facts in a line.
comma = {", "}
# Behind words that a list or a value follows.
colon = { $name } :
# A name with its short form, or another remark behind it.
in-brackets = { $name } ({ $remark })
# A name and what it is.
named-as = { $name } : { $what }

## In a text
footnotes = Notes de bas de page
footnote = Note { $number }
footnote-back = Retour au texte
done = Fait
to-do = À faire
note = Remarque
tip = Conseil
important = Important
warning = Attention
caution = Mise en garde
table = Tableau
file-of = { $kind }, { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } o
size-kb = { $size } ko
size-mb = { $size } Mo

## Kinds and their lists
bodies = Organes
organisations = Organisations
people = Personnes
quotes = Citations
notes = Notes
meetings = Réunions
quote-of = Citation : { $name }
quote-untitled = Citation
meeting-of = { $body }, { $date }
meeting-untitled = Réunion

## Sorts of bodies and organisations
committee = Comité
secretariat = Secrétariat
mechanism = Mécanisme
working-group = Groupe de travail
assembly = Assemblée
board = Conseil
city-network = Réseau de villes
un-agency = Organisme des Nations Unies
intergovernmental = Organisation intergouvernementale
ngo = Organisation non gouvernementale
government = Gouvernement
coalition = Coalition
initiative = Initiative
forum = Forum

## Facts
facts = En bref
acronym = Sigle
other-names = Autres appellations
classification = Catégorie
part-of = Fait partie de
body-of = Organe de
body-of-whom = Organe de : { $whom }
within = Cadre
website = Site internet
identifiers = Identifiants
founded = Création
dissolved = Dissolution
members = Membres
former-members = Anciens membres
future-members = Futurs membres
chairs = Présidence
meets = Fréquence des réunions
member-of = Participation
relations = Rôle
relations-to = Rôle d’autres organes et organisations
posts = Fonctions
former-posts = Anciennes fonctions
honorific = Titre de civilité
# $precision says how exact the date is: day, month or year.
since = { $precision ->
    [day] depuis le { $date }
   *[other] depuis { $date }
}
until = { $precision ->
    [day] jusqu’au { $date }
   *[other] jusqu’en { $date }
}
# $since-precision and $until-precision say how exact each date is. « De » would lose its vowel before some months.
since-until = { $since-precision ->
    [day] du { $since } { until-this }
    [month] { $since } – { $until }
   *[year] de { $since } { until-this }
}
until-this = { $until-precision ->
    [day] au { $until }
   *[other] à { $until }
}
quotes-of-members = Citations de personnes qui en font partie
notes-about = Notes
about = Concerne
body = Organe
documents = Documents
status = Statut
planned = Prévue
held = A eu lieu
cancelled = Annulée
place = Lieu
online = En ligne
take-part = Participer en ligne
starts = Début
ends = Fin
level = Niveau
agenda = Ordre du jour
minutes = Compte rendu
source = Source : { $source }
date = Date
said-in = Langue originale : { $language }
unofficial-translation = Traduction non officielle
unofficial-translation-by = Traduction non officielle réalisée par : { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. $whom-head, $who-head and $forum-head are the
# first word of the name in small letters without accents, by which gender and number are known here; a name that
# begins with another word stands behind a colon.
articles = le la les l’ un une
# With the space or colon before it. Names of cities’ networks need no article: « Cités et Gouvernements Locaux Unis ».
whom = { $whom-kind ->
    [person] {" "}{ $whom }
    [name] {" "}{ $whom }
   *[other] { $whom-head ->
        [bureau] {" "}le { $whom }
        [centre] {" "}le { $whom }
        [comite] {" "}le { $whom }
        [congres] {" "}le { $whom }
        [conseil] {" "}le { $whom }
        [consortium] {" "}le { $whom }
        [departement] {" "}le { $whom }
        [dialogue] {" "}le { $whom }
        [fonds] {" "}le { $whom }
        [forum] {" "}le { $whom }
        [gouvernement] {" "}le { $whom }
        [groupe] {" "}le { $whom }
        [haut] {" "}le { $whom }
        [haut-commissariat] {" "}le { $whom }
        [hcr] {" "}le { $whom }
        [mecanisme] {" "}le { $whom }
        [ministere] {" "}le { $whom }
        [pacte] {" "}le { $whom }
        [parlement] {" "}le { $whom }
        [partenariat] {" "}le { $whom }
        [pnud] {" "}le { $whom }
        [processus] {" "}le { $whom }
        [programme] {" "}le { $whom }
        [reseau] {" "}le { $whom }
        [secretariat] {" "}le { $whom }
        [service] {" "}le { $whom }
        [sommet] {" "}le { $whom }
        [sous-comite] {" "}le { $whom }
        [syndicat] {" "}le { $whom }
        [banque] {" "}la { $whom }
        [chambre] {" "}la { $whom }
        [coalition] {" "}la { $whom }
        [commission] {" "}la { $whom }
        [conference] {" "}la { $whom }
        [cour] {" "}la { $whom }
        [delegation] {" "}la { $whom }
        [direction] {" "}la { $whom }
        [federation] {" "}la { $whom }
        [fondation] {" "}la { $whom }
        [haute] {" "}la { $whom }
        [ligue] {" "}la { $whom }
        [mairie] {" "}la { $whom }
        [mission] {" "}la { $whom }
        [municipalite] {" "}la { $whom }
        [plate-forme] {" "}la { $whom }
        [plateforme] {" "}la { $whom }
        [presidence] {" "}la { $whom }
        [region] {" "}la { $whom }
        [republique] {" "}la { $whom }
        [taskforce] {" "}la { $whom }
        [ville] {" "}la { $whom }
        [agence] {" "}l’{ $whom }
        [alliance] {" "}l’{ $whom }
        [assemblee] {" "}l’{ $whom }
        [association] {" "}l’{ $whom }
        [autorite] {" "}l’{ $whom }
        [equipe] {" "}l’{ $whom }
        [etat] {" "}l’{ $whom }
        [initiative] {" "}l’{ $whom }
        [instance] {" "}l’{ $whom }
        [institut] {" "}l’{ $whom }
        [observatoire] {" "}l’{ $whom }
        [office] {" "}l’{ $whom }
        [oim] {" "}l’{ $whom }
        [organisation] {" "}l’{ $whom }
        [organisme] {" "}l’{ $whom }
        [ue] {" "}l’{ $whom }
        [unicef] {" "}l’{ $whom }
        [union] {" "}l’{ $whom }
        [unite] {" "}l’{ $whom }
        [amis] {" "}les { $whom }
        [nations] {" "}les { $whom }
        [cglu] { whom-network }
        [cites] { whom-network }
        [communes] { whom-network }
        [maires] { whom-network }
        [metropoles] { whom-network }
        [regions] { whom-network }
        [villes] { whom-network }
       *[other] {" "}: { $whom }
    }
}
whom-network = { $whom-kind ->
    [organisation] {" "}{ $whom }
   *[other] {" "}: { $whom }
}
# « À » and « de » with it, which merge with « le » and « les ». Behind « de » even persons take the colon.
to-whom = { $whom-kind ->
    [person] à { $whom }
    [name] à : { $whom }
   *[other] { $whom-head ->
        [bureau] au { $whom }
        [centre] au { $whom }
        [comite] au { $whom }
        [congres] au { $whom }
        [conseil] au { $whom }
        [consortium] au { $whom }
        [departement] au { $whom }
        [dialogue] au { $whom }
        [fonds] au { $whom }
        [forum] au { $whom }
        [gouvernement] au { $whom }
        [groupe] au { $whom }
        [haut] au { $whom }
        [haut-commissariat] au { $whom }
        [hcr] au { $whom }
        [mecanisme] au { $whom }
        [ministere] au { $whom }
        [pacte] au { $whom }
        [parlement] au { $whom }
        [partenariat] au { $whom }
        [pnud] au { $whom }
        [processus] au { $whom }
        [programme] au { $whom }
        [reseau] au { $whom }
        [secretariat] au { $whom }
        [service] au { $whom }
        [sommet] au { $whom }
        [sous-comite] au { $whom }
        [syndicat] au { $whom }
        [amis] aux { $whom }
        [nations] aux { $whom }
       *[other] à{ whom }
    }
}
of-whom = { $whom-kind ->
    [person] de : { $whom }
    [name] de : { $whom }
   *[other] { $whom-head ->
        [bureau] du { $whom }
        [centre] du { $whom }
        [comite] du { $whom }
        [congres] du { $whom }
        [conseil] du { $whom }
        [consortium] du { $whom }
        [departement] du { $whom }
        [dialogue] du { $whom }
        [fonds] du { $whom }
        [forum] du { $whom }
        [gouvernement] du { $whom }
        [groupe] du { $whom }
        [haut] du { $whom }
        [haut-commissariat] du { $whom }
        [hcr] du { $whom }
        [mecanisme] du { $whom }
        [ministere] du { $whom }
        [pacte] du { $whom }
        [parlement] du { $whom }
        [partenariat] du { $whom }
        [pnud] du { $whom }
        [processus] du { $whom }
        [programme] du { $whom }
        [reseau] du { $whom }
        [secretariat] du { $whom }
        [service] du { $whom }
        [sommet] du { $whom }
        [sous-comite] du { $whom }
        [syndicat] du { $whom }
        [amis] des { $whom }
        [nations] des { $whom }
       *[other] de{ whom }
    }
}
# It begins a sentence whose verb is in the singular.
who = { $who-kind ->
    [person] { $who }
   *[other] { $who-head ->
        [bureau] Le { $who }
        [centre] Le { $who }
        [comite] Le { $who }
        [congres] Le { $who }
        [conseil] Le { $who }
        [consortium] Le { $who }
        [departement] Le { $who }
        [dialogue] Le { $who }
        [fonds] Le { $who }
        [forum] Le { $who }
        [gouvernement] Le { $who }
        [groupe] Le { $who }
        [haut] Le { $who }
        [haut-commissariat] Le { $who }
        [hcr] Le { $who }
        [mecanisme] Le { $who }
        [ministere] Le { $who }
        [pacte] Le { $who }
        [parlement] Le { $who }
        [partenariat] Le { $who }
        [pnud] Le { $who }
        [processus] Le { $who }
        [programme] Le { $who }
        [reseau] Le { $who }
        [secretariat] Le { $who }
        [service] Le { $who }
        [sommet] Le { $who }
        [sous-comite] Le { $who }
        [syndicat] Le { $who }
        [banque] La { $who }
        [chambre] La { $who }
        [coalition] La { $who }
        [commission] La { $who }
        [conference] La { $who }
        [cour] La { $who }
        [delegation] La { $who }
        [direction] La { $who }
        [federation] La { $who }
        [fondation] La { $who }
        [haute] La { $who }
        [ligue] La { $who }
        [mairie] La { $who }
        [mission] La { $who }
        [municipalite] La { $who }
        [plate-forme] La { $who }
        [plateforme] La { $who }
        [presidence] La { $who }
        [region] La { $who }
        [republique] La { $who }
        [taskforce] La { $who }
        [ville] La { $who }
        [agence] L’{ $who }
        [alliance] L’{ $who }
        [assemblee] L’{ $who }
        [association] L’{ $who }
        [autorite] L’{ $who }
        [equipe] L’{ $who }
        [etat] L’{ $who }
        [initiative] L’{ $who }
        [instance] L’{ $who }
        [institut] L’{ $who }
        [observatoire] L’{ $who }
        [office] L’{ $who }
        [oim] L’{ $who }
        [organisation] L’{ $who }
        [organisme] L’{ $who }
        [ue] L’{ $who }
        [unicef] L’{ $who }
        [union] L’{ $who }
        [unite] L’{ $who }
        [amis] Le groupe des { $who }
        [nations] L’Organisation des { $who }
        [cglu] { who-network }
        [cites] { who-network }
        [communes] { who-network }
        [maires] { who-network }
        [metropoles] { who-network }
        [regions] { who-network }
        [villes] { who-network }
       *[other] { $who } :
    }
}
who-network = { $who-kind ->
    [organisation] { $who }
   *[other] { $who } :
}
forum-named = instance : { $forum }
in-forum = { $forum-head ->
    [centre] au sein du { $forum }
    [comite] au sein du { $forum }
    [congres] au sein du { $forum }
    [conseil] au sein du { $forum }
    [dialogue] au sein du { $forum }
    [forum] au sein du { $forum }
    [groupe] au sein du { $forum }
    [mecanisme] au sein du { $forum }
    [pacte] au sein du { $forum }
    [parlement] au sein du { $forum }
    [partenariat] au sein du { $forum }
    [processus] au sein du { $forum }
    [programme] au sein du { $forum }
    [reseau] au sein du { $forum }
    [secretariat] au sein du { $forum }
    [sommet] au sein du { $forum }
    [coalition] au sein de la { $forum }
    [commission] au sein de la { $forum }
    [conference] au sein de la { $forum }
    [federation] au sein de la { $forum }
    [ligue] au sein de la { $forum }
    [plate-forme] au sein de la { $forum }
    [plateforme] au sein de la { $forum }
    [taskforce] au sein de la { $forum }
    [agence] au sein de l’{ $forum }
    [alliance] au sein de l’{ $forum }
    [assemblee] au sein de l’{ $forum }
    [association] au sein de l’{ $forum }
    [initiative] au sein de l’{ $forum }
    [instance] au sein de l’{ $forum }
    [observatoire] au sein de l’{ $forum }
    [office] au sein de l’{ $forum }
    [organisation] au sein de l’{ $forum }
    [union] au sein de l’{ $forum }
    [nations] au sein des { $forum }
    [cglu] au sein de { $forum }
    [cites] au sein de { $forum }
   *[other] ({ forum-named })
}
within-forum = { $forum-head ->
    [centre] au sein du { $forum }
    [comite] au sein du { $forum }
    [congres] au sein du { $forum }
    [conseil] au sein du { $forum }
    [dialogue] au sein du { $forum }
    [forum] au sein du { $forum }
    [groupe] au sein du { $forum }
    [mecanisme] au sein du { $forum }
    [pacte] au sein du { $forum }
    [parlement] au sein du { $forum }
    [partenariat] au sein du { $forum }
    [processus] au sein du { $forum }
    [programme] au sein du { $forum }
    [reseau] au sein du { $forum }
    [secretariat] au sein du { $forum }
    [sommet] au sein du { $forum }
    [coalition] au sein de la { $forum }
    [commission] au sein de la { $forum }
    [conference] au sein de la { $forum }
    [federation] au sein de la { $forum }
    [ligue] au sein de la { $forum }
    [plate-forme] au sein de la { $forum }
    [plateforme] au sein de la { $forum }
    [taskforce] au sein de la { $forum }
    [agence] au sein de l’{ $forum }
    [alliance] au sein de l’{ $forum }
    [assemblee] au sein de l’{ $forum }
    [association] au sein de l’{ $forum }
    [initiative] au sein de l’{ $forum }
    [instance] au sein de l’{ $forum }
    [observatoire] au sein de l’{ $forum }
    [office] au sein de l’{ $forum }
    [organisation] au sein de l’{ $forum }
    [union] au sein de l’{ $forum }
    [nations] au sein des { $forum }
    [cglu] au sein de { $forum }
    [cites] au sein de { $forum }
   *[other] au sein de : { $forum }
}
decides-for = Prend les décisions pour{ whom }
decides-for-on = Prend les décisions pour{ whom } (sujet : { $on })
advises = Conseille{ whom }
advises-on = Conseille{ whom } (sujet : { $on })
guides = Donne des orientations { to-whom }
guides-on = Donne des orientations { to-whom } (sujet : { $on })
serves = Apporte son appui { to-whom }
serves-on = Apporte son appui { to-whom } (sujet : { $on })
reports-to = Rend compte { to-whom }
reports-to-on = Rend compte { to-whom } (sujet : { $on })
acts-for = Agit au nom { of-whom }
acts-for-on = Agit au nom { of-whom } (sujet : { $on })
represents = Représente{ whom }
represents-in = Représente{ whom } { in-forum }
# « Lui », « son » and « sa » fit any gender.
decides-for-of = { who } a pouvoir de décision à son égard
decides-for-on-of = { who } a pouvoir de décision à son égard (sujet : { $on })
advises-of = { who } lui fournit des conseils
advises-on-of = { who } lui fournit des conseils (sujet : { $on })
guides-of = { who } lui donne des orientations
guides-on-of = { who } lui donne des orientations (sujet : { $on })
serves-of = { who } lui apporte son appui
serves-on-of = { who } lui apporte son appui (sujet : { $on })
reports-to-of = { who } lui rend compte
reports-to-on-of = { who } lui rend compte (sujet : { $on })
acts-for-of = { who } agit en son nom
acts-for-on-of = { who } agit en son nom (sujet : { $on })
represents-of = { who } assure sa représentation
represents-in-of = { who } assure sa représentation { in-forum }
works-within = Travaille { within-forum }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Schéma : { $name }
diagram-owners = Un trait simple relie un organe à l’entité dont il relève.
diagram-arrows = Une flèche part de l’entité qui agit et indique ce que celle-ci fait pour l’autre.
diagram-in-words = Le même schéma en toutes lettres :
arrow-within = travaille dans ce cadre
arrow-decides-for = prend les décisions
arrow-decides-for-on = prend les décisions (sujet : { $on })
arrow-advises = conseille
arrow-advises-on = conseille (sujet : { $on })
arrow-guides = oriente
arrow-guides-on = oriente (sujet : { $on })
arrow-serves = apporte son appui
arrow-serves-on = apporte son appui (sujet : { $on })
arrow-reports-to = rend compte
arrow-reports-to-on = rend compte (sujet : { $on })
arrow-acts-for = agit en son nom
arrow-acts-for-on = agit en son nom (sujet : { $on })
arrow-represents = représente
arrow-represents-in = représente ({ forum-named })

## Meeting rules: how often, at which level, or when else
cadence = { $at-least ->
    [yes] au moins { cadence-often }
   *[no] { cadence-often }
}{ $has-level ->
    [yes] , au niveau { $level }
   *[no] {""}
}{ $has-or ->
    [yes] , ou { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } par semaine
    [month] { cadence-times } par mois
    [quarter] { cadence-times } par trimestre
    [half-year] { cadence-times } par semestre
   *[year] { cadence-times } par an
}
cadence-times = { $times ->
    [one] une fois
    [2] deux fois
    [3] trois fois
    [4] quatre fois
    [many] { $times } de fois
   *[other] { $times } fois
}

## Accessibility statements
accessibility-status = État de conformité
not-assessed = Non évalué
partial = Partiellement conforme
full = Totalement conforme
accessibility-standard = Référentiel
accessibility-assessed-on = Date de l’évaluation
accessibility-method = Méthode d’évaluation
accessibility-feedback = Retour d’information
accessibility-enforcement = Voies de recours
accessibility-limits = Contenus non accessibles

## Données ouvertes
data = Données ouvertes
data-intro = Les faits de ces pages sous forme de données, pour les rédactions, la recherche et d’autres sites. Pages et données proviennent des mêmes fiches.
data-governance = Instances, organisations, personnes, appartenances, fonctions, citations et réunions
data-linked = Les mêmes faits en données liées
data-licence = Licence
data-no-licence = Aucune licence n’est indiquée. Consultez l’éditeur avant de publier à nouveau ces données.
data-example = Exemple
data-example-formula = Cette formule affiche les membres dans un tableur en ligne :
data-example-program = Ce programme en Python affiche qui fait partie de quoi :
data-further = Autres formes

## Search
search = Recherche
search-words = Mots à chercher
search-button = Rechercher
search-kinds = Ces types seulement
search-topic = Thème
search-topic-any = Tous les thèmes
pages = Pages
search-more = Afficher plus de résultats
search-working = Recherche en cours…
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } résultat
    [many] { $count } de résultats
   *[other] { $count } résultats
}
search-nothing = Aucun résultat. Essayez un autre mot, moins de mots, ou tous les types et thèmes.
search-failed = La recherche est momentanément inaccessible. Réessayez dans un instant.
search-needs-script = La recherche a besoin de JavaScript, que ce navigateur n’exécute pas ici.
search-a-z = Toutes les pages figurent dans la liste « { $link } ».

## Calendars
calendar-of = Calendrier des réunions : { $title }
contact-card = Fiche de contact

## Public corrections
corrections-intro = Ce qui a été rectifié sur ces pages après leur publication, du plus récent au plus ancien.
corrections-withdrawn = Une page a été retirée

## Editions
preview-band-name = Aperçu
preview-band = Aperçu, non publié
search-not-here = La recherche fonctionne sur le site lui-même. Cette copie se lit sans serveur, et la recherche en a besoin.
