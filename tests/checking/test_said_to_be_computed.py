"""Relations that a word of the text names: a slip in one of the numbers raises an alarm, and the right text none."""

from __future__ import annotations

import pytest
from sentences import alarms, explained

from kg.model import Check, Verification

pytestmark = pytest.mark.xdist_group("computed")

# (kind of check, right sentence, a number of it, what stands there by mistake)
Row = tuple[str, str, str, str]
CONVERTED: list[Row] = [
    ("exchange", "油田日产原油3.6万桶,按1吨约合7.2桶计算,约合5000吨。", "5000吨", "500吨"),
    ("exchange", "该星距地球约12光年,按1光年约合9.46万亿公里计算,约为113.5万亿公里。", "12光年", "120光年"),
    ("exchange", "人均12.6万元,按年平均汇率1美元兑7.0元折算,约合1.8万美元。", "1.8万美元", "18万美元"),
    ("product", "新模型参数量为350亿,以每个参数占用2字节计算,权重文件有70GB。", "70GB", "700GB"),
    ("product", "硬盘容量16TB,每张照片按8MB计算,可存储200万张。", "200万张", "2000万张"),
    ("product", "展馆总面积25万平方米,一个标准足球场按7140平方米计算,约等于35个足球场。", "35个", "350个"),
    ("ratio", "全年门诊量268.4万人次,按365天计算,日均7353人次。", "7353人次", "73530人次"),
    ("ratio", "工厂每天产钢500吨,按300天计算,年产15万吨。", "15万吨", "150万吨"),
    ("ratio", "以每块板切割600件、良率85%计算,每块板可得合格件510件。", "510件", "150件"),
]
RATES: list[Row] = [
    ("unit-equality", "台风中心风速每秒40米,即每小时144公里。", "144公里", "14.4公里"),
    ("unit-equality", "硬盘读取速度为每秒350MB,即0.35GB。", "0.35GB", "3.5GB"),
    ("unit-equality", "工厂月产能4.5万片,折合年产能54万片。", "54万片", "45万片"),
]
BASES: list[Row] = [
    ("ratio", "2018年,该厂出口额只有3500万元,到2023年已达2.8亿元,是2018年的8倍。", "8倍", "80倍"),
    ("ratio", "新款续航720公里,比上一代的240公里多出480公里,是上一代的3倍。", "3倍", "13倍"),
    ("difference", "我市去年非化石能源占19.3%,后者比上年提高1.7个百分点,上年为17.6%。", "1.7个百分点", "17个百分点"),
    ("ratio", "裁员2400人,占员工总数3万人的8%。", "8%", "18%"),
    ("ratio", "去年优良天数301天,占全年366天的82.2%。", "82.2%", "28.2%"),
    ("ratio", "水面由2180平方公里缩小到1526平方公里,缩小到七成。", "七成", "三成"),
]
SEVERAL: list[Row] = [
    ("sum", "整车收入约134亿元;配件业务另有收入9.8亿元,两项相加约144亿元。", "9.8亿元", "98亿元"),
    (
        "sum",
        "去年全市共签合同126项,金额3.4亿美元;今年又签42项,金额1.1亿美元,两者合计168项、4.5亿美元。",
        "168项",
        "186项",
    ),
    (
        "sum",
        "去年全市共签合同126项,金额3.4亿美元;今年又签42项,金额1.1亿美元,两者合计168项、4.5亿美元。",
        "4.5亿美元",
        "5.4亿美元",
    ),
    ("sum", "264亿元资金将分两批下达,首批已下达156亿元,第二批108亿元月底到位。", "108亿元", "18亿元"),
    ("sum", "这座96兆瓦的电站分两期建设,一期36兆瓦,二期60兆瓦。", "60兆瓦", "160兆瓦"),
    ("enumeration", "全省发行三期债券,期限分别为3年、5年和10年。", "三期", "四期"),
    ("enumeration", "大桥由主桥、南引桥和北引桥三部分组成。", "三部分", "四部分"),
]
FLOWS: list[Row] = [
    ("difference", "9月初库存186.5万吨,当月调入94.2万吨,调出101.7万吨,月末库存179.0万吨。", "179.0万吨", "197.0万吨"),
    ("difference", "去年新开门店352家,关闭68家,净增284家。", "68家", "86家"),
    ("difference", "前三季度出口1523.6亿元,增长5.2%;进口842.1亿元,下降3.1%;顺差681.5亿元。", "681.5亿元", "618.5亿元"),
]
YEARS: list[Row] = [
    (
        "growth",
        "外贸额由2015年的820亿元增至2020年的1320亿元,五年增长61.0%,年均增长10.0%。",
        "年均增长10.0%",
        "年均增长12.2%",
    ),
    ("growth", "该厂2019年出口额4500万元,2023年达3.6亿元,年均增长68.2%。", "68.2%", "86.2%"),
    ("growth", "用户数由2016年的640万户减少到2022年的420万户,年均下降6.8%。", "6.8%", "8.6%"),
    ("time", "她1946年5月出生,38岁那年,也就是1984年,出版第一部诗集。", "1984年", "1994年"),
]
COUNTED: list[Row] = [
    ("ratio", "2023年末,全市常住人口482.5万人,当年地区生产总值5693.5亿元,人均11.8万元。", "11.8万元", "1.18万元"),
    ("ratio", "全县应接种儿童4.25万人,实际接种4.08万人,接种率96%。", "4.08万人", "4.80万人"),
    ("ratio", "全省共检测标本2640份,阳性396份,阳性率15.0%。", "396份", "3960份"),
    ("ratio", "接待游客96.4万人次,人均消费825元,旅游收入7.953亿元。", "825元", "8250元"),
    ("growth", "去年办理登记3.12万对,比上年减少0.78万对,下降20%。", "0.78万对", "7.8万对"),
]
MULTIPLIED: list[Row] = [
    ("product", "每年资助200名学生,每人每年5000元,连续资助3年,总额300万元。", "300万元", "3000万元"),
    ("product", "电站装机容量35万千瓦,年利用小时数1286小时,年发电量4.5亿千瓦时。", "4.5亿千瓦时", "45亿千瓦时"),
    ("product", "水库库容2.36亿立方米,水面面积18.4平方公里,平均水深12.8米。", "12.8米", "128米"),
    ("product", "地块长125米,宽84米,面积10500平方米。", "10500平方米", "15000平方米"),
    ("ratio", "全市养老床位4.28万张,每千名老年人拥有床位42.8张,老年人口100万人。", "42.8张", "4.28张"),
    ("sum", "她获得2金3银共5枚奖牌。", "5枚", "7枚"),
]
ROWS = [*MULTIPLIED, *CONVERTED, *RATES, *BASES, *SEVERAL, *FLOWS, *YEARS, *COUNTED]
SILENT = [
    # at constant prices, whether the text says so or not
    "全市地区生产总值由2019年的986.5亿元增加到2020年的1016.3亿元,增长2.3%。",
    "地区生产总值由2015年的689.5亿元增加到2020年的1016.3亿元,年均增长5.7%。",
    "工业增加值从去年的320亿元增至今年的335亿元,增长6.1%。",
    # as many lists as numbers: 分别 is of another list than what is counted
    "五家企业营收、利润分别增长10%和20%。",
    "6月和7月,三家工厂的产量分别为10万吨和12万吨。",
    "全省发行四期债券,期限分别为3年、5年、10年等。",
    # 去年 is what 上年 is the year before of; each has a base of its own
    "去年全市办理结婚登记3.12万对,比上年减少0.78万对;办理离婚登记1.24万对,比上年增加0.04万对。",
    # 按 without 计算, what is computed from another thing
    "公司按1比3拆股,股价从240元降到80元。",
    "按20%的比例分配,参加者共60人,三组人数相近。",
    "他最快也要26岁毕业,本科毕业22岁,硕士毕业24岁。",
    # a balance of other things
    "去年新开门店352家,关闭68家。员工净增1200人。",
    "公共停车场有停车位2340个,路内停车位860个。",
    # an area and a length, a power and a time of other things
    "公园面积12000平方米,步道长120米,湖面85米。",
    "风机功率5兆瓦,施工历时1286小时。去年全市发电45亿千瓦时。",
    # births and what flowed in, what fell and what rose, one company's shares in two currencies
    "出生人口3.1万人,死亡人口3.4万人,净流入人口2.2万人。",
    "流入3.2万人,比上年流入的2.8万人多,流出1.1万人,净流入2.1万人。",
    "每周步行150分钟的人,死亡风险低20%;如果增加到300分钟,风险降低26%。",
    "营收为新台币21617亿元,较前一年的22639亿元减少4.5%;每股盈余为新台币32.34元,低于2022年的39.2元。",
    "专任教师1480人,其中具有博士学位的1110人,占75%;本科生22200人。",
    "全市共有体育场地9480个,场地面积1216万平方米,人均体育场地面积2.56平方米。",
    "全国人口140967万人。全年出生人口902万人,出生率为6.39‰。",
    "该公司在册员工为8460人。它关闭了三家子公司,这三家公司原有员工210人。",
    "夜间零下20到30度。",
    "夜间零下30到20度。",
    "全班男女比例为2:1。",
    # 同期 of another company, a rate of what stands between, an amount of another name, what 其中 is not of
    "甲公司全年交付178.9万辆,同比下降1.1%,比乙公司同期销量176.5万辆多2.4万辆。",
    "不良贷款余额为146.3亿元,较上年末增加1.9亿元,贷款总额11992亿元,较上年末增长3.8%。",
    "净利润方面,甲公司为5.3亿元,乙公司仅1.1亿元。两家合计研发投入6.7亿元。",
    "甲营收5467亿元,净利润802亿元;乙营收2660亿元,净利润218亿元;丙营收1973亿元,净利润138亿元。三家合计营收突破1万亿元。",
    "途中设7座车站,桥隧比高达78.6%,其中隧道31座、桥梁94座。",
    "毛利同比增长23%,毛利率由45%提高到53%。",
    "毛利率由45%提高到53%,毛利同比增长23%。",
    "甲公司营收42.1亿元,乙公司营收38.7亿元,分别增长6.5%和2.3%。",
    "甲公司利润5.3亿元、乙公司利润1.1亿元,合计投入研发6.7亿元。",
    "全校有30个班,平均每班45人,配校医3人。",
    # an average of what has another name or time, a count of another sentence, a temperature's zero
    "全村1043人,去年人均可支配收入2.4万元,十年前只有8000元。",
    "全县有职工3.2万人,去年人均工资7.8万元,五年前仅5.1万元。",
    "全村1043人,去年人均收入2.4万元。村集体经济收入118万元。",
    "月租8000元,雇了4个人,人均月薪5500元,一年光房租和工资就要36万元。",
    "预期从日均225万桶下调至211万桶,2025年则为178万桶。",
    "已累计交付5架。单架目录价格0.99亿美元,100架的合同总额为99亿美元。",
    "气温由22℃降到9℃,下降13℃。",
    # by how much, not than what; two sub-indices; a product of few digits; a year of the era
    "水库水位涨至146.82米,低于汛限水位1.18米。",
    "制造业采购经理指数为50.1%。新订单指数为51.0%,上升0.2个百分点。",
    "出版社首印1.2万册。每册定价68元,版税率8%,可得7.9万元。",
    "112年全年稅收3兆4529億元,較111年增加2040億元,增幅6.3%。",
    "短期借款7亿元,长期借款11亿元,应收账款12.5亿元,资产负债率48.7%。",
    # a share that shrank, with a name of its own
    "产量由100万吨降到90万吨,市场份额降到15%。",
]


@pytest.fixture(scope="module")
def told() -> dict[str, Verification]:
    return explained([*(row[1] for row in ROWS), *(wrong(row) for row in ROWS), *SILENT])


def wrong(row: Row) -> str:
    _, text, meant, slip = row
    assert text.count(meant) == 1
    return text.replace(meant, slip)


def of_kind(verification: Verification, kind: str) -> list[Check]:
    return [check for check in verification.checks if check.kind == kind]


@pytest.mark.parametrize("row", ROWS)
def test_a_wrong_number_is_told(told: dict[str, Verification], row: Row) -> None:
    assert [check.kind for check in alarms(told[wrong(row)]) if check.kind == row[0]]


@pytest.mark.parametrize("row", ROWS)
def test_the_right_text_is_shown_to_agree(told: dict[str, Verification], row: Row) -> None:
    assert alarms(told[row[1]]) == []
    assert "consistent" in [check.verdict for check in of_kind(told[row[1]], row[0])]


@pytest.mark.parametrize("text", SILENT)
def test_what_the_text_does_not_relate_raises_no_alarm(told: dict[str, Verification], text: str) -> None:
    assert alarms(told[text]) == []


def test_a_yearly_rate_shows_its_power(told: dict[str, Verification]) -> None:
    formulas = [check.formula for check in told[YEARS[0][1]].checks]
    assert any("820亿元 × (1 + 10.0%)^5" in formula for formula in formulas)


def test_a_stock_shows_what_came_in_and_what_went_out(told: dict[str, Verification]) -> None:
    formulas = [check.formula for check in told[FLOWS[0][1]].checks]
    assert any("186.5万吨 + 94.2万吨 − 101.7万吨" in formula for formula in formulas)
