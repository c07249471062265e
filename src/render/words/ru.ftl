### The interface in Russian. `content/strings/ru.ftl` changes or adds messages.
###
### What one does for another is said as a question and its answer ("Кого консультирует: …"), because names come
### in the nominative, of any gender and number: they cannot be declined, nor can a verb agree with them.

## Around a page
skip-to-content = Перейти к основному содержанию
menu = Меню
breadcrumbs = Навигационная цепочка
home = Главная
on-this-page = На этой странице
languages = Языки
language-missing = нет на этом языке
feed-of = Лента: { $title }
last-updated = Последнее обновление: { $date }
published-by = Издатель: { $who }
about-this-site = О сайте
licence = Лицензия: { $licence }
edit-this-page = Редактировать страницу
previous = Предыдущая страница
next = Следующая страница
neighbours = Предыдущая и следующая страницы
abbreviations = Сокращения
letters = Буквы
undated = Без даты
latest-notes = Последние заметки
all-notes = Все заметки
not-found = Страница не найдена
not-found-help = По этому адресу страницы нет. Все разделы сайта доступны через меню.
fallback-notice = Этой страницы нет на выбранном языке. Язык показанной версии — { $language }.
moved = Страница перенесена
moved-to = Новый адрес: { $link }
a-z = Алфавитный указатель
parts = Страницы этого списка
part = Страница { $number }
topics = Темы
topic = Тема: { $topic }
contents-of = { $count ->
    [0] Здесь пока ничего нет.
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записи
}
sections = Разделы
corrections = Исправления
correction = { $date }: { $what }
contact = Контактная информация
email = Электронная почта
phone = Телефон
address = Адрес
press = Для прессы
links = Ссылки
named-by = Где упоминается
gone-notice = { $date } эта страница была снята с публикации.
original-changed = Оригинал был изменен после подготовки этого перевода: { $link }

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
footnotes = Сноски
footnote = Сноска { $number }
footnote-back = Вернуться к тексту
done = Выполнено
to-do = Не выполнено
note = Примечание
tip = Подсказка
important = Важно
warning = Предупреждение
caution = Осторожно
table = Таблица
file-of = { $kind }, { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } Б
size-kb = { $size } кБ
size-mb = { $size } МБ

## Kinds and their lists
bodies = Органы
organisations = Организации
people = Персоналии
quotes = Цитаты
notes = Заметки
meetings = Заседания
quote-of = Цитата: { $name }
quote-untitled = Цитата
meeting-of = { $body }, { $date }
meeting-untitled = Заседание

## Sorts of bodies and organisations
committee = Комитет
secretariat = Секретариат
mechanism = Механизм
working-group = Рабочая группа
assembly = Ассамблея
board = Совет
city-network = Сеть городов
un-agency = Учреждение ООН
intergovernmental = Межправительственная организация
ngo = Неправительственная организация
government = Орган власти
coalition = Коалиция
initiative = Инициатива
forum = Форум

## Facts
facts = Основные сведения
acronym = Сокращенное название
other-names = Другие названия
classification = Тип
part-of = Входит в состав
body-of = Относится к структуре
body-of-whom = Относится к структуре: { $whom }
within = Работает на площадке
website = Сайт
identifiers = Идентификаторы
founded = Дата создания
dissolved = Дата прекращения деятельности
members = Члены
former-members = Бывшие члены
future-members = Будущие члены
chairs = Председательство
meets = Периодичность заседаний
member-of = Участие в органах и организациях
relations = Роль
relations-to = Роль других структур
posts = Должности
former-posts = Прежние должности
honorific = Форма обращения
# $precision says how exact the date is: day, month or year.
since = { $precision ->
    [month] начало: { $date }
    [year] с { $date } г.
   *[other] с { $date }
}
until = { $precision ->
    [year] по { $date } г.
   *[other] по { $date }
}
# $since-precision and $until-precision say how exact each date is.
since-until = { $since-precision ->
    [year] { $until-precision ->
        [year] { $since }–{ $until } гг.
       *[other] { $since } г. — { $until }
    }
   *[other] { $until-precision ->
        [year] { $since } — { $until } г.
       *[other] { $since } — { $until }
    }
}
quotes-of-members = Цитаты представителей
notes-about = Заметки
about = О чем
body = Орган
documents = Документы
status = Статус
planned = Запланировано
held = Состоялось
cancelled = Отменено
place = Место проведения
online = Онлайн
take-part = Принять участие онлайн
starts = Начало
ends = Окончание
level = Уровень
agenda = Повестка дня
minutes = Протокол
source = Источник: { $source }
date = Дата
said-in = Язык оригинала: { $language }
unofficial-translation = Неофициальный перевод
unofficial-translation-by = Неофициальный перевод (автор перевода: { $by })

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. These constructions need none of them.
articles = {""}
whom = { $whom }
who = { $who }
forum-named = { $forum }
decides-for = Для кого принимает решения: { whom }
decides-for-on = Для кого принимает решения: { whom } (по вопросам: { $on })
advises = Кого консультирует: { whom }
advises-on = Кого консультирует: { whom } (по вопросам: { $on })
guides = Чью работу направляет: { whom }
guides-on = Чью работу направляет: { whom } (по вопросам: { $on })
serves = Кого обслуживает: { whom }
serves-on = Кого обслуживает: { whom } (по направлению: { $on })
reports-to = Перед кем отчитывается: { whom }
reports-to-on = Перед кем отчитывается: { whom } (по вопросам: { $on })
acts-for = От чьего имени действует: { whom }
acts-for-on = От чьего имени действует: { whom } (по вопросам: { $on })
represents = Кого представляет: { whom }
represents-in = Кого представляет: { whom } (площадка: { forum-named })
decides-for-of = Кто принимает решения: { who }
decides-for-on-of = Кто принимает решения: { who } (по вопросам: { $on })
advises-of = Кто консультирует: { who }
advises-on-of = Кто консультирует: { who } (по вопросам: { $on })
guides-of = Кто направляет работу: { who }
guides-on-of = Кто направляет работу: { who } (по вопросам: { $on })
serves-of = Кто обслуживает: { who }
serves-on-of = Кто обслуживает: { who } (по направлению: { $on })
reports-to-of = Кто отчитывается: { who }
reports-to-on-of = Кто отчитывается: { who } (по вопросам: { $on })
acts-for-of = Кто действует от имени этой структуры: { who }
acts-for-on-of = Кто действует от имени этой структуры: { who } (по вопросам: { $on })
represents-of = Кто представляет эту структуру: { who }
represents-in-of = Кто представляет эту структуру: { who } (площадка: { forum-named })
works-within = На какой площадке работает: { forum-named }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Схема: { $name }
diagram-owners = Линия без стрелки соединяет орган со структурой, к которой он относится.
diagram-arrows = Стрелка ведет от того, кто действует, и показывает, что он делает для другой стороны.
diagram-in-words = То же в виде текста:
arrow-within = работает на площадке
arrow-decides-for = принимает решения
arrow-decides-for-on = принимает решения по вопросам: { $on }
arrow-advises = консультирует
arrow-advises-on = консультирует по вопросам: { $on }
arrow-guides = направляет работу
arrow-guides-on = направляет работу по вопросам: { $on }
arrow-serves = обслуживает
arrow-serves-on = обслуживает по направлению: { $on }
arrow-reports-to = отчитывается
arrow-reports-to-on = отчитывается по вопросам: { $on }
arrow-acts-for = действует от имени
arrow-acts-for-on = действует от имени (по вопросам: { $on })
arrow-represents = представляет
arrow-represents-in = представляет (площадка: { forum-named })

## Meeting rules: how often, at which level, or when else
cadence = { cadence-often }{ $has-level ->
    [yes] {" "}(уровень: { $level })
   *[no] {""}
}{ $has-or ->
    [yes] {" "}или { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } в неделю
    [month] { cadence-times } в месяц
    [quarter] { cadence-times } в квартал
    [half-year] { cadence-times } в полугодие
   *[year] { cadence-times } в год
}
cadence-times = { $at-least ->
    [yes] не реже { cadence-times-genitive }
   *[no] { cadence-times-plain }
}
cadence-times-plain = { $times ->
    [1] один раз
    [2] два раза
    [one] { $times } раз
    [few] { $times } раза
    [many] { $times } раз
   *[other] { $times } раза
}
cadence-times-genitive = { $times ->
    [1] одного раза
    [2] двух раз
    [one] { $times } раза
    [few] { $times } раз
    [many] { $times } раз
   *[other] { $times } раза
}

## Accessibility statements
accessibility-status = Статус
not-assessed = Оценка не проводилась
partial = Соответствует частично
full = Соответствует полностью
accessibility-standard = Стандарт
accessibility-assessed-on = Дата оценки
accessibility-method = Метод оценки
accessibility-feedback = Обратная связь
accessibility-enforcement = Порядок обжалования
accessibility-limits = Что недоступно

## Открытые данные
data = Открытые данные
data-intro = Факты с этих страниц в виде данных — для редакций, исследователей и других сайтов. Страницы и данные создаются из одних и тех же записей.
data-governance = Органы, организации, люди, членство, должности, цитаты и заседания
data-linked = Те же факты в виде связанных данных
data-licence = Лицензия
data-no-licence = Лицензия не указана. Прежде чем публиковать эти данные, обратитесь к издателю сайта.
data-example = Пример
data-example-formula = Эта формула показывает членов в онлайн-таблице:
data-example-program = Эта программа на Python выводит, кто куда входит:
data-further = Другие формы

## Search
search = Поиск
search-words = Что искать
search-button = Найти
search-kinds = Только эти виды
search-topic = Тема
search-topic-any = Все темы
pages = Страницы
search-more = Показать ещё результаты
search-working = Идёт поиск…
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } результат
    [few] { $count } результата
    [many] { $count } результатов
   *[other] { $count } результата
}
search-nothing = Ничего не найдено. Попробуйте другое слово, меньше слов или все виды и темы.
search-failed = Поиск сейчас недоступен. Попробуйте ещё раз немного позже.
search-needs-script = Для поиска нужен JavaScript, который этот браузер здесь не выполняет.
search-a-z = Все страницы перечислены в списке «{ $link }».

## Calendars
calendar-of = Календарь заседаний: { $title }
contact-card = Карточка контакта

## Public corrections
corrections-intro = Что было исправлено на этих страницах после публикации; новое стоит первым.
corrections-withdrawn = Страница снята с публикации

## Editions
preview-band-name = Предварительный просмотр
preview-band = Предварительный просмотр, не опубликовано
search-not-here = Поиск работает на самом сайте. Эта копия читается без сервера, а поиску он нужен.
