### The interface in Spanish. `content/strings/es.ftl` changes or adds messages.
###
### Names come without an article, and « a » and « de » merge with « el »: a name whose first word is not known stands
### behind a colon, or before one.

## Around a page
skip-to-content = Ir al contenido
menu = Menú
breadcrumbs = Ruta de navegación
home = Inicio
on-this-page = En esta página
languages = Idiomas
language-missing = no disponible en este idioma
feed-of = Canal de novedades: { $title }
last-updated = Última actualización: { $date }
published-by = Publicado por: { $who }
about-this-site = Acerca de este sitio
licence = Licencia: { $licence }
edit-this-page = Editar esta página
previous = Página anterior
next = Página siguiente
neighbours = Páginas anterior y siguiente
abbreviations = Abreviaturas
letters = Letras
undated = Sin fecha
latest-notes = Últimas notas
all-notes = Todas las notas
not-found = Página no encontrada
not-found-help = No hay ninguna página en esta dirección. El menú da acceso a todas las secciones del sitio.
fallback-notice = Esta página no está disponible en este idioma. Se muestra en { $language }.
moved = Esta página ha cambiado de dirección
moved-to = Ahora se encuentra aquí: { $link }
a-z = De la A a la Z
parts = Páginas de esta lista
part = Página { $number }
topics = Temas
topic = Tema: { $topic }
contents-of = { $count ->
    [0] Esta lista aún no contiene ningún elemento.
    [one] Un elemento
    [many] { $count } de elementos
   *[other] { $count } elementos
}
sections = Secciones
corrections = Correcciones
correction = { $date }: { $what }
contact = Contacto
email = Correo electrónico
phone = Teléfono
address = Dirección
press = Prensa
links = Enlaces
named-by = Menciones en otras páginas
gone-notice = Esta página fue retirada el { $date }.
original-changed = El original se ha modificado después de esta traducción: { $link }

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
footnotes = Notas al pie
footnote = Nota { $number }
footnote-back = Volver al texto
done = Hecho
to-do = Pendiente
note = Nota
tip = Sugerencia
important = Importante
warning = Advertencia
caution = Precaución
table = Tabla
file-of = { $kind }, { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } B
size-kb = { $size } kB
size-mb = { $size } MB

## Kinds and their lists
bodies = Órganos
organisations = Organizaciones
people = Personas
quotes = Declaraciones
notes = Notas
meetings = Reuniones
quote-of = Declaración: { $name }
quote-untitled = Declaración
meeting-of = { $body }, { $date }
meeting-untitled = Reunión

## Sorts of bodies and organisations
committee = Comité
secretariat = Secretaría
mechanism = Mecanismo
working-group = Grupo de trabajo
assembly = Asamblea
board = Junta directiva
city-network = Red de ciudades
un-agency = Organismo de las Naciones Unidas
intergovernmental = Organización intergubernamental
ngo = Organización no gubernamental
government = Gobierno
coalition = Coalición
initiative = Iniciativa
forum = Foro

## Facts
facts = Datos básicos
acronym = Sigla
other-names = Otras denominaciones
classification = Tipo
part-of = Forma parte de
body-of = Órgano de
body-of-whom = Órgano de: { $whom }
within = Marco
website = Sitio web
identifiers = Identificadores
founded = Creación
dissolved = Disolución
members = Miembros
former-members = Miembros anteriores
future-members = Futuros miembros
chairs = Presidencia
meets = Periodicidad de las reuniones
member-of = Participación
relations = Función
relations-to = Función de otros órganos y organizaciones
posts = Cargos
former-posts = Cargos anteriores
honorific = Tratamiento
# $precision says how exact the date is: day, month or year.
since = { $precision ->
    [day] desde el { $date }
   *[other] desde { $date }
}
until = { $precision ->
    [day] hasta el { $date }
   *[other] hasta { $date }
}
# $since-precision and $until-precision say how exact each date is.
since-until = { $since-precision ->
    [day] del { $since } { until-this }
   *[other] de { $since } { until-this }
}
until-this = { $until-precision ->
    [day] al { $until }
   *[other] a { $until }
}
quotes-of-members = Declaraciones de sus integrantes
notes-about = Notas
about = Asunto
body = Órgano
documents = Documentos
status = Estado
planned = Prevista
held = Celebrada
cancelled = Cancelada
place = Lugar
online = En línea
take-part = Participar en línea
starts = Comienzo
ends = Fin
level = Nivel
agenda = Orden del día
minutes = Acta
source = Fuente: { $source }
date = Fecha
said-in = Idioma original: { $language }
unofficial-translation = Traducción no oficial
unofficial-translation-by = Traducción no oficial realizada por: { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. $whom-head, $who-head and $forum-head are the
# first word of the name in small letters without accents, by which gender and number are known here; a name that
# begins with another word stands behind a colon.
articles = el la los las un una unos unas
# With the space or colon before it. Names of cities’ networks need no article: «Ciudades y Gobiernos Locales Unidos».
whom = { $whom-kind ->
    [person] {" "}{ $whom }
    [name] {" "}{ $whom }
   *[other] { $whom-head ->
        [acnur] {" "}el { $whom }
        [alto] {" "}el { $whom }
        [ayuntamiento] {" "}el { $whom }
        [banco] {" "}el { $whom }
        [centro] {" "}el { $whom }
        [comite] {" "}el { $whom }
        [congreso] {" "}el { $whom }
        [consejo] {" "}el { $whom }
        [consorcio] {" "}el { $whom }
        [departamento] {" "}el { $whom }
        [dialogo] {" "}el { $whom }
        [equipo] {" "}el { $whom }
        [estado] {" "}el { $whom }
        [fondo] {" "}el { $whom }
        [foro] {" "}el { $whom }
        [forum] {" "}el { $whom }
        [gobierno] {" "}el { $whom }
        [grupo] {" "}el { $whom }
        [instituto] {" "}el { $whom }
        [mecanismo] {" "}el { $whom }
        [ministerio] {" "}el { $whom }
        [municipio] {" "}el { $whom }
        [observatorio] {" "}el { $whom }
        [organismo] {" "}el { $whom }
        [pacto] {" "}el { $whom }
        [parlamento] {" "}el { $whom }
        [pnud] {" "}el { $whom }
        [proceso] {" "}el { $whom }
        [programa] {" "}el { $whom }
        [secretariado] {" "}el { $whom }
        [servicio] {" "}el { $whom }
        [sindicato] {" "}el { $whom }
        [subcomite] {" "}el { $whom }
        [unicef] {" "}el { $whom }
        [agencia] {" "}la { $whom }
        [alcaldia] {" "}la { $whom }
        [alianza] {" "}la { $whom }
        [alta] {" "}la { $whom }
        [asamblea] {" "}la { $whom }
        [asociacion] {" "}la { $whom }
        [autoridad] {" "}la { $whom }
        [camara] {" "}la { $whom }
        [ciudad] {" "}la { $whom }
        [coalicion] {" "}la { $whom }
        [comision] {" "}la { $whom }
        [conferencia] {" "}la { $whom }
        [corte] {" "}la { $whom }
        [cumbre] {" "}la { $whom }
        [delegacion] {" "}la { $whom }
        [direccion] {" "}la { $whom }
        [federacion] {" "}la { $whom }
        [fundacion] {" "}la { $whom }
        [iniciativa] {" "}la { $whom }
        [junta] {" "}la { $whom }
        [liga] {" "}la { $whom }
        [mesa] {" "}la { $whom }
        [mision] {" "}la { $whom }
        [municipalidad] {" "}la { $whom }
        [oficina] {" "}la { $whom }
        [oim] {" "}la { $whom }
        [organizacion] {" "}la { $whom }
        [plataforma] {" "}la { $whom }
        [presidencia] {" "}la { $whom }
        [red] {" "}la { $whom }
        [region] {" "}la { $whom }
        [republica] {" "}la { $whom }
        [secretaria] {" "}la { $whom }
        [taskforce] {" "}la { $whom }
        [ue] {" "}la { $whom }
        [union] {" "}la { $whom }
        [amigos] {" "}los { $whom }
        [naciones] {" "}las { $whom }
        [alcaldes] { whom-network }
        [cglu] { whom-network }
        [ciudades] { whom-network }
        [municipios] { whom-network }
        [regiones] { whom-network }
       *[other] : { $whom }
    }
}
whom-network = { $whom-kind ->
    [organisation] {" "}{ $whom }
   *[other] : { $whom }
}
# «A» and «de» with it, which merge with «el», but not with the capital «El» of a name.
to-whom = { $whom-kind ->
    [person] a { $whom }
   *[other] { $whom-head ->
        [acnur] al { $whom }
        [alto] al { $whom }
        [ayuntamiento] al { $whom }
        [banco] al { $whom }
        [centro] al { $whom }
        [comite] al { $whom }
        [congreso] al { $whom }
        [consejo] al { $whom }
        [consorcio] al { $whom }
        [departamento] al { $whom }
        [dialogo] al { $whom }
        [equipo] al { $whom }
        [estado] al { $whom }
        [fondo] al { $whom }
        [foro] al { $whom }
        [forum] al { $whom }
        [gobierno] al { $whom }
        [grupo] al { $whom }
        [instituto] al { $whom }
        [mecanismo] al { $whom }
        [ministerio] al { $whom }
        [municipio] al { $whom }
        [observatorio] al { $whom }
        [organismo] al { $whom }
        [pacto] al { $whom }
        [parlamento] al { $whom }
        [pnud] al { $whom }
        [proceso] al { $whom }
        [programa] al { $whom }
        [secretariado] al { $whom }
        [servicio] al { $whom }
        [sindicato] al { $whom }
        [subcomite] al { $whom }
        [unicef] al { $whom }
       *[other] a{ whom }
    }
}
of-whom = { $whom-kind ->
    [person] de { $whom }
   *[other] { $whom-head ->
        [acnur] del { $whom }
        [alto] del { $whom }
        [ayuntamiento] del { $whom }
        [banco] del { $whom }
        [centro] del { $whom }
        [comite] del { $whom }
        [congreso] del { $whom }
        [consejo] del { $whom }
        [consorcio] del { $whom }
        [departamento] del { $whom }
        [dialogo] del { $whom }
        [equipo] del { $whom }
        [estado] del { $whom }
        [fondo] del { $whom }
        [foro] del { $whom }
        [forum] del { $whom }
        [gobierno] del { $whom }
        [grupo] del { $whom }
        [instituto] del { $whom }
        [mecanismo] del { $whom }
        [ministerio] del { $whom }
        [municipio] del { $whom }
        [observatorio] del { $whom }
        [organismo] del { $whom }
        [pacto] del { $whom }
        [parlamento] del { $whom }
        [pnud] del { $whom }
        [proceso] del { $whom }
        [programa] del { $whom }
        [secretariado] del { $whom }
        [servicio] del { $whom }
        [sindicato] del { $whom }
        [subcomite] del { $whom }
        [unicef] del { $whom }
       *[other] de{ whom }
    }
}
# It begins a sentence whose verb is in the singular.
who = { $who-kind ->
    [person] { $who }
   *[other] { $who-head ->
        [acnur] El { $who }
        [alto] El { $who }
        [ayuntamiento] El { $who }
        [banco] El { $who }
        [centro] El { $who }
        [comite] El { $who }
        [congreso] El { $who }
        [consejo] El { $who }
        [consorcio] El { $who }
        [departamento] El { $who }
        [dialogo] El { $who }
        [equipo] El { $who }
        [estado] El { $who }
        [fondo] El { $who }
        [foro] El { $who }
        [forum] El { $who }
        [gobierno] El { $who }
        [grupo] El { $who }
        [instituto] El { $who }
        [mecanismo] El { $who }
        [ministerio] El { $who }
        [municipio] El { $who }
        [observatorio] El { $who }
        [organismo] El { $who }
        [pacto] El { $who }
        [parlamento] El { $who }
        [pnud] El { $who }
        [proceso] El { $who }
        [programa] El { $who }
        [secretariado] El { $who }
        [servicio] El { $who }
        [sindicato] El { $who }
        [subcomite] El { $who }
        [unicef] El { $who }
        [agencia] La { $who }
        [alcaldia] La { $who }
        [alianza] La { $who }
        [alta] La { $who }
        [asamblea] La { $who }
        [asociacion] La { $who }
        [autoridad] La { $who }
        [camara] La { $who }
        [ciudad] La { $who }
        [coalicion] La { $who }
        [comision] La { $who }
        [conferencia] La { $who }
        [corte] La { $who }
        [cumbre] La { $who }
        [delegacion] La { $who }
        [direccion] La { $who }
        [federacion] La { $who }
        [fundacion] La { $who }
        [iniciativa] La { $who }
        [junta] La { $who }
        [liga] La { $who }
        [mesa] La { $who }
        [mision] La { $who }
        [municipalidad] La { $who }
        [oficina] La { $who }
        [oim] La { $who }
        [organizacion] La { $who }
        [plataforma] La { $who }
        [presidencia] La { $who }
        [red] La { $who }
        [region] La { $who }
        [republica] La { $who }
        [secretaria] La { $who }
        [taskforce] La { $who }
        [ue] La { $who }
        [union] La { $who }
        [amigos] El grupo de { $who }
        [naciones] { $who }
        [alcaldes] { who-network }
        [cglu] { who-network }
        [ciudades] { who-network }
        [municipios] { who-network }
        [regiones] { who-network }
       *[other] { $who }:
    }
}
who-network = { $who-kind ->
    [organisation] { $who }
   *[other] { $who }:
}
forum-named = foro: { $forum }
in-forum = { $forum-head ->
    [centro] en el { $forum }
    [comite] en el { $forum }
    [congreso] en el { $forum }
    [consejo] en el { $forum }
    [dialogo] en el { $forum }
    [foro] en el { $forum }
    [forum] en el { $forum }
    [grupo] en el { $forum }
    [mecanismo] en el { $forum }
    [pacto] en el { $forum }
    [parlamento] en el { $forum }
    [proceso] en el { $forum }
    [programa] en el { $forum }
    [secretariado] en el { $forum }
    [agencia] en la { $forum }
    [alianza] en la { $forum }
    [asamblea] en la { $forum }
    [asociacion] en la { $forum }
    [coalicion] en la { $forum }
    [comision] en la { $forum }
    [conferencia] en la { $forum }
    [cumbre] en la { $forum }
    [federacion] en la { $forum }
    [iniciativa] en la { $forum }
    [liga] en la { $forum }
    [mesa] en la { $forum }
    [oficina] en la { $forum }
    [organizacion] en la { $forum }
    [plataforma] en la { $forum }
    [red] en la { $forum }
    [taskforce] en la { $forum }
    [union] en la { $forum }
    [naciones] en las { $forum }
    [cglu] en { $forum }
    [ciudades] en { $forum }
   *[other] ({ forum-named })
}
within-forum = { $forum-head ->
    [centro] en el marco del { $forum }
    [comite] en el marco del { $forum }
    [congreso] en el marco del { $forum }
    [consejo] en el marco del { $forum }
    [dialogo] en el marco del { $forum }
    [foro] en el marco del { $forum }
    [forum] en el marco del { $forum }
    [grupo] en el marco del { $forum }
    [mecanismo] en el marco del { $forum }
    [pacto] en el marco del { $forum }
    [parlamento] en el marco del { $forum }
    [proceso] en el marco del { $forum }
    [programa] en el marco del { $forum }
    [secretariado] en el marco del { $forum }
    [agencia] en el marco de la { $forum }
    [alianza] en el marco de la { $forum }
    [asamblea] en el marco de la { $forum }
    [asociacion] en el marco de la { $forum }
    [coalicion] en el marco de la { $forum }
    [comision] en el marco de la { $forum }
    [conferencia] en el marco de la { $forum }
    [cumbre] en el marco de la { $forum }
    [federacion] en el marco de la { $forum }
    [iniciativa] en el marco de la { $forum }
    [liga] en el marco de la { $forum }
    [mesa] en el marco de la { $forum }
    [oficina] en el marco de la { $forum }
    [organizacion] en el marco de la { $forum }
    [plataforma] en el marco de la { $forum }
    [red] en el marco de la { $forum }
    [taskforce] en el marco de la { $forum }
    [union] en el marco de la { $forum }
    [naciones] en el marco de las { $forum }
    [cglu] en el marco de { $forum }
    [ciudades] en el marco de { $forum }
   *[other] en el marco de: { $forum }
}
decides-for = Adopta decisiones para{ whom }
decides-for-on = Adopta decisiones sobre { $on } para{ whom }
advises = Asesora { to-whom }
advises-on = Asesora sobre { $on } { to-whom }
guides = Orienta { to-whom }
guides-on = Orienta sobre { $on } { to-whom }
serves = Presta apoyo { to-whom }
serves-on = Presta apoyo { to-whom } (tema: { $on })
reports-to = Rinde cuentas { to-whom }
reports-to-on = Rinde cuentas sobre { $on } { to-whom }
acts-for = Actúa en nombre { of-whom }
acts-for-on = Actúa en nombre { of-whom } (tema: { $on })
represents = Representa { to-whom }
represents-in = Representa { to-whom } { in-forum }
# «Le» and «su» fit any gender.
decides-for-of = { who } tiene facultad de decisión en sus asuntos
decides-for-on-of = { who } tiene facultad de decisión en sus asuntos (tema: { $on })
advises-of = { who } le presta asesoramiento
advises-on-of = { who } le presta asesoramiento sobre { $on }
guides-of = { who } le proporciona orientación
guides-on-of = { who } le proporciona orientación sobre { $on }
serves-of = { who } le presta apoyo
serves-on-of = { who } le presta apoyo (tema: { $on })
reports-to-of = { who } le rinde cuentas
reports-to-on-of = { who } le rinde cuentas sobre { $on }
acts-for-of = { who } actúa en su nombre
acts-for-on-of = { who } actúa en su nombre (tema: { $on })
represents-of = { who } ejerce su representación
represents-in-of = { who } ejerce su representación { in-forum }
works-within = Trabaja { within-forum }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Diagrama: { $name }
diagram-owners = Una línea simple une un órgano con la entidad a la que pertenece.
diagram-arrows = Una flecha parte de la entidad que actúa e indica lo que esta hace para la otra.
diagram-in-words = El mismo diagrama en palabras:
arrow-within = trabaja en este marco
arrow-decides-for = adopta decisiones
arrow-decides-for-on = adopta decisiones sobre { $on }
arrow-advises = asesora
arrow-advises-on = asesora sobre { $on }
arrow-guides = orienta
arrow-guides-on = orienta sobre { $on }
arrow-serves = presta apoyo
arrow-serves-on = presta apoyo (tema: { $on })
arrow-reports-to = rinde cuentas
arrow-reports-to-on = rinde cuentas sobre { $on }
arrow-acts-for = actúa en su nombre
arrow-acts-for-on = actúa en su nombre (tema: { $on })
arrow-represents = representa
arrow-represents-in = representa ({ forum-named })

## Meeting rules: how often, at which level, or when else
# « O » would become « u » before an o: « o bien » never does.
cadence = { $at-least ->
    [yes] al menos { cadence-often }
   *[no] { cadence-often }
}{ $has-level ->
    [yes] , a nivel { $level }
   *[no] {""}
}{ $has-or ->
    [yes] , o bien { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } por semana
    [month] { cadence-times } al mes
    [quarter] { cadence-times } por trimestre
    [half-year] { cadence-times } por semestre
   *[year] { cadence-times } al año
}
cadence-times = { $times ->
    [one] una vez
    [2] dos veces
    [3] tres veces
    [4] cuatro veces
    [many] { $times } de veces
   *[other] { $times } veces
}

## Accessibility statements
accessibility-status = Situación de cumplimiento
not-assessed = Sin evaluar
partial = Parcialmente conforme
full = Plenamente conforme
accessibility-standard = Norma
accessibility-assessed-on = Fecha de la evaluación
accessibility-method = Método de evaluación
accessibility-feedback = Observaciones
accessibility-enforcement = Procedimiento de aplicación
accessibility-limits = Contenido no accesible

## Datos abiertos
data = Datos abiertos
data-intro = Los hechos de estas páginas como datos, para redacciones, investigación y otros sitios. Páginas y datos se hacen con las mismas fichas.
data-governance = Órganos, organizaciones, personas, membresías, cargos, declaraciones y reuniones
data-linked = Los mismos hechos como datos enlazados
data-licence = Licencia
data-no-licence = No se indica ninguna licencia. Consulte a quien publica este sitio antes de volver a publicar estos datos.
data-example = Ejemplo
data-example-formula = Esta fórmula muestra los miembros en una hoja de cálculo en línea:
data-example-program = Este programa en Python muestra quién forma parte de qué:
data-further = Otras formas

## Search
search = Búsqueda
search-words = Palabras que buscar
search-button = Buscar
search-kinds = Solo estos tipos
search-topic = Tema
search-topic-any = Todos los temas
pages = Páginas
search-more = Mostrar más resultados
search-working = Buscando…
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } resultado
    [many] { $count } de resultados
   *[other] { $count } resultados
}
search-nothing = No se ha encontrado nada. Pruebe con otra palabra, con menos palabras o con todos los tipos y temas.
search-failed = La búsqueda no está disponible en este momento. Inténtelo de nuevo dentro de un instante.
search-needs-script = La búsqueda necesita JavaScript, que este navegador no ejecuta aquí.
search-a-z = Todas las páginas figuran en la lista «{ $link }».

## Calendars
calendar-of = Calendario de reuniones: { $title }
contact-card = Tarjeta de contacto

## Public corrections
corrections-intro = Lo que se ha corregido en estas páginas después de su publicación, de lo más reciente a lo más antiguo.
corrections-withdrawn = Se ha retirado una página

## Editions
preview-band-name = Vista previa
preview-band = Vista previa, no publicada
search-not-here = La búsqueda funciona en el propio sitio. Esta copia se lee sin servidor, y la búsqueda lo necesita.
