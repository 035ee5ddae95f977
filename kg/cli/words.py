"""What the command line says in its own words, in Chinese and English. Those of reports are in kg/reporting."""

from __future__ import annotations

import os

LANGUAGES = ("zh", "en")
_WORDS = {
    "count": ("{n} 个数字", "{n} numbers"),
    "count.none": ("没有数字", "no numbers"),
    "paste": (
        "粘贴文章，回车，再按 Ctrl-D（Windows 上按 Ctrl-Z，回车）",
        "paste the text, press Enter, then Ctrl-D (on Windows Ctrl-Z and Enter)",
    ),
    "done": ("已处理 {n} 篇", "{n} texts done"),
    "written": ("{path}：{what}", "{path}: {what}"),
    "index": ("{path}：{n} 篇的目录", "{path}: an index of {n}"),
    "rows": ("{n} 行", "{n} rows"),
    "rows.none": ("没有结果", "no rows"),
    "unnamed": ("（未指明主体）", "(no subject)"),
    "per": ("每{unit}", "per {unit}"),
    "by": ("据{who}", "according to {who}"),
    "explain.words": ("词", "words"),
    "explain.subject": ("主体", "subject"),
    "explain.of": ("所计", "counted"),
    "explain.property": ("属性", "property"),
    "explain.time": ("时间", "time"),
    "explain.per": ("每", "per"),
    "explain.role": ("角色", "role"),
    "explain.by": ("出处", "source"),
    "explain.modality": ("语气", "modality"),
    "explain.cue": ("线索", "cue"),
    "explain.relation": ("关系", "relation"),
    "explain.unlisted": ("未收入，可在 properties.ttl 中补", "not listed: add it to properties.ttl"),
    "origin.cell": ("表头", "heading of its table"),
    "origin.clause": ("本句话题", "topic of its clause"),
    "origin.before": ("前文话题", "topic that goes on"),
    "origin.speaker": ("说话人", "whoever speaks"),
    "origin.words": ("旁边的词", "words beside it"),
    "origin.none": ("无", "none"),
    "or": ("或者", "or"),
    "coverage": (
        "共 {found} 个数字：与其他数字相关 {tied} 个，核对 {checked} 个，未核对 {left} 个",
        "{found} numbers: {tied} tied to another, {checked} checked, {left} left unchecked",
    ),
    "rate": ("每秒 {n} 篇", "{n} texts/s"),
    "ingested": (
        "新入 {new} 篇，新版 {revision} 篇，转载 {reprint} 篇，已有 {known} 篇；{failed} 处失败",
        "{new} new, {revision} revised, {reprint} copies, {known} known; {failed} failures",
    ),
    "removed": ("已删除 {name}", "removed {name}"),
    "counts": (
        "现行 {current} 篇，转载 {reprint} 篇，旧版 {superseded} 篇；{claims} 个数字，{checks} 项核对，{quads} 条语句",
        "{current} current, {reprint} copies, {superseded} former; {claims} claims, {checks} checks, {quads} quads",
    ),
    "whole": ("完好", "whole"),
    "faulty": ("{n} 处不符", "{n} faults"),
    "failures": ("失败记录：{path}", "failures: {path}"),
    "summary": (
        "{n} 篇：{alarmed} 篇有警报，{failed} 处读取或处理失败",
        "{n} texts: {alarmed} with an alarm, {failed} failures",
    ),
    "since": (
        "与上次相比：新出现 {new} 处，仍在 {still} 处，已消除 {gone} 处",
        "since the earlier check: {new} new, {still} still there, {gone} gone",
    ),
    "since.new": ("新出现", "new"),
    "since.still": ("仍在", "still there"),
    "since.gone": ("已消除", "gone"),
    "torn": (
        "{path}：第 {lines} 行不完整，略过",
        "{path}: line {lines} is not whole and was passed over",
    ),
    "review.ask": ("c 确认  d 驳回  s 略过  q 结束", "c confirm  d dismiss  s skip  q quit"),
    "review.reason": ("理由", "reason"),
    "review.by": ("姓名", "your name"),
    "review.none": ("没有待审核的警报", "no alarm waits for a review"),
    "review.kept": ("已记入 {path}：{alarm}", "kept in {path}: {alarm}"),
    "review.open": ("待审核", "open"),
    "review.confirmed": ("已确认", "confirmed"),
    "review.dismissed": ("已驳回", "dismissed"),
    "counts.kind": ("类别", "kind"),
    "counts.precision": ("确认的比例", "precision"),
    "counts.all": ("合计", "all"),
    "counts.none": ("还没有审核记录", "no review yet"),
    "serving": ("在浏览器中打开 {address}（按 Ctrl-C 结束）", "Open {address} in a browser (Ctrl-C ends it)"),
    "served": ("已结束", "ended"),
    "shipped": ("自带的查询", "shipped queries"),
    "kind.cardinal": ("数目", "number"),
    "kind.ordinal": ("序数", "ordinal"),
    "kind.percent": ("百分比", "percentage"),
    "kind.money": ("金额", "money"),
    "kind.measure": ("计量", "measure"),
    "kind.duration": ("时长", "duration"),
    "kind.date": ("日期", "date"),
    "kind.age": ("年龄", "age"),
    "kind.multiple": ("倍数", "multiple"),
    "approx.exact": ("", ""),
    "approx.about": ("约数", "about"),
    "approx.nearly": ("近", "nearly"),
    "approx.over": ("超过", "over"),
    "approx.under": ("不到", "under"),
    "approx.at_least": ("至少", "at least"),
    "approx.at_most": ("至多", "at most"),
    "approx.range": ("范围", "range"),
    "approx.vague": ("含糊", "vague"),
    "approx.class": ("量级", "class"),
}


def say(lang: str, key: str, **values: object) -> str:
    """The words of `key` in "zh" or "en". Raises KeyError for an unknown key: a fault of ours."""
    return _WORDS[key][LANGUAGES.index(lang)].format(**values)


def language() -> str:
    """The language of the locale; Chinese where none is set, as the texts are."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(name, "")
        if locale:
            code = locale.lower().partition(".")[0]
            return "zh" if code.startswith("zh") or code in ("c", "posix") else "en"
    return "zh"
