### The interface in Chinese (simplified). `content/strings/zh.ftl` changes or adds messages.
###
### Names stand in a sentence as they are: Chinese has neither cases nor articles. No spaces are put around them.

## Around a page
skip-to-content = 跳转到主要内容
menu = 菜单
breadcrumbs = 当前位置
home = 首页
on-this-page = 本页内容
languages = 语言
language-missing = 暂无此语言版本
feed-of = 订阅源：{ $title }
last-updated = 最后更新：{ $date }
published-by = 发布机构：{ $who }
about-this-site = 关于本站
licence = 许可协议：{ $licence }
edit-this-page = 编辑本页
previous = 上一项
next = 下一项
neighbours = 上一项和下一项
abbreviations = 缩略语
letters = 字母
undated = 未注明日期
latest-notes = 最新简报
all-notes = 全部简报
not-found = 未找到页面
not-found-help = 此地址没有对应的页面。可通过菜单访问本站各部分内容。
fallback-notice = 本页暂无此语言版本，现显示{ $language }版本。
moved = 本页已迁移
moved-to = 新地址：{ $link }
a-z = 字母索引
parts = 列表分页
part = 第{ $number }页
topics = 主题
topic = 主题：{ $topic }
contents-of = { $count ->
    [0] 暂无内容。
   *[other] 共{ $count }项
}
sections = 栏目
corrections = 更正
correction = { $date }：{ $what }
contact = 联系方式
email = 电子邮件
phone = 电话
address = 地址
press = 媒体联络
links = 相关链接
named-by = 提及本页的页面
gone-notice = 本页已于{ $date }撤下。
original-changed = 原文在本译文完成后已有改动：{ $link }

## Between words
# Between two facts in a line.
comma = ，
# Behind words that a list or a value follows.
colon = { $name }：
# A name with its short form, or another remark behind it.
in-brackets = { $name }（{ $remark }）
# A name and what it is.
named-as = { $name }：{ $what }

## In a text
footnotes = 脚注
footnote = 脚注{ $number }
footnote-back = 返回正文
done = 已完成
to-do = 未完成
note = 说明
tip = 提示
important = 重要
warning = 警告
caution = 注意
table = 表格
file-of = { $kind }，{ $size }
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } B
size-kb = { $size } kB
size-mb = { $size } MB

## Kinds and their lists
bodies = 机构
organisations = 组织
people = 人员
quotes = 引语
notes = 简报
meetings = 会议
quote-of = 引语：{ $name }
quote-untitled = 引语
meeting-of = { $body }，{ $date }
meeting-untitled = 会议

## Sorts of bodies and organisations
committee = 委员会
secretariat = 秘书处
mechanism = 机制
working-group = 工作组
assembly = 大会
board = 理事会
city-network = 城市网络
un-agency = 联合国机构
intergovernmental = 政府间组织
ngo = 非政府组织
government = 政府
coalition = 联盟
initiative = 倡议
forum = 论坛

## Facts
facts = 基本信息
acronym = 缩写
other-names = 其他名称
classification = 类别
part-of = 所属组织
body-of = 隶属于
body-of-whom = 隶属于{ $whom }
within = 工作框架
website = 网站
identifiers = 标识符
founded = 成立时间
dissolved = 撤销时间
members = 成员
former-members = 前成员
future-members = 候任成员
chairs = 主席
meets = 会议频次
member-of = 参与的机构和组织
relations = 职能
relations-to = 其他各方的职能
posts = 职务
former-posts = 曾任职务
honorific = 称谓
# $precision says how exact the date is: day, month or year.
since = 自{ $date }起
until = 至{ $date }止
# $since-precision and $until-precision say how exact each date is.
since-until = { $since }至{ $until }
quotes-of-members = 所属人员引语
notes-about = 简报
about = 关于
body = 机构
documents = 文件
status = 状态
planned = 计划召开
held = 已召开
cancelled = 已取消
place = 地点
online = 线上
take-part = 线上参会
starts = 开始时间
ends = 结束时间
level = 级别
agenda = 议程
minutes = 会议记录
source = 来源：{ $source }
date = 日期
said-in = 发言语言：{ $language }
unofficial-translation = 非正式译文
unofficial-translation-by = 非正式译文，译者：{ $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. Chinese needs none of them.
articles = {""}
whom = { $whom }
who = { $who }
forum-named = { $forum }
decides-for = 为{ whom }作出决定
decides-for-on = 就{ $on }为{ whom }作出决定
advises = 向{ whom }提供咨询意见
advises-on = 就{ $on }向{ whom }提供咨询意见
guides = 向{ whom }提供指导
guides-on = 就{ $on }向{ whom }提供指导
serves = 为{ whom }提供服务
serves-on = 为{ whom }提供服务：{ $on }
reports-to = 向{ whom }报告工作
reports-to-on = 就{ $on }向{ whom }报告工作
acts-for = 代表{ whom }行事
acts-for-on = 就{ $on }代表{ whom }行事
represents = 代表{ whom }
represents-in = 在{ forum-named }中代表{ whom }
decides-for-of = { who }为其作出决定
decides-for-on-of = { who }就{ $on }为其作出决定
advises-of = { who }向其提供咨询意见
advises-on-of = { who }就{ $on }向其提供咨询意见
guides-of = { who }向其提供指导
guides-on-of = { who }就{ $on }向其提供指导
serves-of = { who }为其提供服务
serves-on-of = { who }为其提供服务：{ $on }
reports-to-of = { who }向其报告工作
reports-to-on-of = { who }就{ $on }向其报告工作
acts-for-of = { who }代表其行事
acts-for-on-of = { who }就{ $on }代表其行事
represents-of = 由{ who }代表
represents-in-of = 在{ forum-named }中由{ who }代表
works-within = 在{ forum-named }框架内开展工作

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = 结构图：{ $name }
diagram-owners = 不带箭头的线连接机构与其所隶属的组织或机构。
diagram-arrows = 箭头始于行为方，并注明其为另一方履行的职能。
diagram-in-words = 文字说明：
arrow-within = 在其框架内工作
arrow-decides-for = 为其作出决定
arrow-decides-for-on = 就{ $on }作出决定
arrow-advises = 提供咨询意见
arrow-advises-on = 就{ $on }提供咨询意见
arrow-guides = 提供指导
arrow-guides-on = 就{ $on }提供指导
arrow-serves = 提供服务
arrow-serves-on = 提供服务：{ $on }
arrow-reports-to = 报告工作
arrow-reports-to-on = 就{ $on }报告工作
arrow-acts-for = 代表其行事
arrow-acts-for-on = 就{ $on }代表其行事
arrow-represents = 代表
arrow-represents-in = 在{ forum-named }中代表

## Meeting rules: how often, at which level, or when else
cadence = { cadence-often }{ $has-level ->
    [yes] （级别：{ $level }）
   *[no] {""}
}{ $has-or ->
    [yes] ，或{ $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] 每周{ cadence-times }
    [month] 每月{ cadence-times }
    [quarter] 每季度{ cadence-times }
    [half-year] 每半年{ cadence-times }
   *[year] 每年{ cadence-times }
}
cadence-times = { $at-least ->
    [yes] 至少
   *[no] {""}
}{ $times ->
    [1] 一次
    [2] 两次
   *[other] { $times }次
}

## Accessibility statements
accessibility-status = 符合情况
not-assessed = 未评估
partial = 部分符合
full = 完全符合
accessibility-standard = 标准
accessibility-assessed-on = 评估日期
accessibility-method = 评估方法
accessibility-feedback = 意见反馈
accessibility-enforcement = 监督执行程序
accessibility-limits = 尚未实现无障碍的内容

## 开放数据
data = 开放数据
data-intro = 以数据形式提供本站页面所载事实，供新闻编辑部、研究人员和其他网站使用。页面与数据出自同一份记录。
data-governance = 机构、组织、人员、成员关系、职务、引语和会议
data-linked = 以关联数据形式提供的相同事实
data-licence = 许可协议
data-no-licence = 未注明许可协议。再次发布这些数据前，请先征询发布者。
data-example = 示例
data-example-formula = 此公式可在在线电子表格中显示成员：
data-example-program = 此 Python 程序会列出各成员所属机构：
data-further = 其他形式

## Search
search = 搜索
search-words = 要查找的词语
search-button = 搜索
search-kinds = 仅限以下类别
search-topic = 主题
search-topic-any = 所有主题
pages = 页面
search-more = 显示更多结果
search-working = 正在搜索……
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
   *[other] { $count } 条结果
}
search-nothing = 没有找到结果。请换一个词、减少词语，或选择所有类别和主题。
search-failed = 暂时无法搜索，请稍后再试。
search-needs-script = 搜索需要 JavaScript，而此浏览器在这里没有运行它。
search-a-z = 所有页面都列在“{ $link }”中。

## Calendars
calendar-of = 会议日历：{ $title }
contact-card = 联系人名片

## Public corrections
corrections-intro = 这些页面发布后所作的更正，最新的在前。
corrections-withdrawn = 一个页面已被撤下

## Editions
preview-band-name = 预览
preview-band = 预览，尚未发布
search-not-here = 搜索功能只在网站上可用。此副本无需服务器即可阅读，而搜索需要服务器。
