### The interface in Arabic. `content/strings/ar.ftl` changes or adds messages.
###
### What one does for another is said by verbal nouns and by "الجهة" (the side that acts), because neither the
### gender nor the number of a name is known. No preposition that is written together with a name is used.

## Around a page
skip-to-content = الانتقال إلى المحتوى
menu = القائمة
breadcrumbs = مسار التصفح
home = الصفحة الرئيسية
on-this-page = في هذه الصفحة
languages = اللغات
language-missing = غير متاح بهذه اللغة
feed-of = موجز الويب: { $title }
last-updated = آخر تحديث: { $date }
published-by = جهة النشر: { $who }
about-this-site = عن هذا الموقع
licence = الترخيص: { $licence }
edit-this-page = تعديل هذه الصفحة
previous = السابق
next = التالي
neighbours = السابق والتالي
abbreviations = المختصرات
letters = الحروف
undated = بدون تاريخ
latest-notes = أحدث المذكرات
all-notes = جميع المذكرات
not-found = الصفحة غير موجودة
not-found-help = لا توجد صفحة في هذا العنوان. ويمكن الوصول من القائمة إلى جميع أقسام هذا الموقع.
fallback-notice = هذه الصفحة غير متاحة بهذه اللغة، وهي معروضة باللغة { $language }.
moved = نُقلت هذه الصفحة
moved-to = عنوانها الجديد: { $link }
a-z = الفهرس الأبجدي
parts = صفحات هذه القائمة
part = الصفحة { $number }
topics = المواضيع
topic = الموضوع: { $topic }
contents-of = { $count ->
    [zero] لا توجد مواد مدرجة هنا بعد.
    [one] مادة واحدة
    [two] مادتان
    [few] { $count } مواد
    [many] { $count } مادة
   *[other] { $count } مادة
}
sections = الأقسام
corrections = التصويبات
correction = { $date }: { $what }
contact = بيانات الاتصال
email = البريد الإلكتروني
phone = الهاتف
address = العنوان
press = الصحافة
links = الروابط
named-by = صفحات تشير إلى هذه الصفحة
gone-notice = سُحبت هذه الصفحة في { $date }.
original-changed = عُدّل النص الأصلي بعد إعداد هذه الترجمة: { $link }

## Between words
# Between two facts in a line.
comma = {"، "}
# Behind words that a list or a value follows.
colon = { $name }:
# A name with its short form, or another remark behind it.
in-brackets = { $name } ({ $remark })
# A name and what it is.
named-as = { $name }: { $what }

## In a text
footnotes = الحواشي
footnote = الحاشية { $number }
footnote-back = العودة إلى النص
done = أُنجز
to-do = لم يُنجز بعد
note = ملاحظة
tip = إرشاد
important = مهم
warning = تحذير
caution = تنبيه
table = جدول
file-of = { $kind }، { $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } بايت
size-kb = { $size } كيلوبايت
size-mb = { $size } ميغابايت

## Kinds and their lists
bodies = الهيئات
organisations = المنظمات
people = الأشخاص
quotes = الاقتباسات
notes = المذكرات
meetings = الاجتماعات
quote-of = اقتباس: { $name }
quote-untitled = اقتباس
meeting-of = { $body }، { $date }
meeting-untitled = اجتماع

## Sorts of bodies and organisations
committee = لجنة
secretariat = أمانة
mechanism = آلية
working-group = فريق عامل
assembly = جمعية
board = مجلس
city-network = شبكة مدن
un-agency = وكالة تابعة للأمم المتحدة
intergovernmental = منظمة حكومية دولية
ngo = منظمة غير حكومية
government = جهة حكومية
coalition = ائتلاف
initiative = مبادرة
forum = منتدى

## Facts
facts = معلومات أساسية
acronym = الاسم المختصر
other-names = أسماء أخرى
classification = النوع
part-of = جزء من
body-of = من هيئات
body-of-whom = من هيئات { $whom }
within = في إطار
website = الموقع الإلكتروني
identifiers = المعرّفات
founded = تاريخ التأسيس
dissolved = تاريخ الحل
members = الأعضاء
former-members = الأعضاء السابقون
future-members = الأعضاء المقبلون
chairs = الرئاسة
meets = دورية الاجتماعات
member-of = المشاركة في الهيئات والمنظمات
relations = الدور
relations-to = أدوار الجهات الأخرى
posts = المناصب
former-posts = المناصب السابقة
honorific = صيغة المخاطبة
# $precision says how exact the date is: day, month or year.
since = { $precision ->
    [year] اعتبارا من عام { $date }
   *[other] اعتبارا من { $date }
}
until = { $precision ->
    [year] حتى عام { $date }
   *[other] حتى { $date }
}
# $since-precision and $until-precision say how exact each date is.
since-until = { $since-precision ->
    [year] من عام { $since }
   *[other] من { $since }
}{" "}{ $until-precision ->
    [year] إلى عام { $until }
   *[other] إلى { $until }
}
quotes-of-members = اقتباسات من المنتسبين
notes-about = المذكرات
about = بشأن
body = الهيئة
documents = الوثائق
status = الحالة
planned = مقرر
held = عُقد
cancelled = أُلغي
place = المكان
online = عبر الإنترنت
take-part = المشاركة عبر الإنترنت
starts = وقت البدء
ends = وقت الانتهاء
level = المستوى
agenda = جدول الأعمال
minutes = المحضر
source = المصدر: { $source }
date = التاريخ
said-in = اللغة الأصلية: { $language }
unofficial-translation = ترجمة غير رسمية
unofficial-translation-by = ترجمة غير رسمية من إعداد { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. Arabic needs none of them.
articles = {""}
whom = { $whom }
who = { $who }
forum-named = { $forum }
decides-for = اتخاذ القرارات المتعلقة بعمل { whom }
decides-for-on = اتخاذ القرارات المتعلقة بعمل { whom } بشأن { $on }
advises = إسداء المشورة إلى { whom }
advises-on = إسداء المشورة إلى { whom } بشأن { $on }
guides = تقديم التوجيه إلى { whom }
guides-on = تقديم التوجيه إلى { whom } بشأن { $on }
serves = تقديم الخدمات إلى { whom }
serves-on = تقديم الخدمات إلى { whom }: { $on }
reports-to = تقديم التقارير إلى { whom }
reports-to-on = تقديم التقارير إلى { whom } بشأن { $on }
acts-for = التصرف باسم { whom }
acts-for-on = التصرف باسم { whom } بشأن { $on }
represents = تمثيل { whom }
represents-in = تمثيل { whom } في { forum-named }
decides-for-of = الجهة التي تتخذ القرارات: { who }
decides-for-on-of = الجهة التي تتخذ القرارات بشأن { $on }: { who }
advises-of = الجهة التي تسدي المشورة: { who }
advises-on-of = الجهة التي تسدي المشورة بشأن { $on }: { who }
guides-of = الجهة التي تقدم التوجيه: { who }
guides-on-of = الجهة التي تقدم التوجيه بشأن { $on }: { who }
serves-of = الجهة التي تقدم الخدمات: { who }
serves-on-of = الجهة التي تقدم الخدمات ({ $on }): { who }
reports-to-of = الجهة التي تقدم التقارير: { who }
reports-to-on-of = الجهة التي تقدم التقارير بشأن { $on }: { who }
acts-for-of = الجهة التي تتصرف بالنيابة: { who }
acts-for-on-of = الجهة التي تتصرف بالنيابة بشأن { $on }: { who }
represents-of = الجهة التي تتولى التمثيل: { who }
represents-in-of = الجهة التي تتولى التمثيل في { forum-named }: { who }
works-within = العمل في إطار { forum-named }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = مخطط: { $name }
diagram-owners = يربط خط بلا سهم كل هيئة بالجهة التي تنتمي إليها.
diagram-arrows = ينطلق السهم من الجهة الفاعلة ويبين ما تقوم به من أجل الجهة الأخرى.
diagram-in-words = المضمون نفسه كتابةً:
arrow-within = العمل في إطارها
arrow-decides-for = اتخاذ القرارات
arrow-decides-for-on = اتخاذ القرارات بشأن { $on }
arrow-advises = إسداء المشورة
arrow-advises-on = إسداء المشورة بشأن { $on }
arrow-guides = التوجيه
arrow-guides-on = التوجيه بشأن { $on }
arrow-serves = تقديم الخدمات
arrow-serves-on = تقديم الخدمات: { $on }
arrow-reports-to = تقديم التقارير
arrow-reports-to-on = تقديم التقارير بشأن { $on }
arrow-acts-for = التصرف بالنيابة
arrow-acts-for-on = التصرف بالنيابة بشأن { $on }
arrow-represents = التمثيل
arrow-represents-in = التمثيل في { forum-named }

## Meeting rules: how often, at which level, or when else
cadence = { cadence-often }{ $has-level ->
    [yes] {" "}(المستوى: { $level })
   *[no] {""}
}{ $has-or ->
    [yes] ، أو { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } في الأسبوع
    [month] { cadence-times } في الشهر
    [quarter] { cadence-times } في كل ربع سنة
    [half-year] { cadence-times } في كل نصف سنة
   *[year] { cadence-times } في السنة
}
cadence-times = { $times ->
    [zero] { $times } مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $times } مرات
    [many] { $times } مرة
   *[other] { $times } مرة
}{ $at-least ->
    [yes] {" "}على الأقل
   *[no] {""}
}

## Accessibility statements
accessibility-status = الحالة
not-assessed = لم يخضع للتقييم
partial = مطابق جزئيا
full = مطابق كليا
accessibility-standard = المعيار
accessibility-assessed-on = تاريخ التقييم
accessibility-method = طريقة التقييم
accessibility-feedback = التعليقات والملاحظات
accessibility-enforcement = إجراءات الإنفاذ
accessibility-limits = ما يتعذر الوصول إليه

## بيانات مفتوحة
data = بيانات مفتوحة
data-intro = الوقائع الواردة في هذه الصفحات في صورة بيانات، لغرف الأخبار والباحثين والمواقع الأخرى. تُنشأ الصفحات والبيانات من السجلات نفسها.
data-governance = الهيئات والمنظمات والأشخاص والعضويات والمناصب والاقتباسات والاجتماعات
data-linked = الوقائع نفسها في صورة بيانات مترابطة
data-licence = الترخيص
data-no-licence = لم يُذكر أي ترخيص. يُرجى الرجوع إلى الناشر قبل إعادة نشر هذه البيانات.
data-example = مثال
data-example-formula = تعرض هذه الصيغة الأعضاء في جدول بيانات على الإنترنت:
data-example-program = يعرض هذا البرنامج بلغة Python من ينتمي إلى أي جهة:
data-further = صيغ أخرى

## Search
search = البحث
search-words = كلمات البحث
search-button = ابحث
search-kinds = هذه الأنواع فقط
search-topic = الموضوع
search-topic-any = كل المواضيع
pages = الصفحات
search-more = عرض المزيد من النتائج
search-working = جار البحث…
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}
search-nothing = لم يعثر على شيء. جرب كلمة أخرى أو كلمات أقل أو كل الأنواع والمواضيع.
search-failed = تعذر الوصول إلى البحث الآن. أعد المحاولة بعد قليل.
search-needs-script = يحتاج البحث إلى JavaScript، وهذا المتصفح لا يشغلها هنا.
search-a-z = جميع الصفحات مدرجة في { $link }.

## Calendars
calendar-of = تقويم الاجتماعات: { $title }
contact-card = بطاقة الاتصال

## Public corrections
corrections-intro = ما جرى تصويبه في هذه الصفحات بعد نشرها، من الأحدث إلى الأقدم.
corrections-withdrawn = سُحبت صفحة

## Editions
preview-band-name = معاينة
preview-band = معاينة، غير منشورة
search-not-here = يعمل البحث على الموقع نفسه. تُقرأ هذه النسخة بلا خادم، والبحث يحتاج إليه.
