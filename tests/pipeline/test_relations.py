"""Which numbers a sentence itself relates, and in which roles; and which it only puts side by side."""

from __future__ import annotations

import pytest
from sentences import extracted, ties

from kg.model import Extraction

pytestmark = pytest.mark.xdist_group("relations")

# Ties that only a reference fact can judge: they say that two numbers may be divided, not what must come out.
FOR_FACTS = ("intensity", "conversion", "output", "portion")

# What a tie says itself, where its other members are numbers of the text.
LITERALS = ("listed", "list", "slack", "cycle", "rule", "words", "periods", "times", "unitSize")

# (sentence, kind, its members with their roles)
Row = tuple[str, str, str]
EQUALITY: list[Row] = [
    ("总功率30兆瓦,即3万千瓦。", "equality", "first 30兆瓦, second 3万千瓦"),
    ("这条运河长120公里,合240里。", "equality", "first 120公里, second 240里"),
    ("全镇耕地3.6万亩,约合2400公顷。", "equality", "first 3.6万亩, second 2400公顷"),
    ("身高1.85米,即185厘米。", "equality", "first 1.85米, second 185厘米"),
    ("容量为2TB(即2000GB)。", "equality", "first 2TB, second 2000GB"),
    ("容量为2TB(2000GB)。", "equality", "first 2TB, second 2000GB"),
    ("工期为18个月,即一年半。", "equality", "first 18个月, second 一年半"),
]
PRODUCT: list[Row] = [
    (
        "海川动力订购了六台风力发电机,每台5兆瓦,总功率30兆瓦。",
        "product",
        "count 六台, each 5兆瓦, total 30兆瓦",
    ),
    (
        "海川动力订购了六台风力发电机,每台能发出5兆瓦的电力,总输出功率30兆瓦。",
        "product",
        "count 六台, each 5兆瓦, total 30兆瓦",
    ),
    ("仓库里有40箱苹果,每箱25公斤,共1000公斤。", "product", "count 40箱, each 25公斤, total 1000公斤"),
    ("全校有30个班,每班45人,共1350人。", "product", "count 30个, each 45人, total 1350人"),
    ("学校有24个班,每班50名学生,共1200名学生。", "product", "count 24个, each 50名, total 1200名"),
    ("票价每张80元,共售出500张,收入4万元。", "product", "count 500张, each 80元, total 4万元"),
    (
        "海川动力订购了六台风力发电机,每台功率5兆瓦,总功率30兆瓦。",
        "product",
        "count 六台, each 5兆瓦, total 30兆瓦",
    ),
    (
        "公司购买了12辆卡车,每辆售价35万元,总价420万元。",
        "product",
        "count 12辆, each 35万元, total 420万元",
    ),
]
AVERAGE: list[Row] = [
    (
        "12个镇共有人口36万人,平均每个镇3万人。",
        "ratio",
        "numerator 36万人, denominator 12个, quotient 3万人",
    ),
    (
        "全长42公里,设站29座,平均站距1.5公里。",
        "ratio",
        "numerator 42公里, denominator 29座, quotient 1.5公里",
    ),
    (
        "12辆卡车平均每辆载重8吨,总载重96吨。",
        "ratio",
        "numerator 96吨, denominator 12辆, quotient 8吨",
    ),
]
SUM: list[Row] = [
    (
        "项目总投资16亿元,其中企业自筹6亿元,银行贷款10亿元。",
        "sum",
        "total 16亿元, part 6亿元, part 10亿元",
    ),
    ("全年销售汽车90万辆,其中国内60万辆,海外30万辆。", "sum", "total 90万辆, part 60万辆, part 30万辆"),
    (
        "全省有水库1200座,其中大型水库30座,中型水库170座,其余1000座为小型水库。",
        "sum",
        "total 1200座, part 30座, part 170座, part 1000座",
    ),
    ("班上有学生50名,其中男生28名,女生22名。", "sum", "total 50名, part 28名, part 22名"),
    (
        "全市人口500万人,其中城镇人口320万人,农村人口180万人。",
        "sum",
        "total 500万人, part 320万人, part 180万人",
    ),
    ("货物进出口总额40亿元,其中出口25亿元,进口15亿元。", "sum", "total 40亿元, part 25亿元, part 15亿元"),
    (
        "全部资产80亿元,其中银行存款30亿元,剩余50亿元为不动产。",
        "sum",
        "total 80亿元, part 30亿元, part 50亿元",
    ),
    ("代表团获金牌12枚、银牌9枚、铜牌7枚,合计28枚。", "sum", "total 28枚, part 12枚, part 9枚, part 7枚"),
    (
        "公司发行债券三期,分别为5亿元、8亿元和7亿元,合计20亿元。",
        "sum",
        "total 20亿元, part 5亿元, part 8亿元, part 7亿元",
    ),
    ("甲、乙、丙三地分别有12人、15人和18人,共45人。", "sum", "total 45人, part 12人, part 15人, part 18人"),
    (
        "一号机发电20亿千瓦时、二号机发电22亿千瓦时,合计42亿千瓦时。",
        "sum",
        "total 42亿千瓦时, part 20亿千瓦时, part 22亿千瓦时",
    ),
    ("门票收入30万元,餐饮收入50万元,两项合计80万元。", "sum", "total 80万元, part 30万元, part 50万元"),
    ("得票251票赞成、25票反对、4票弃权,共280票。", "sum", "total 280票, part 251票, part 25票, part 4票"),
    (
        "海川动力订购了六台发电机。海川动力最初订购了两台,随后又追加了四台。",
        "sum",
        "total 六台, part 两台, part 四台",
    ),
]
PART: list[Row] = [
    ("该县总面积1260平方公里,其中耕地420平方公里。", "part", "part 420平方公里, whole 1260平方公里"),
    ("全镇有企业120家,其中化工厂40家、纺织厂30家等。", "part", "part 40家, whole 120家"),
    ("全镇有企业120家,其中化工厂40家、纺织厂30家等。", "part", "part 30家, whole 120家"),
    ("全市有医院300家,其中三级医院60家,其中民营18家。", "part", "part 18家, whole 60家"),
    ("30名应聘者中,有12人被录用。", "part", "part 12人, whole 30名"),
    (
        "全区共有村庄260个,其中平原村100个、山区村90个、沿海村70个。",
        "sum",
        "total 260个, part 100个, part 90个, part 70个",
    ),
]
SHARE: list[Row] = [
    (
        "该县总面积1260平方公里,其中耕地420平方公里,占三分之一。",
        "ratio",
        "numerator 420平方公里, denominator 1260平方公里, quotient 三分之一",
    ),
    (
        "全年用水60亿立方米,其中农业用水40亿立方米,占三分之二。",
        "ratio",
        "numerator 40亿立方米, denominator 60亿立方米, quotient 三分之二",
    ),
    (
        "公司员工8000人,其中研发人员2000人,占总数的25%。",
        "ratio",
        "numerator 2000人, denominator 8000人, quotient 25%",
    ),
    (
        "全国粮食产量6.5亿吨,该省粮食产量5200万吨,占全国粮食产量的8%。",
        "ratio",
        "numerator 5200万吨, denominator 6.5亿吨, quotient 8%",
    ),
    (
        "全省总人口8000万人,全市常住人口640万人,占全省总人口的8%。",
        "ratio",
        "numerator 640万人, denominator 8000万人, quotient 8%",
    ),
    (
        "投入研发经费3万亿元,占国内生产总值120万亿元的2.5%。",
        "ratio",
        "numerator 3万亿元, denominator 120万亿元, quotient 2.5%",
    ),
    (
        "应接种1000人,实际接种950人,接种率95%。",
        "ratio",
        "numerator 950人, denominator 1000人, quotient 95%",
    ),
    (
        "甲省产煤12亿吨,乙省产煤4亿吨,甲省是乙省的3倍。",
        "ratio",
        "numerator 12亿吨, denominator 4亿吨, quotient 3倍",
    ),
    (
        "国内80万台,海外40万台,海外销量是国内的一半。",
        "ratio",
        "numerator 40万台, denominator 80万台, quotient 一半",
    ),
    (
        "预算中,农业占20%,教育占30%,医疗占15%,其他占35%。",
        "shares",
        "share 20%, share 30%, share 15%, share 35%, last 35%",
    ),
    ("62.5%的受访者支持,37.5%的受访者反对。", "shares", "share 62.5%, share 37.5%, last 37.5%"),
    ("六成居民支持,四成反对。", "shares", "share 六成, share 四成, last 四成"),
    ("男性占52%,女性占48%。", "shares", "share 52%, share 48%, last 48%"),
    ("一等奖占10%,二等奖占20%,其余占70%。", "shares", "share 10%, share 20%, share 70%, last 70%"),
]
CHANGE: list[Row] = [
    (
        "今年一季度出口额为330亿元,去年同期为300亿元,同比增长10%。",
        "growth",
        "before 300亿元, after 330亿元, rate 10%",
    ),
    ("财政收入由580亿元增加到638亿元,增长10%。", "growth", "before 580亿元, after 638亿元, rate 10%"),
    ("财政收入由580亿元增加到638亿元,增长10%。", "order", "less 580亿元, greater 638亿元"),
    ("本月成交量为360万吨,比上月增加60万吨,增长20%。", "growth", "after 360万吨, change 60万吨, rate 20%"),
    ("钢材价格由每吨4800元降到每吨4320元,下降10%。", "decline", "before 4800元, after 4320元, rate 10%"),
    ("办理护照5.4万本,比上年减少0.6万本,下降10%。", "decline", "after 5.4万本, change 0.6万本, rate 10%"),
    (
        "该镇粮食产量由2.4万吨增至3.0万吨,增加0.6万吨,增长25%。",
        "difference",
        "minuend 3.0万吨, subtrahend 2.4万吨, difference 0.6万吨",
    ),
    ("A队得96分,B队得88分,两队相差8分。", "difference", "minuend 96分, subtrahend 88分, difference 8分"),
    ("人口从300万人减少到280万人。", "order", "less 280万人, greater 300万人"),
    ("气温从零下5度升到8度。", "order", "less 零下5度, greater 8度"),
]
TIME: list[Row] = [
    ("从1980年到2000年的20年间,该村人口翻了一番。", "span", "from 1980年, to 2000年, duration 20年间"),
]
LISTS: list[Row] = [
    ("越南、老挝、泰国三个国家签署协议。", "enumeration", "count 三个, listed 3, list 越南、老挝、泰国"),
]
EXCHANGE: list[Row] = [
    (
        "按1美元兑7.2元计算,5000万美元约合3.6亿元。",
        "exchange",
        "amount 5000万美元, converted 3.6亿元, rateOf 1美元, rateIs 7.2元",
    ),
    (
        "5000万欧元,按1欧元兑7.8元计算,约合3.9亿元。",
        "exchange",
        "amount 5000万欧元, converted 3.9亿元, rateOf 1欧元, rateIs 7.8元",
    ),
    (
        "合同金额为2亿欧元,折合15.6亿元人民币。另有一批设备3亿欧元,折合23.4亿元人民币。",
        "exchange",
        "amount 3亿欧元, converted 23.4亿元人民币, rateOf 2亿欧元, rateIs 15.6亿元人民币",
    ),
]
REPEAT: list[Row] = [
    ("青禾公司去年亏损1.2亿元。青禾公司去年亏损1.2亿元,员工6000人。", "repeat", "first 1.2亿元, again 1.2亿元"),
    ("海川公司订购了六台燃气轮机。这六台涡轮机将于明年交付。", "repeat", "first 六台, again 六台"),
    ("滨海大桥全长2.6公里。滨海大桥全长2600米,已经通车。", "repeat", "first 2.6公里, again 2600米"),
]
SUPPLY: list[Row] = [
    (
        "这些发电机将为3000台服务器供电。每台服务器功耗为10千瓦。这些发电机总功率为50兆瓦。",
        "product",
        "count 3000台, each 10千瓦, supply 50兆瓦",
    ),
    (
        "这批发电机将为3000台服务器供电,每台服务器功耗10千瓦。这批发电机总功率50兆瓦。",
        "product",
        "count 3000台, each 10千瓦, supply 50兆瓦",
    ),
    (
        "光伏电站总装机容量为50兆瓦,将为6万户家庭供电,每户家庭用电功率为3千瓦。",
        "product",
        "count 6万户, each 3千瓦, supply 50兆瓦",
    ),
    (
        "机房供电能力为12兆瓦,可容纳90个机架,单个机架的功耗约120千瓦。",
        "product",
        "count 90个, each 120千瓦, supply 12兆瓦",
    ),
]
BASE: list[Row] = [
    ("净利润3.45亿元,同比增长50%,上年同期为2.30亿元。", "growth", "before 2.30亿元, after 3.45亿元, rate 50%"),
    (
        "他以9秒98撞线,比他4月创下的最好成绩10秒06快0.08秒。",
        "difference",
        "minuend 10秒06, subtrahend 9秒98, difference 0.08秒",
    ),
    ("去年登记3.12万对,比上年减少0.78万对,下降20%。", "decline", "after 3.12万对, change 0.78万对, rate 20%"),
    (
        "该厂2016年产值4.2亿元,2023年为12.6亿元,是2016年的3倍。",
        "ratio",
        "numerator 12.6亿元, denominator 4.2亿元, quotient 3倍",
    ),
    (
        "该厂2016年产值4.2亿元,2023年降到1.4亿元,是2016年的三分之一。",
        "ratio",
        "numerator 1.4亿元, denominator 4.2亿元, quotient 三分之一",
    ),
    (
        "液氮的沸点为77开尔文。样品冷却到4开尔文,比液氮温度低73开尔文。",
        "difference",
        "minuend 77开尔文, subtrahend 4开尔文, difference 73开尔文",
    ),
    (
        "入学率为60.2%,比上年提高0.6个百分点,上年为59.6%。",
        "difference",
        "minuend 60.2%, subtrahend 59.6%, difference 0.6个百分点",
    ),
    ("今年6月用户为3.42亿,去年6月为2.85亿,同比增长20.0%。", "growth", "before 2.85亿, after 3.42亿, rate 20.0%"),
]
FLOW: list[Row] = [
    (
        "9月初库存186.5万吨,当月调入94.2万吨,调出101.7万吨,月末库存179.0万吨,比月初减少7.5万吨。",
        "flow",
        "stock 186.5万吨, inflow 94.2万吨, outflow 101.7万吨, result 179.0万吨",
    ),
    (
        "9月末,库存186.5万吨,期初为194.0万吨,当月调入94.2万吨,调出101.7万吨。",
        "flow",
        "stock 194.0万吨, inflow 94.2万吨, outflow 101.7万吨, result 186.5万吨",
    ),
    (
        "今年流入3.2万人,流出1.1万人,净流入2.1万人。",
        "difference",
        "minuend 3.2万人, subtrahend 1.1万人, difference 2.1万人",
    ),
    (
        "出口412.5亿元,进口336.8亿元,顺差75.7亿元。",
        "difference",
        "minuend 412.5亿元, subtrahend 336.8亿元, difference 75.7亿元",
    ),
]
COMPUTED: list[Row] = [
    (
        "日产3.6万桶,按1吨约合7.2桶计算,约合5000吨。",
        "exchange",
        "amount 3.6万桶, converted 5000吨, rateOf 7.2桶, rateIs 1吨",
    ),
    ("容量16TB,每张照片按8MB计算,可存储200万张。", "product", "count 200万张, each 8MB, total 16TB"),
    ("参数量为350亿,以每个参数占用2字节计算,文件有70GB。", "product", "count 350亿, each 2字节, total 70GB"),
    ("每块板可切割600件,按良率85%计算,可得合格件510件。", "ratio", "numerator 510件, denominator 600件, quotient 85%"),
    (
        "风电场装机35万千瓦,利用1286小时,发电4.5亿千瓦时。",
        "product",
        "count 35万千瓦, each 1286小时, total 4.5亿千瓦时",
    ),
    (
        "每年资助200名学生,每人每年5000元,连续资助3年,总额300万元。",
        "product",
        "count 200名, factor 3年, each 5000元, total 300万元",
    ),
    (
        "产值由2015年的820亿元增至2020年的1320亿元,年均增长10.0%。",
        "compound-growth",
        "before 820亿元, after 1320亿元, rate 10.0%, periods 5",
    ),
]
COUNTED: list[Row] = [
    (
        "轿车30万辆,比上年的28万辆增长7.1%;客车5万辆,比上年的6万辆下降16.7%。两者合计35万辆。",
        "sum",
        "total 35万辆, part 30万辆, part 5万辆",
    ),
    ("去年签约126项,今年又签42项,两者合计168项。", "sum", "total 168项, part 126项, part 42项"),
    ("甲县30万吨,乙县25万吨,丙县20万吨,三者合计75万吨。", "sum", "total 75万吨, part 30万吨, part 25万吨, part 20万吨"),
    ("资金264亿元分两批下达,首批156亿元,第二批108亿元。", "sum", "total 264亿元, part 156亿元, part 108亿元"),
    ("发行三期债券,期限分别为3年、5年和10年。", "enumeration", "count 三期, listed 3, list 3年、5年、10年"),
    ("民警从德、能、勤、绩四个方面打分。", "enumeration", "count 四个, listed 4, list 德、能、勤、绩"),
]
ROWS = [
    *(BASE + FLOW + COMPUTED + COUNTED),
    *(EQUALITY + PRODUCT + AVERAGE + SUM + PART + SHARE),
    *(CHANGE + TIME + LISTS + EXCHANGE + REPEAT + SUPPLY),
]

# Numbers that stand side by side and must not be compared.
SIDE_BY_SIDE = [
    # net flows: a part may exceed the balance
    "本周净流入120亿元,其中机构净流入180亿元。",
    "一季度外资净买入50亿元,其中沪市净买入80亿元,深市净卖出30亿元。",
    "本月新增贷款3万亿元,其中住户贷款5000亿元,企业贷款2.8万亿元,非银贷款减少3000亿元。",
    # rates at comparable prices, and yearly averages
    "今年国内生产总值1320亿元,去年为1200亿元,按可比价格计算增长6%。",
    "年均增长8%,十年前为100亿元,现在为215.9亿元。",
    # other times, other subjects, other things
    "公司今年投资8亿元,去年投资6亿元。",
    "预计明年产量增至500万吨,今年为480万吨。",
    "王明45岁,李强38岁。",
    "河口镇有人口2.4万,东岭镇有人口3.6万。",
    "甲厂生产20台,乙厂生产30台,丙厂生产25台。",
    "2019年增长5%,2020年增长3%。",
    "他花了3小时读了两本书。",
    # lists that stay open, questions with several answers, growth rates of parts
    "全镇有企业120家,主要包括化工厂40家、纺织厂30家等。",
    "全镇有企业1208家,主要包括化工厂412家、纺织厂308家等。",
    "30%的人喜欢茶,50%的人喜欢咖啡。",
    "工业占45%,服务业占60%。",
    "全年进口增长8%,出口增长5%,贸易总额增长12%。",
    # parts that do not add up to a whole: averages, other units
    "平均工资8000元,其中制造业平均工资7000元,金融业平均工资1.5万元。",
    "全市学校共150所,其中新增学生1.2万人。",
    # classes and ordinals
    "男子56公斤级共有12人参赛。",
    "张丽参加55公斤级比赛,其中抓举90公斤,挺举110公斤。",
    "10万吨级码头共3座,其中5万吨级2座。",
    "港口有10万吨级泊位3个,5万吨级泊位2个,合计15万吨。",
    "五名男子参加56公斤级比赛,每人体重60公斤。",
    "有三大特点:第一,速度快;第二,成本低。",
    # so much each month, on the average, or of another year: no stock's flow
    "每月流入3万吨,流出2万吨,净流入12万吨。",
    "出生人口3.1万人,死亡人口3.4万人,净流入人口2.2万人。",
    # 按 with nothing to compute from, or nothing computed
    "收入按3∶7分配,双方各得其所。",
    "公司按1000万元注册,员工120人。",
    # more instalments than are named
    "资金264亿元分两批下达,首批156亿元。",
    # a base of another sort, of another place, or said of nothing known
    "毛利率31.5%,比上年下降1.8个百分点。二季度收入29.1亿元,一季度为23.2亿元。",
    "全市产量55.7万吨。示范区平均亩产612公斤,比全市平均水平高五成。",
    # 等 keeps a list open
    "甲、乙、丙等五家企业参加。",
    "越南、老挝、泰国等五个国家参加。",
    "平均每人5本书,有的人有20本。",
]
# (sentence, kinds it must not be tied in): other ties of it are right.
NOT_SO: list[tuple[str, tuple[str, ...]]] = [
    ("甲营收5467亿元,净利润802亿元;乙营收2660亿元,净利润218亿元。", ("difference",)),
    ("他最快也要26岁毕业,本科毕业22岁,硕士毕业24岁。", ("difference",)),
    ("2020年至2024年,投入由150亿元增至240亿元,年均增长12.5%。", ("compound-growth",)),
    ("由12个五边形组成,20个角上各有一个小球。每个五边形上都有一个圆孔。", ("product",)),
    ("预期从日均225万桶下调至211万桶,2025年则为178万桶。", ("ratio",)),
    ("净利润增长40%,员工数从83人增加到101人。", ("growth",)),
    ("去年办理离婚登记1.24万对,比上年增加0.04万对;结婚登记3.12万对。", ("difference",)),
    ("公司发行8000万股,每股18.6元,募集资金总额14.88亿元。", ("ratio",)),
    ("按可比价计算,今年产值由1200亿元增至1320亿元,增长6.1%。", ("growth", "decline")),
    ("全镇有企业120家,其中化工厂40家、纺织厂30家等。", ("sum",)),
    ("全市有医院300家,其中三级医院60家,其中民营118家。", ("sum", "list")),
    ("人口从300万人减少到280万人,同期户数从90万户增加到95万户。", ("growth", "decline", "difference", "sum")),
    ("票价从每张80元涨到每张100元。", ("product", "growth", "sum")),
]
SENTENCES = [row[0] for row in ROWS] + SIDE_BY_SIDE + [row[0] for row in NOT_SO]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    return extracted(SENTENCES)


@pytest.mark.parametrize(("text", "kind", "members"), ROWS)
def test_what_the_text_ties(read: dict[str, Extraction], text: str, kind: str, members: str) -> None:
    assert (kind, members) in ties(read[text])


@pytest.mark.parametrize("text", SIDE_BY_SIDE)
def test_what_stands_side_by_side_is_not_tied(read: dict[str, Extraction], text: str) -> None:
    assert [tie for tie in ties(read[text]) if tie[0] not in FOR_FACTS] == []


@pytest.mark.parametrize(("text", "kinds"), NOT_SO)
def test_what_is_tied_otherwise(read: dict[str, Extraction], text: str, kinds: tuple[str, ...]) -> None:
    assert not {kind for kind, _ in ties(read[text])} & set(kinds)


def test_a_tie_stands_where_its_members_do(read: dict[str, Extraction]) -> None:
    """start and end lie in the text, no member is missing, no tie comes twice."""
    for extraction in read.values():
        known = {claim.id: claim.quantity for claim in extraction.claims}
        assert len({tie.id for tie in extraction.ties}) == len(extraction.ties)
        for tie in extraction.ties:
            assert 0 <= tie.start < tie.end <= len(extraction.article.text)
            numbers = [known[name] for role, name in tie.members if role not in LITERALS]
            assert numbers
