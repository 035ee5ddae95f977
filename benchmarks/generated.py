"""Made-up short articles, the same ones every time, for whatever needs thousands of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_PLACES = [
    "北岭",
    "东江",
    "南浦",
    "西河",
    "青川",
    "白石",
    "云台",
    "松原",
    "临港",
    "安平",
    "长汀",
    "广源",
    "永丰",
    "和顺",
    "金沙",
    "玉泉",
]
_TRADES = ["电力", "能源", "重工", "航运", "化工", "钢铁", "水务", "纺织", "电子", "建材"]
_PAPERS = ["东江晚报", "西江日报", "南浦新闻", "北岭时报", "青川商报"]


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Articles with id, title, date, publisher, url and text, of three sentences and ten numbers.

    Some forty companies for every hundred articles, so that several speak of one thing; one in ten gives a total that
    is wrong; one in twelve repeats an earlier article elsewhere, one in fifteen follows an earlier one with another
    number at its address.
    """
    random = Random(seed)
    earlier: list[dict[str, str]] = []
    for number in range(count):
        made = _article(number, max(1, count * 2 // 5), random)
        if earlier and number % 12 == 11:
            made = random.choice(earlier) | {"url": made["url"], "publisher": made["publisher"]}
        elif earlier and number % 15 == 14:
            made["url"] = random.choice(earlier)["url"]
        earlier.append(made)
        yield made | {"id": str(number)}


def _article(number: int, companies: int, random: Random) -> dict[str, str]:
    company = random.randrange(companies)
    place, trade = _PLACES[company % len(_PLACES)], _TRADES[company // len(_PLACES) % len(_TRADES)]
    branch = company // (len(_PLACES) * len(_TRADES))
    name = f"{place}{trade}" + (f"{'甲乙丙丁戊己庚辛壬癸'[branch % 10]}厂" if branch else "")
    year = 2015 + random.randrange(10)
    units, each = random.randrange(3, 40), random.randrange(10, 90) * 10
    total = units * each + (random.randrange(2) * each if number % 10 == 0 else 0)
    parts = [random.randrange(10, 400) for _ in range(2)]
    text = (
        f"{name}{year}年发电量为{300 + 7 * company % 500 + (number % 9 == 0)}亿千瓦时，同比增长{random.randrange(1, 30)}%。\n"
        f"该公司订购了{units}台燃气轮机，每台{each}兆瓦，总输出功率{total}兆瓦，将于{year + 3}年投产。\n"
        f"{year}年，{name}营业收入{sum(parts)}亿元，其中主营业务{parts[0]}亿元，其他业务{parts[1]}亿元。"
    )
    return {
        "title": f"{name}公布{year}年业绩",
        "date": f"{year + 1}-{1 + number % 12:02}-{1 + number % 28:02}",
        "publisher": _PAPERS[number % len(_PAPERS)],
        "url": f"https://news.example/{year}/{number}.html",
        "text": text,
    }
