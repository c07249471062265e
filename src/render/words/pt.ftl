### The interface in Portuguese. `content/strings/pt.ftl` changes or adds messages.
###
### Names come without an article, and « a », « de », « em » and « por » merge with one: a name whose first word is not
### known stands behind a colon, or before one. Words are those that Brazil and Portugal share, where there are such.

## Around a page
skip-to-content = Ir para o conteúdo
menu = Menu
breadcrumbs = Caminho de navegação
home = Início
on-this-page = Nesta página
languages = Idiomas
language-missing = não disponível neste idioma
feed-of = Canal de novidades: { $title }
last-updated = Última atualização: { $date }
published-by = Publicado por: { $who }
about-this-site = Sobre este portal
licence = Licença: { $licence }
edit-this-page = Editar esta página
previous = Página anterior
next = Página seguinte
neighbours = Páginas anterior e seguinte
abbreviations = Abreviaturas
letters = Letras
undated = Sem data
latest-notes = Últimas notas
all-notes = Todas as notas
not-found = Página não encontrada
not-found-help = Não há nenhuma página neste endereço. O menu dá acesso a todas as áreas do portal.
fallback-notice = Esta página não está disponível neste idioma. É apresentada em { $language }.
moved = Esta página mudou de endereço
moved-to = Encontra-se agora aqui: { $link }
a-z = Índice de A a Z
parts = Páginas desta lista
part = Página { $number }
topics = Temas
topic = Tema: { $topic }
contents-of = { $count ->
    [0] Esta lista ainda não contém nenhum elemento.
    [one] Um elemento
    [many] { $count } de elementos
   *[other] { $count } elementos
}
sections = Áreas
corrections = Correções
correction = { $date }: { $what }
contact = Contato
email = E-mail
phone = Telefone
address = Endereço
press = Imprensa
links = Para saber mais
named-by = Menções em outras páginas
gone-notice = Esta página foi retirada em { $date }.
original-changed = O original foi alterado depois desta tradução: { $link }

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
footnotes = Notas de rodapé
footnote = Nota { $number }
footnote-back = Voltar ao texto
done = Concluído
to-do = Pendente
note = Nota
tip = Sugestão
important = Importante
warning = Atenção
caution = Cuidado
table = Tabela
file-of = { $kind }, { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } B
size-kb = { $size } kB
size-mb = { $size } MB

## Kinds and their lists
bodies = Órgãos
organisations = Organizações
people = Pessoas
quotes = Declarações
notes = Notas
meetings = Reuniões
quote-of = Declaração: { $name }
quote-untitled = Declaração
meeting-of = { $body }, { $date }
meeting-untitled = Reunião

## Sorts of bodies and organisations
committee = Comissão
secretariat = Secretariado
mechanism = Mecanismo
working-group = Grupo de trabalho
assembly = Assembleia
board = Conselho
city-network = Rede de cidades
un-agency = Agência das Nações Unidas
intergovernmental = Organização intergovernamental
ngo = Organização não governamental
government = Governo
coalition = Aliança
initiative = Iniciativa
forum = Fórum

## Facts
facts = Em síntese
acronym = Sigla
other-names = Outras denominações
classification = Tipo
part-of = Faz parte de
body-of = Órgão de
body-of-whom = Órgão de: { $whom }
within = Âmbito
website = Página na internet
identifiers = Identificadores
founded = Criação
dissolved = Extinção
members = Membros
former-members = Membros anteriores
future-members = Futuros membros
chairs = Presidência
meets = Periodicidade das reuniões
member-of = Participação
relations = Função
relations-to = Função de outros órgãos e organizações
posts = Cargos
former-posts = Cargos anteriores
honorific = Forma de tratamento
# $precision says how exact the date is: day, month or year.
since = desde { $date }
until = até { $date }
# $since-precision and $until-precision say how exact each date is.
since-until = de { $since } a { $until }
quotes-of-members = Declarações de integrantes
notes-about = Notas
about = Assunto
body = Órgão
documents = Documentos
status = Situação
planned = Prevista
held = Realizada
cancelled = Cancelada
place = Local
online = Pela internet
take-part = Participar pela internet
starts = Início
ends = Fim
level = Nível
agenda = Ordem do dia
minutes = Ata
source = Fonte: { $source }
date = Data
said-in = Idioma original: { $language }
unofficial-translation = Tradução não oficial
unofficial-translation-by = Tradução não oficial feita por: { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. $whom-head, $who-head and $forum-head are the
# first word of the name in small letters without accents, by which gender and number are known here; a name that
# begins with another word stands behind a colon.
articles = o a os as um uma uns umas
# With the space or colon before it. Names of cities’ networks need no article: «Cidades e Governos Locais Unidos».
whom = { $whom-kind ->
    [person] {" "}{ $whom }
    [name] {" "}{ $whom }
   *[other] { $whom-head ->
        [acnur] {" "}o { $whom }
        [alto] {" "}o { $whom }
        [alto-comissariado] {" "}o { $whom }
        [banco] {" "}o { $whom }
        [centro] {" "}o { $whom }
        [comite] {" "}o { $whom }
        [congresso] {" "}o { $whom }
        [conselho] {" "}o { $whom }
        [consorcio] {" "}o { $whom }
        [departamento] {" "}o { $whom }
        [dialogo] {" "}o { $whom }
        [escritorio] {" "}o { $whom }
        [estado] {" "}o { $whom }
        [foro] {" "}o { $whom }
        [forum] {" "}o { $whom }
        [fundo] {" "}o { $whom }
        [governo] {" "}o { $whom }
        [grupo] {" "}o { $whom }
        [instituto] {" "}o { $whom }
        [mecanismo] {" "}o { $whom }
        [ministerio] {" "}o { $whom }
        [municipio] {" "}o { $whom }
        [observatorio] {" "}o { $whom }
        [organismo] {" "}o { $whom }
        [pacto] {" "}o { $whom }
        [parlamento] {" "}o { $whom }
        [pnud] {" "}o { $whom }
        [processo] {" "}o { $whom }
        [programa] {" "}o { $whom }
        [secretariado] {" "}o { $whom }
        [servico] {" "}o { $whom }
        [sindicato] {" "}o { $whom }
        [subcomite] {" "}o { $whom }
        [unicef] {" "}o { $whom }
        [agencia] {" "}a { $whom }
        [alianca] {" "}a { $whom }
        [alta] {" "}a { $whom }
        [assembleia] {" "}a { $whom }
        [associacao] {" "}a { $whom }
        [autoridade] {" "}a { $whom }
        [camara] {" "}a { $whom }
        [cidade] {" "}a { $whom }
        [cimeira] {" "}a { $whom }
        [coalicao] {" "}a { $whom }
        [coalizao] {" "}a { $whom }
        [coligacao] {" "}a { $whom }
        [comissao] {" "}a { $whom }
        [conferencia] {" "}a { $whom }
        [corte] {" "}a { $whom }
        [cupula] {" "}a { $whom }
        [delegacao] {" "}a { $whom }
        [direcao] {" "}a { $whom }
        [equipa] {" "}a { $whom }
        [equipe] {" "}a { $whom }
        [federacao] {" "}a { $whom }
        [forca-tarefa] {" "}a { $whom }
        [fundacao] {" "}a { $whom }
        [iniciativa] {" "}a { $whom }
        [junta] {" "}a { $whom }
        [liga] {" "}a { $whom }
        [mesa] {" "}a { $whom }
        [missao] {" "}a { $whom }
        [oim] {" "}a { $whom }
        [organizacao] {" "}a { $whom }
        [plataforma] {" "}a { $whom }
        [prefeitura] {" "}a { $whom }
        [presidencia] {" "}a { $whom }
        [rede] {" "}a { $whom }
        [regiao] {" "}a { $whom }
        [republica] {" "}a { $whom }
        [secretaria] {" "}a { $whom }
        [secretaria-geral] {" "}a { $whom }
        [taskforce] {" "}a { $whom }
        [ue] {" "}a { $whom }
        [uniao] {" "}a { $whom }
        [amigos] {" "}os { $whom }
        [nacoes] {" "}as { $whom }
        [cglu] { whom-network }
        [cidades] { whom-network }
        [municipios] { whom-network }
        [prefeitos] { whom-network }
        [regioes] { whom-network }
       *[other] : { $whom }
    }
}
whom-network = { $whom-kind ->
    [organisation] {" "}{ $whom }
   *[other] : { $whom }
}
# «A» and «de» with it, which merge with the article.
to-whom = { $whom-kind ->
    [person] a { $whom }
    [name] a: { $whom }
   *[other] { $whom-head ->
        [acnur] ao { $whom }
        [alto] ao { $whom }
        [alto-comissariado] ao { $whom }
        [banco] ao { $whom }
        [centro] ao { $whom }
        [comite] ao { $whom }
        [congresso] ao { $whom }
        [conselho] ao { $whom }
        [consorcio] ao { $whom }
        [departamento] ao { $whom }
        [dialogo] ao { $whom }
        [escritorio] ao { $whom }
        [estado] ao { $whom }
        [foro] ao { $whom }
        [forum] ao { $whom }
        [fundo] ao { $whom }
        [governo] ao { $whom }
        [grupo] ao { $whom }
        [instituto] ao { $whom }
        [mecanismo] ao { $whom }
        [ministerio] ao { $whom }
        [municipio] ao { $whom }
        [observatorio] ao { $whom }
        [organismo] ao { $whom }
        [pacto] ao { $whom }
        [parlamento] ao { $whom }
        [pnud] ao { $whom }
        [processo] ao { $whom }
        [programa] ao { $whom }
        [secretariado] ao { $whom }
        [servico] ao { $whom }
        [sindicato] ao { $whom }
        [subcomite] ao { $whom }
        [unicef] ao { $whom }
        [agencia] à { $whom }
        [alianca] à { $whom }
        [alta] à { $whom }
        [assembleia] à { $whom }
        [associacao] à { $whom }
        [autoridade] à { $whom }
        [camara] à { $whom }
        [cidade] à { $whom }
        [cimeira] à { $whom }
        [coalicao] à { $whom }
        [coalizao] à { $whom }
        [coligacao] à { $whom }
        [comissao] à { $whom }
        [conferencia] à { $whom }
        [corte] à { $whom }
        [cupula] à { $whom }
        [delegacao] à { $whom }
        [direcao] à { $whom }
        [equipa] à { $whom }
        [equipe] à { $whom }
        [federacao] à { $whom }
        [forca-tarefa] à { $whom }
        [fundacao] à { $whom }
        [iniciativa] à { $whom }
        [junta] à { $whom }
        [liga] à { $whom }
        [mesa] à { $whom }
        [missao] à { $whom }
        [oim] à { $whom }
        [organizacao] à { $whom }
        [plataforma] à { $whom }
        [prefeitura] à { $whom }
        [presidencia] à { $whom }
        [rede] à { $whom }
        [regiao] à { $whom }
        [republica] à { $whom }
        [secretaria] à { $whom }
        [secretaria-geral] à { $whom }
        [taskforce] à { $whom }
        [ue] à { $whom }
        [uniao] à { $whom }
        [amigos] aos { $whom }
        [nacoes] às { $whom }
       *[other] a{ whom }
    }
}
of-whom = { $whom-kind ->
    [person] de { $whom }
    [name] de: { $whom }
   *[other] { $whom-head ->
        [acnur] do { $whom }
        [alto] do { $whom }
        [alto-comissariado] do { $whom }
        [banco] do { $whom }
        [centro] do { $whom }
        [comite] do { $whom }
        [congresso] do { $whom }
        [conselho] do { $whom }
        [consorcio] do { $whom }
        [departamento] do { $whom }
        [dialogo] do { $whom }
        [escritorio] do { $whom }
        [estado] do { $whom }
        [foro] do { $whom }
        [forum] do { $whom }
        [fundo] do { $whom }
        [governo] do { $whom }
        [grupo] do { $whom }
        [instituto] do { $whom }
        [mecanismo] do { $whom }
        [ministerio] do { $whom }
        [municipio] do { $whom }
        [observatorio] do { $whom }
        [organismo] do { $whom }
        [pacto] do { $whom }
        [parlamento] do { $whom }
        [pnud] do { $whom }
        [processo] do { $whom }
        [programa] do { $whom }
        [secretariado] do { $whom }
        [servico] do { $whom }
        [sindicato] do { $whom }
        [subcomite] do { $whom }
        [unicef] do { $whom }
        [agencia] da { $whom }
        [alianca] da { $whom }
        [alta] da { $whom }
        [assembleia] da { $whom }
        [associacao] da { $whom }
        [autoridade] da { $whom }
        [camara] da { $whom }
        [cidade] da { $whom }
        [cimeira] da { $whom }
        [coalicao] da { $whom }
        [coalizao] da { $whom }
        [coligacao] da { $whom }
        [comissao] da { $whom }
        [conferencia] da { $whom }
        [corte] da { $whom }
        [cupula] da { $whom }
        [delegacao] da { $whom }
        [direcao] da { $whom }
        [equipa] da { $whom }
        [equipe] da { $whom }
        [federacao] da { $whom }
        [forca-tarefa] da { $whom }
        [fundacao] da { $whom }
        [iniciativa] da { $whom }
        [junta] da { $whom }
        [liga] da { $whom }
        [mesa] da { $whom }
        [missao] da { $whom }
        [oim] da { $whom }
        [organizacao] da { $whom }
        [plataforma] da { $whom }
        [prefeitura] da { $whom }
        [presidencia] da { $whom }
        [rede] da { $whom }
        [regiao] da { $whom }
        [republica] da { $whom }
        [secretaria] da { $whom }
        [secretaria-geral] da { $whom }
        [taskforce] da { $whom }
        [ue] da { $whom }
        [uniao] da { $whom }
        [amigos] dos { $whom }
        [nacoes] das { $whom }
       *[other] de{ whom }
    }
}
# It begins a sentence whose verb is in the singular.
who = { $who-kind ->
    [person] { $who }
   *[other] { $who-head ->
        [acnur] O { $who }
        [alto] O { $who }
        [alto-comissariado] O { $who }
        [banco] O { $who }
        [centro] O { $who }
        [comite] O { $who }
        [congresso] O { $who }
        [conselho] O { $who }
        [consorcio] O { $who }
        [departamento] O { $who }
        [dialogo] O { $who }
        [escritorio] O { $who }
        [estado] O { $who }
        [foro] O { $who }
        [forum] O { $who }
        [fundo] O { $who }
        [governo] O { $who }
        [grupo] O { $who }
        [instituto] O { $who }
        [mecanismo] O { $who }
        [ministerio] O { $who }
        [municipio] O { $who }
        [observatorio] O { $who }
        [organismo] O { $who }
        [pacto] O { $who }
        [parlamento] O { $who }
        [pnud] O { $who }
        [processo] O { $who }
        [programa] O { $who }
        [secretariado] O { $who }
        [servico] O { $who }
        [sindicato] O { $who }
        [subcomite] O { $who }
        [unicef] O { $who }
        [agencia] A { $who }
        [alianca] A { $who }
        [alta] A { $who }
        [assembleia] A { $who }
        [associacao] A { $who }
        [autoridade] A { $who }
        [camara] A { $who }
        [cidade] A { $who }
        [cimeira] A { $who }
        [coalicao] A { $who }
        [coalizao] A { $who }
        [coligacao] A { $who }
        [comissao] A { $who }
        [conferencia] A { $who }
        [corte] A { $who }
        [cupula] A { $who }
        [delegacao] A { $who }
        [direcao] A { $who }
        [equipa] A { $who }
        [equipe] A { $who }
        [federacao] A { $who }
        [forca-tarefa] A { $who }
        [fundacao] A { $who }
        [iniciativa] A { $who }
        [junta] A { $who }
        [liga] A { $who }
        [mesa] A { $who }
        [missao] A { $who }
        [oim] A { $who }
        [organizacao] A { $who }
        [plataforma] A { $who }
        [prefeitura] A { $who }
        [presidencia] A { $who }
        [rede] A { $who }
        [regiao] A { $who }
        [republica] A { $who }
        [secretaria] A { $who }
        [secretaria-geral] A { $who }
        [taskforce] A { $who }
        [ue] A { $who }
        [uniao] A { $who }
        [amigos] O grupo de { $who }
        [nacoes] A Organização das { $who }
        [cglu] { who-network }
        [cidades] { who-network }
        [municipios] { who-network }
        [prefeitos] { who-network }
        [regioes] { who-network }
       *[other] { $who }:
    }
}
who-network = { $who-kind ->
    [organisation] { $who }
   *[other] { $who }:
}
forum-named = fórum: { $forum }
in-forum = { $forum-head ->
    [centro] no { $forum }
    [comite] no { $forum }
    [congresso] no { $forum }
    [conselho] no { $forum }
    [dialogo] no { $forum }
    [foro] no { $forum }
    [forum] no { $forum }
    [grupo] no { $forum }
    [mecanismo] no { $forum }
    [pacto] no { $forum }
    [parlamento] no { $forum }
    [processo] no { $forum }
    [programa] no { $forum }
    [secretariado] no { $forum }
    [agencia] na { $forum }
    [alianca] na { $forum }
    [assembleia] na { $forum }
    [associacao] na { $forum }
    [cimeira] na { $forum }
    [coalicao] na { $forum }
    [coalizao] na { $forum }
    [coligacao] na { $forum }
    [comissao] na { $forum }
    [conferencia] na { $forum }
    [cupula] na { $forum }
    [federacao] na { $forum }
    [forca-tarefa] na { $forum }
    [iniciativa] na { $forum }
    [liga] na { $forum }
    [mesa] na { $forum }
    [organizacao] na { $forum }
    [plataforma] na { $forum }
    [rede] na { $forum }
    [taskforce] na { $forum }
    [uniao] na { $forum }
    [nacoes] nas { $forum }
    [cglu] em { $forum }
    [cidades] em { $forum }
   *[other] ({ forum-named })
}
within-forum = { $forum-head ->
    [centro] no âmbito do { $forum }
    [comite] no âmbito do { $forum }
    [congresso] no âmbito do { $forum }
    [conselho] no âmbito do { $forum }
    [dialogo] no âmbito do { $forum }
    [foro] no âmbito do { $forum }
    [forum] no âmbito do { $forum }
    [grupo] no âmbito do { $forum }
    [mecanismo] no âmbito do { $forum }
    [pacto] no âmbito do { $forum }
    [parlamento] no âmbito do { $forum }
    [processo] no âmbito do { $forum }
    [programa] no âmbito do { $forum }
    [secretariado] no âmbito do { $forum }
    [agencia] no âmbito da { $forum }
    [alianca] no âmbito da { $forum }
    [assembleia] no âmbito da { $forum }
    [associacao] no âmbito da { $forum }
    [cimeira] no âmbito da { $forum }
    [coalicao] no âmbito da { $forum }
    [coalizao] no âmbito da { $forum }
    [coligacao] no âmbito da { $forum }
    [comissao] no âmbito da { $forum }
    [conferencia] no âmbito da { $forum }
    [cupula] no âmbito da { $forum }
    [federacao] no âmbito da { $forum }
    [forca-tarefa] no âmbito da { $forum }
    [iniciativa] no âmbito da { $forum }
    [liga] no âmbito da { $forum }
    [mesa] no âmbito da { $forum }
    [organizacao] no âmbito da { $forum }
    [plataforma] no âmbito da { $forum }
    [rede] no âmbito da { $forum }
    [taskforce] no âmbito da { $forum }
    [uniao] no âmbito da { $forum }
    [nacoes] no âmbito das { $forum }
    [cglu] no âmbito de { $forum }
    [cidades] no âmbito de { $forum }
   *[other] no âmbito de: { $forum }
}
decides-for = Toma decisões para{ whom }
decides-for-on = Toma decisões sobre { $on } para{ whom }
advises = Presta assessoria { to-whom }
advises-on = Presta assessoria sobre { $on } { to-whom }
guides = Dá orientações { to-whom }
guides-on = Dá orientações sobre { $on } { to-whom }
serves = Presta apoio { to-whom }
serves-on = Presta apoio { to-whom } (tema: { $on })
reports-to = Presta contas { to-whom }
reports-to-on = Presta contas sobre { $on } { to-whom }
acts-for = Atua em nome { of-whom }
acts-for-on = Atua em nome { of-whom } (tema: { $on })
represents = Representa{ whom }
represents-in = Representa{ whom } { in-forum }
# «Lhe» and «seu» fit any gender; behind the subject, «presta-lhe» is right in Brazil and Portugal.
decides-for-of = { who } tem poder de decisão a seu respeito
decides-for-on-of = { who } tem poder de decisão a seu respeito (tema: { $on })
advises-of = { who } presta-lhe assessoria
advises-on-of = { who } presta-lhe assessoria sobre { $on }
guides-of = { who } dá-lhe orientações
guides-on-of = { who } dá-lhe orientações sobre { $on }
serves-of = { who } presta-lhe apoio
serves-on-of = { who } presta-lhe apoio (tema: { $on })
reports-to-of = { who } presta-lhe contas
reports-to-on-of = { who } presta-lhe contas sobre { $on }
acts-for-of = { who } atua em seu nome
acts-for-on-of = { who } atua em seu nome (tema: { $on })
represents-of = { who } assegura a sua representação
represents-in-of = { who } assegura a sua representação { in-forum }
works-within = Trabalha { within-forum }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Diagrama: { $name }
diagram-owners = Uma linha simples liga um órgão à entidade a que pertence.
diagram-arrows = Uma seta parte da entidade que atua e indica o que esta faz para a outra.
diagram-in-words = O mesmo diagrama em palavras:
arrow-within = trabalha neste âmbito
arrow-decides-for = toma decisões
arrow-decides-for-on = toma decisões sobre { $on }
arrow-advises = presta assessoria
arrow-advises-on = presta assessoria sobre { $on }
arrow-guides = dá orientações
arrow-guides-on = dá orientações sobre { $on }
arrow-serves = presta apoio
arrow-serves-on = presta apoio (tema: { $on })
arrow-reports-to = presta contas
arrow-reports-to-on = presta contas sobre { $on }
arrow-acts-for = atua em seu nome
arrow-acts-for-on = atua em seu nome (tema: { $on })
arrow-represents = representa
arrow-represents-in = representa ({ forum-named })

## Meeting rules: how often, at which level, or when else
cadence = { $at-least ->
    [yes] pelo menos { cadence-often }
   *[no] { cadence-often }
}{ $has-level ->
    [yes] {" "}(nível: { $level })
   *[no] {""}
}{ $has-or ->
    [yes] , ou { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } por semana
    [month] { cadence-times } por mês
    [quarter] { cadence-times } por trimestre
    [half-year] { cadence-times } por semestre
   *[year] { cadence-times } por ano
}
cadence-times = { $times ->
    [one] uma vez
    [2] duas vezes
    [3] três vezes
    [4] quatro vezes
    [many] { $times } de vezes
   *[other] { $times } vezes
}

## Accessibility statements
accessibility-status = Situação de conformidade
not-assessed = Sem avaliação
partial = Parcialmente conforme
full = Plenamente conforme
accessibility-standard = Norma
accessibility-assessed-on = Data da avaliação
accessibility-method = Método de avaliação
accessibility-feedback = Observações
accessibility-enforcement = Procedimento de execução
accessibility-limits = Conteúdo não acessível

## Dados abertos
data = Dados abertos
data-intro = Os factos destas páginas como dados, para redações, investigação e outros sítios. Páginas e dados são feitos das mesmas fichas.
data-governance = Órgãos, organizações, pessoas, participações, cargos, declarações e reuniões
data-linked = Os mesmos factos como dados ligados
data-licence = Licença
data-no-licence = Não é indicada nenhuma licença. Consulte quem publica este sítio antes de voltar a publicar estes dados.
data-example = Exemplo
data-example-formula = Esta fórmula mostra os membros numa folha de cálculo em linha:
data-example-program = Este programa em Python mostra quem faz parte de quê:
data-further = Outras formas

## Search
search = Pesquisa
search-words = Palavras a pesquisar
search-button = Pesquisar
search-kinds = Só estes tipos
search-topic = Tema
search-topic-any = Todos os temas
pages = Páginas
search-more = Mostrar mais resultados
search-working = A pesquisar…
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } resultado
    [many] { $count } de resultados
   *[other] { $count } resultados
}
search-nothing = Nada foi encontrado. Tente outra palavra, menos palavras ou todos os tipos e temas.
search-failed = A pesquisa não está disponível neste momento. Tente de novo daqui a pouco.
search-needs-script = A pesquisa precisa de JavaScript, que este navegador não executa aqui.
search-a-z = Todas as páginas estão na lista «{ $link }».

## Calendars
calendar-of = Calendário de reuniões: { $title }
contact-card = Cartão de contacto

## Public corrections
corrections-intro = O que foi corrigido nestas páginas depois da publicação, do mais recente ao mais antigo.
corrections-withdrawn = Uma página foi retirada

## Editions
preview-band-name = Pré-visualização
preview-band = Pré-visualização, não publicada
search-not-here = A pesquisa funciona no próprio site. Esta cópia lê-se sem servidor, e a pesquisa precisa dele.
