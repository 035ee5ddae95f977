"""What holds for every number: it reads back, its bounds hold it, its text is where it says it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Interval
from kg.quantities import scan, si, unit_of
from kg.quantities.characters import canonical, plain_of

# A loaded machine is no reason to fail.
law = settings(deadline=None)
DIGITS = "零一二三四五六七八九"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("台", "元", "公里", "兆瓦", "吨", "%", "个百分点", "小时", "平方公里", "千瓦时")
HEDGES = ("约", "近", "逾", "超过", "不足", "至少", "最多", "高达", "不到", "")
AFTER = ("左右", "以上", "以下", "以内", "")
QUIET = ("天气很好。", "大家都同意这个看法，", "会议昨天结束；", "Everyone agreed. ", "——")


def section(n: int, digits: str, places: tuple[str, str, str]) -> str:
    """1 to 9999 in Chinese."""
    out, gap = "", False
    for place, size in ((places[2], 1000), (places[1], 100), (places[0], 10), ("", 1)):
        d = n // size % 10
        if d:
            out += (digits[0] if gap and out else "") + digits[d] + place
        gap = not d
    return out


def chinese(n: int, digits: str = DIGITS, places: tuple[str, str, str] = ("十", "百", "千"), bigs: str = "万亿") -> str:
    """A whole number in Chinese as an accountant writes it: 10 is 一十."""
    if n == 0:
        return digits[0]
    parts = []
    for at, size in ((2, 10**8), (1, 10**4), (0, 1)):
        head = n // size % 10**4 if at < 2 else n // size
        if head:
            zero = digits[0] if parts and head < 1000 else ""
            parts.append(zero + section(head, digits, places) + ("" if at == 0 else bigs[at - 1]))
    return "".join(parts)


def only(text: str) -> float | None:
    found = scan(text)
    assert len(found) == 1, (text, found)
    return found[0].value


numbers = st.integers(1, 10**12 - 1)


@given(numbers)
@law
def test_chinese_numerals_read_back(n: int) -> None:
    assert only(chinese(n) + "台") == n
    assert only(chinese(n, FINANCIAL, ("拾", "佰", "仟"), "萬億") + "元") == n
    assert only(chinese(n, bigs="萬億") + "臺") == n


@given(numbers)
@law
def test_arabic_numerals_read_back(n: int) -> None:
    wide = str(n).translate({ord(str(d)): 0xFF10 + d for d in range(10)})
    for written in (str(n), f"{n:,}", wide):
        assert only(f"共{written}台") == n


@given(
    st.integers(1, 99999),
    st.integers(0, 3),
    st.sampled_from(["", "万", "亿", "万亿", "千", "百万"]),
    st.sampled_from(UNITS),
)
@law
def test_decimals_with_magnitudes_read_back(n: int, places: int, magnitude: str, unit: str) -> None:
    size = {"": 1, "万": 1e4, "亿": 1e8, "万亿": 1e12, "千": 1e3, "百万": 1e6}[magnitude]
    written = f"{n / 10**places:.{places}f}"
    for point in (".", "．", "·"):
        text = written.replace(".", point) + magnitude + unit
        assert only(text) == pytest.approx(n / 10**places * size, rel=1e-12), text


@given(st.integers(1, 999), st.integers(1, 999))
@law
def test_fractions_read_back(top: int, bottom: int) -> None:
    for text in (f"{chinese(bottom)}分之{chinese(top)}", f"占{bottom}分之{top}"):
        wanted = top / bottom * (100 if text.startswith("百分之") else 1)
        assert only(text) == pytest.approx(wanted), text


@given(numbers, st.sampled_from(HEDGES), st.sampled_from(AFTER), st.sampled_from(UNITS))
@law
def test_bounds_hold_the_value(n: int, before: str, after: str, unit: str) -> None:
    for q in scan(f"总量{before}{n}{unit}{after}。"):
        assert q.value == n
        assert q.narrow.low <= n <= q.narrow.high
        assert q.wide.low <= q.narrow.low and q.narrow.high <= q.wide.high
        assert q.low is None or q.low <= n
        assert q.high is None or n <= q.high
        assert q.hedge_start <= q.start < q.end <= q.hedge_end


@given(
    st.text(
        alphabet="0123456789一二两三十百千万亿兆零点分之几数半多余约近到至-~.,:%第年月日台元个吨 里每/的GBk负约（）。",
        max_size=60,
    )
)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for q in scan(text):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert 0 <= q.hedge_start <= q.start
        assert q.end <= q.hedge_end <= len(text)
        assert q.narrow.low <= q.narrow.high and q.wide.low <= q.wide.high
        end = q.end


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_scan(text: str) -> None:
    assert len(canonical(text)) == len(text)
    scan(text)


@given(numbers, st.sampled_from(UNITS), st.sampled_from(QUIET), st.sampled_from(QUIET))
@law
def test_a_sentence_without_numbers_changes_nothing(n: int, unit: str, before: str, after: str) -> None:
    alone = [(q.text, q.value, q.unit, q.approx) for q in scan(f"共计{n}{unit}。")]
    among = [(q.text, q.value, q.unit, q.approx) for q in scan(f"{before}共计{n}{unit}。{after}")]
    assert alone == among


@given(numbers, st.booleans())
@law
def test_mixed_and_spoken_numerals_read_back(n: int, traditional: bool) -> None:
    """1亿3000万 writes the sections in digits, 两万三 leaves the last place unsaid."""
    ones, wan, yi = n % 10**4, n // 10**4 % 10**4, n // 10**8
    bigs = "萬億" if traditional else "万亿"
    written = (f"{yi}{bigs[1]}" if yi else "") + (f"{wan}{bigs[0]}" if wan else "") + (str(ones) if ones else "")
    if yi and wan >= 1000 and (not ones or ones >= 1000):
        assert only(f"共{written}台") == n, written
    first, second = n % 9 + 1, n // 9 % 9 + 1
    for place, size in (("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8)):
        assert only(f"共{DIGITS[first]}{place}{DIGITS[second]}。") == first * size + second * size // 10


@given(st.integers(1, 10**6), st.text("0123456789", min_size=1, max_size=3))
@law
def test_spoken_decimals_and_shares_read_back(whole: int, decimals: str) -> None:
    value = float(f"{whole}.{decimals}")
    spoken = chinese(whole) + "点" + "".join(DIGITS[int(d)] for d in decimals)
    for text, wanted in ((f"{spoken}吨", value), (f"百分之{spoken}", value), (f"负{spoken}", -value)):
        assert only(text) == pytest.approx(wanted, rel=1e-12), text


@given(st.integers(1000, 2199), st.integers(1, 12), st.integers(1, 28))
@law
def test_dates_read_back(year: int, month: int, day: int) -> None:
    iso = f"{year}-{month:02d}-{day:02d}"
    spoken = "".join("〇一二三四五六七八九"[int(d)] for d in str(year))
    months, days = (chinese(n).removeprefix("一") if 10 <= n < 20 else chinese(n) for n in (month, day))
    for text in (f"{year}年{month}月{day}日", f"{spoken}年{months}月{days}日", f"{year}/{month}/{day}", iso):
        assert [q.date_value for q in scan(f"于{text}。")] == [iso], text


@given(st.integers(0, 400), st.integers(0, 59), st.integers(1, 59))
@law
def test_lengths_of_time_read_back(hours: int, minutes: int, seconds: int) -> None:
    text = (f"{hours}小时" if hours else "") + f"{minutes}分{seconds}秒"
    (q,) = scan(f"用时{text}。")
    assert q.text == text
    assert si(Interval(q.value or 0, q.value or 0), q.unit).low == pytest.approx(hours * 3600 + minutes * 60 + seconds)


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(UNITS), st.sampled_from(["到", "至", "-", "~", "—"]))
@law
def test_ranges_state_both_ends(low: int, more: int, unit: str, link: str) -> None:
    high = low + more
    for text in (f"{low}{link}{high}{unit}", f"{low}{unit}{link}{high}{unit}"):
        (q,) = scan(f"需要{text}。")
        assert (q.text, q.value, q.low, q.high, q.approx) == (text, None, low, high, "range")


@given(st.integers(1, 99), st.sampled_from(["", "十", "百", "千", "万", "亿"]), st.sampled_from(["多", "余"]))
@law
def test_more_than_a_number_states_where_it_ends(n: int, place: str, more: str) -> None:
    """30多 lies between 30 and 40, 3万多 between 3 and 4万."""
    written = f"{n}{place}" if place else f"{n}0"
    size = {"": 10, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[place]
    (q,) = scan(f"共{written}{more}台。")
    assert (q.value, q.low, q.approx) == (n * size, n * size, "over")
    assert q.high is not None and n * size < q.high <= n * size + 10 ** len(str(n * size))


def facts(text: str) -> list[object]:
    return [(q.start, q.end, q.value, q.low, q.high, q.unit, q.kind, q.approx, q.per, q.date_value) for q in scan(text)]


VARIANTS = {plain: variant for variant, plain in plain_of().items() if len(plain) == 1 and "一" <= variant <= "鿿"}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in ",'\"-~"}


@given(
    st.lists(
        st.sampled_from(
            [
                "约",
                "三万两千个",
                "亿元",
                "5.2%",
                "零下",
                "12",
                "摄氏度",
                "百分点",
                "千瓦时",
                "几",
                "多",
                "辆",
                "，",
                "US$",
                "年",
                "至",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_traditional_and_wide_characters_say_the_same(text: str) -> None:
    assert facts("".join(VARIANTS.get(c, c) for c in text)) == facts(text)
    assert facts(text.translate(WIDE)) == facts(text)


PAIRS = (
    ("约三万两千个车间", "約三萬兩千個車間"),
    ("营业额达五亿六千万元", "營業額達五億六千萬元"),
    ("零下五摄氏度", "零下五攝氏度"),
    ("增长三点五个百分点", "增長三點五個百分點"),
    ("几百辆汽车，数十艘轮船", "幾百輛汽車，數十艘輪船"),
    ("占总数的三分之一强", "佔總數的三分之一強"),
    ("二十余台发电机", "二十餘臺發電機"),
    ("每亩产八百公斤", "每畝產八百公斤"),
    ("超过５０％，约１２．５万吨", "超过50%，约12.5万吨"),
    ("（约合３００美元／吨）", "(约合300美元/吨)"),
    ("２０１９年８月３日～５日", "2019年8月3日~5日"),
)


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_spelling_does_not_matter(one: str, two: str) -> None:
    assert facts(one) == facts(two) != []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("380兆瓦", 379.5e6, 380.5e6),
        ("1.9吉瓦", 1.85e9, 1.95e9),
        ("0摄氏度", 272.65, 273.65),
        ("3000亩", 3000 * 2e3 / 3 - 1e3 / 3, 3000 * 2e3 / 3 + 1e3 / 3),
    ],
)
def test_narrow_bounds_in_si(text: str, low: float, high: float) -> None:
    q = scan(text)[0]
    bounds = si(q.narrow, q.unit)
    assert (bounds.low, bounds.high) == (pytest.approx(low), pytest.approx(high))
    assert unit_of(q.unit).code == q.unit
