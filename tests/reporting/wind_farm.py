"""A verification made by hand: an invented company's wind farm, with every verdict and every kind of block."""

from __future__ import annotations

from math import inf

from kg.model import (
    Article,
    Block,
    BlockKind,
    Check,
    Claim,
    Coverage,
    Entity,
    Extraction,
    Interval,
    Property,
    Quantity,
    Repair,
    Tie,
    Verification,
)

LINES: tuple[tuple[BlockKind, str], ...] = (
    ("title", "沧屿能源海上风电场全部并网:48台机组年发电14亿千瓦时"),
    (
        "body",
        "10月18日,沧屿能源宣布,位于鹭湾外海的风电场全部并网。风电场共有48台机组,单机容量6.5兆瓦,总装机容量312兆瓦,"
        "比去年的266兆瓦增长17%。",
    ),
    (
        "body",
        "公司称,风电场每年可发电14亿千瓦时,相当于满负荷运行约4500小时,可满足12万户家庭一年的用电,"
        "每年减排二氧化碳超过110万吨。",
    ),
    (
        "body",
        "项目总投资46.8亿元,其中银行贷款32.8亿元,占总投资的70%,自有资金14亿元。每千瓦造价1.5万元。",
    ),
    ("caption", "▲ 6.5兆瓦机组在鹭湾外海吊装。沧屿能源供图"),
    ("heading", "为智算中心供电"),
    (
        "body",
        "沧屿能源还将为邻近的智算中心供电。该中心计划安装2400个机柜,每个机柜功率40千瓦,合计9.6兆瓦。"
        "配套的储能电站功率120兆瓦,容量480兆瓦时,可连续放电4小时。",
    ),
    ("body", "公司董事长林叙之(57岁)说,上半年发电量同比增长18%,已培训运维人员1900人,共20期,每期92人。"),
    ("heading", "施工力量"),
    ("body", "参加施工的船舶共15艘:"),
    ("list", "吊装船4艘"),
    ("list", "运维船9艘"),
    ("list", "铺缆船2艘"),
    ("table", "年份\t新增机组\t年末机组"),
    ("table", "2022年\t20台\t20台"),
    ("table", "2023年\t28台\t48台"),
)

COMPANY = Entity("沧屿能源", 0, 4, "沧屿能源", "Organization", "urn:kg:entity:cangyu")
FARM = Entity("风电场", 6, 9, "沧屿海上风电场", "Facility", "urn:kg:entity:farm")
CENTRE = Entity("智算中心", 0, 0, "智算中心", "Facility", "urn:kg:entity:centre")
STORE = Entity("储能电站", 0, 0, "储能电站", "Facility", "urn:kg:entity:store")
UNIT = Entity("机组", 0, 0, "机组", "Thing", "urn:kg:entity:unit")

# In the order of the text: text, value, unit, kind, subject, property, then half the width of the narrow and of the
# wide reading ("full": every digit is written, the narrow reading is a point).
_ROWS: tuple[tuple[str, float | None, str, str, Entity | None, str, float | str, float], ...] = (
    ("48台", 48, "{台}", "cardinal", FARM, "机组数", "full", 0.5),
    ("14亿千瓦时", 1.4e9, "kW.h", "measure", FARM, "年发电量", 5e7, 5e7),
    ("10月18日", None, "1", "date", COMPANY, "宣布日期", 0, 0),
    ("48台", 48, "{台}", "cardinal", FARM, "机组数", "full", 0.5),
    ("6.5兆瓦", 6.5, "MW", "measure", UNIT, "单机容量", 0.05, 0.05),
    ("312兆瓦", 312, "MW", "measure", FARM, "装机容量", 0.5, 0.5),
    ("266兆瓦", 266, "MW", "measure", FARM, "装机容量", 0.5, 0.5),
    ("17%", 17, "%", "percent", FARM, "装机容量增幅", 0.5, 0.5),
    ("14亿千瓦时", 1.4e9, "kW.h", "measure", FARM, "年发电量", 5e7, 5e7),
    ("4500小时", 4500, "h", "duration", FARM, "满负荷小时数", 0.5, 450),
    ("12万户", 120000, "{户}", "cardinal", FARM, "可供户数", 5000, 5000),
    ("110万吨", 1.1e6, "t", "measure", FARM, "二氧化碳减排量", 5000, 50000),
    ("46.8亿元", 4.68e9, "CNY", "money", FARM, "总投资", 5e6, 5e6),
    ("32.8亿元", 3.28e9, "CNY", "money", FARM, "银行贷款", 5e6, 5e6),
    ("70%", 70, "%", "percent", FARM, "贷款占比", 0.5, 5),
    ("14亿元", 1.4e9, "CNY", "money", FARM, "自有资金", 5e7, 5e7),
    ("1.5万元", 15000, "CNY", "money", FARM, "单位造价", 500, 500),
    ("6.5兆瓦", 6.5, "MW", "measure", UNIT, "单机容量", 0.05, 0.05),
    ("2400个", 2400, "{个}", "cardinal", CENTRE, "机柜数", "full", 50),
    ("40千瓦", 40, "kW", "measure", CENTRE, "机柜功率", 0.5, 5),
    ("9.6兆瓦", 9.6, "MW", "measure", CENTRE, "总功率", 0.05, 0.05),
    ("120兆瓦", 120, "MW", "measure", STORE, "功率", 0.5, 5),
    ("480兆瓦时", 480, "MW.h", "measure", STORE, "容量", 0.5, 5),
    ("4小时", 4, "h", "duration", STORE, "放电时间", 0.5, 0.5),
    ("57岁", 57, "a", "age", None, "年龄", 0.5, 0.5),
    ("18%", 18, "%", "percent", FARM, "发电量增幅", 0.5, 0.5),
    ("1900人", 1900, "{人}", "cardinal", COMPANY, "培训人数", "full", 50),
    ("20期", 20, "{期}", "cardinal", COMPANY, "培训期数", "full", 5),
    ("92人", 92, "{人}", "cardinal", COMPANY, "每期人数", "full", 0.5),
    ("15艘", 15, "{艘}", "cardinal", None, "施工船舶", "full", 0.5),
    ("4艘", 4, "{艘}", "cardinal", None, "吊装船", "full", 0.5),
    ("9艘", 9, "{艘}", "cardinal", None, "运维船", "full", 0.5),
    ("2艘", 2, "{艘}", "cardinal", None, "铺缆船", "full", 0.5),
    ("2022年", None, "1", "date", None, "", 0, 0),
    ("20台", 20, "{台}", "cardinal", FARM, "新增机组", "full", 5),
    ("20台", 20, "{台}", "cardinal", FARM, "年末机组", "full", 5),
    ("2023年", None, "1", "date", None, "", 0, 0),
    ("28台", 28, "{台}", "cardinal", FARM, "新增机组", "full", 0.5),
    ("48台", 48, "{台}", "cardinal", FARM, "年末机组", "full", 0.5),
)
_MORE: dict[int, dict[str, object]] = {
    5: {"per": "{台}", "role": "each"},
    6: {"role": "total"},
    7: {"time": "去年"},
    9: {"attributed_to": "公司", "modality": "potential", "per": "a"},
    10: {"attributed_to": "公司"},
    11: {"attributed_to": "公司", "modality": "potential"},
    12: {"attributed_to": "公司", "modality": "potential", "per": "a"},
    17: {"per": "kW"},
    19: {"modality": "planned"},
    20: {"modality": "planned", "per": "{个}", "role": "each"},
    21: {"modality": "planned", "role": "total"},
    26: {"attributed_to": "林叙之", "time": "上半年"},
    27: {"attributed_to": "林叙之"},
}


def claim_id(number: int) -> str:
    """The id of the claim that the text names `number`th, from 1."""
    return f"urn:kg:claim:{number:08x}"


def article(lines: tuple[tuple[BlockKind, str], ...] = LINES) -> Article:
    """An article of these lines, under a line of site chrome that its source has and its text has not."""
    text = "\n".join(line for _, line in lines)
    blocks, at = [], 0
    for kind, line in lines:
        blocks.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    chrome = "鹭湾观察 > 产业\n\n"
    return Article(
        id="urn:kg:article:wind-farm",
        text=text,
        source=chrome + text,
        segments=((0, len(chrome), len(text)),),
        blocks=tuple(blocks),
        title=lines[0][1],
        date="2023-10-19",
        publisher="鹭湾观察",
        url="https://example.org/wind-farm",
        path="wind-farm.txt",
    )


def _claims(text: str) -> tuple[Claim, ...]:
    claims, at = [], 0
    for number, row in enumerate(_ROWS, 1):
        start = text.index(row[0], at)
        at = start + len(row[0])
        claims.append(_claim(number, start, _sentence(text, start), row))
    return tuple(claims)


def _claim(number: int, start: int, sentence: tuple[int, int], row: tuple) -> Claim:  # type: ignore[type-arg]
    words, value, unit, kind, subject, name, narrow, wide = row
    half = 0.0 if narrow == "full" else float(narrow)
    known = value is not None
    quantity = Quantity(
        text=words,
        start=start,
        end=start + len(words),
        value=value,
        low=None,
        high=None,
        unit=unit,
        kind=kind,
        approx="exact",
        narrow=Interval(value - half, value + half) if known else Interval(-inf, inf),
        wide=Interval(value - wide, value + wide) if known else Interval(-inf, inf),
        written_in_full=narrow == "full",
    )
    about = Property(f"urn:kg:property:{name}", name) if name else None
    return Claim(claim_id(number), quantity, sentence, subject, about, **_MORE.get(number, {}))  # type: ignore[arg-type]


def _sentence(text: str, at: int) -> tuple[int, int]:
    """From the last to the next full stop or line end."""
    start = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    ends = [text.find(mark, at) for mark in "。\n"]
    stop = min((end + (text[end] == "。") for end in ends if end >= 0), default=len(text))
    return start, stop


def _check(
    number: int,
    kind: str,
    verdict: str,
    claims: tuple[int, ...],
    formula: str,
    message: str,
    intervals: tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]],
    unit: str,
    *,
    severity: int = 3,
    relation: str = "=",
    reading: str = "narrow",
    basis: tuple[str, ...] = (),
    repairs: tuple[Repair, ...] = (),
) -> Check:
    return Check(
        id=f"urn:kg:check:{number:08x}",
        kind=kind,
        verdict=verdict,  # type: ignore[arg-type]
        severity=severity,
        claims=tuple(claim_id(claim) for claim in claims),
        texts=tuple(_ROWS[claim - 1][0] for claim in claims),
        formula=formula,
        message=message,
        computed=Interval(*intervals[0]),
        computed_wide=Interval(*intervals[1]),
        stated=Interval(*intervals[2]),
        stated_wide=Interval(*intervals[3]),
        relation=relation,
        reading=reading,
        unit=unit,
        basis=basis,
        repairs=repairs,
        tested=claim_id(claims[-1]),
        expression=formula,
    )


def checks() -> tuple[Check, ...]:
    """Worst first: one inconsistent, one implausible, the consistent ones (one within rounding), one unverifiable."""
    every = (-inf, inf)
    return (
        _check(
            1, "product", "inconsistent", (19, 20, 21),
            "2400个 × 40千瓦 = 96兆瓦,文中为 9.6兆瓦",
            "2400个机柜每个40千瓦,合计应为96兆瓦,文中所写的9.6兆瓦只有它的十分之一。",
            ((9.48e7, 9.72e7), (8.225e7, 1.1025e8), (9.55e6, 9.65e6), (9.55e6, 9.65e6)), "MW",
            severity=1, reading="wide",
            repairs=(
                Repair(claim_id(21), "factor", "9.6兆瓦", "96兆瓦", "小数点错了一位:改为96兆瓦,这里的核对便成立。"),
                Repair(claim_id(20), "factor", "40千瓦", "4千瓦", "每个机柜若为4千瓦,合计也是9.6兆瓦。"),
                Repair(claim_id(19), "digit", "2400个", "240个", "机柜若为240个,合计也是9.6兆瓦。"),
            ),
        ),
        _check(
            2, "plausibility", "implausible", (9, 11),
            "14亿千瓦时 ÷ 12万户 = 每户1.17万千瓦时,参考值为每户1000至5000千瓦时",
            "平均每户一年用电1.17万千瓦时,是通常家庭的两倍以上。",
            ((3.89e10, 4.54e10), (3.89e10, 4.54e10), (3.6e9, 1.8e10), (3.6e9, 1.8e10)), "kW.h",
            severity=2, reading="wide",
            basis=(
                "rating",
                "城乡居民家庭每户年用电1000至5000千瓦时(本测试虚构,https://example.org/reference)",
                "假设:14亿千瓦时全部供给这12万户",
            ),
            repairs=(Repair(claim_id(11), "factor", "12万户", "120万户", "若为120万户,每户约1170千瓦时。"),),
        ),
        _check(
            3, "product", "consistent", (4, 5, 6), "48台 × 6.5兆瓦 = 312兆瓦", "台数乘单机容量等于总装机容量。",
            ((3.096e8, 3.144e8), (3.096e8, 3.144e8), (3.115e8, 3.125e8), (3.115e8, 3.125e8)), "MW",
        ),
        _check(
            4, "growth", "consistent", (7, 6, 8), "266兆瓦 → 312兆瓦 = 增长17.3%,文中为 17%", "",
            ((0.169, 0.1774), (0.169, 0.1774), (0.165, 0.175), (0.165, 0.175)), "%",
        ),
        _check(
            5, "product", "consistent", (6, 10, 9), "312兆瓦 × 4500小时 = 14亿千瓦时", "",
            ((5.046e15, 5.0628e15), (4.54e15, 5.57e15), (4.86e15, 5.22e15), (4.86e15, 5.22e15)), "kW.h",
        ),
        _check(
            6, "ratio", "consistent", (14, 13, 15), "32.8亿元 ÷ 46.8亿元 = 70.1%,文中为 70%", "",
            ((0.699, 0.703), (0.699, 0.703), (0.695, 0.705), (0.65, 0.75)), "%",
        ),
        _check(
            7, "sum", "consistent", (14, 16, 13), "32.8亿元 + 14亿元 = 46.8亿元", "",
            ((4.625e9, 4.735e9), (4.625e9, 4.735e9), (4.675e9, 4.685e9), (4.675e9, 4.685e9)), "CNY",
        ),
        _check(
            8, "product", "consistent", (28, 29, 27), "20期 × 92人 = 1840人,文中为 1900人",
            "按字面相差60人;若1900人是四舍五入的说法,则相符。",
            ((1840, 1840), (1372.5, 2312.5), (1900, 1900), (1850, 1950)), "{人}", reading="rounding",
        ),
        _check(
            9, "plausibility", "consistent", (9, 12), "14亿千瓦时 × 每千瓦时0.8公斤 = 112万吨,文中为 超过110万吨", "",
            ((1.08e9, 1.16e9), (1.08e9, 1.16e9), (1.1e9, inf), (1.1e9, inf)), "t",
            relation=">=", basis=("火电每千瓦时约排放0.8公斤二氧化碳(本测试虚构)",),
        ),
        _check(
            10, "product", "consistent", (22, 24, 23), "120兆瓦 × 4小时 = 480兆瓦时", "",
            ((1.506e12, 1.952e12), (1.449e12, 2.025e12), (1.7262e12, 1.7298e12), (1.71e12, 1.746e12)), "MW.h",
        ),
        _check(
            11, "sum", "consistent", (31, 32, 33, 30), "4艘 + 9艘 + 2艘 = 15艘", "",
            ((15, 15), (13.5, 16.5), (15, 15), (14.5, 15.5)), "{艘}",
        ),
        _check(
            12, "sum", "consistent", (36, 38, 39), "20台 + 28台 = 48台", "",
            ((48, 48), (42.5, 53.5), (48, 48), (47.5, 48.5)), "{台}",
        ),
        _check(
            13, "repeat", "consistent", (1, 4, 39), "48台 = 48台 = 48台", "",
            ((48, 48), (47.5, 48.5), (48, 48), (47.5, 48.5)), "{台}",
        ),
        _check(
            14, "growth", "unverifiable", (26,), "同比增长18%,缺去年上半年的发电量", "文中没有去年上半年的发电量。",
            (every, every, every, every), "%", reading="none",
        ),
    )  # fmt: skip


def verification() -> Verification:
    """The whole: 39 numbers, 14 checks."""
    text = article()
    claims = _claims(text.text)
    rows = checks()
    touched = {claim for check in rows if check.verdict != "unverifiable" for claim in check.claims}
    unchecked = tuple(
        (claim.id, "unverifiable" if claim.quantity.text == "18%" else "alone")
        for claim in claims
        if claim.id not in touched
    )
    return Verification(
        extraction=Extraction(
            text,
            (COMPANY, FARM),
            claims,
            (Tie("t1", "product", (("count", claim_id(4)),), "总", 0, 1),),
        ),
        checks=rows,
        coverage=Coverage(len(claims), len(touched) + 1, len(touched), unchecked),
    )
