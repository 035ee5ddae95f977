"""Pages as WeChat and portals build them, invented for these tests, as a browser saves them or a crawler fetches them."""

from __future__ import annotations

WECHAT = """<!DOCTYPE html>
<html class=""><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1.0">
<meta name="description" content="二期10月31日通水">
<meta name="author" content="林小满">
<meta property="og:title" content="城西水厂扩建完工，日供水能力升至60万吨">
<meta property="og:url" content="https://mp.weixin.example/s?__biz=MzAx&amp;mid=2650&amp;idx=1">
<meta property="og:site_name" content="微信公众平台">
<meta property="og:article:author" content="林小满">
<title></title>
<style>.rich_media{padding:20px 9999px}</style></head>
<body id="activity-detail" class="zh_CN wx_wap_page mm_appmsg">
<div id="js_article" class="rich_media"><div id="js_top_ad_area" class="top_banner"></div>
<div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title" id="activity-name">
城西水厂扩建完工，日供水能力升至60万吨
</h1>
<div id="meta_content" class="rich_media_meta_list">
<span id="copyright_logo" class="rich_media_meta icon_appmsg_tag">原创</span>
<span class="rich_media_meta rich_media_meta_text"><a href="javascript:void(0);">林小满</a></span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">
城西观察 </a>
<div id="js_profile_qrcode" aria-hidden="true" class="profile_container" style="display:none;"><div class="profile_inner">
<strong class="profile_nickname">城西观察</strong><p class="profile_meta"><label class="profile_meta_label">微信号</label>
<span class="profile_meta_value">chengxi2015</span></p><p class="profile_meta"><label class="profile_meta_label">功能介绍</label>
<span class="profile_meta_value">每天3条城西新闻，28万人在看。</span></p></div></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text">{published}</em>
<em id="js_ip_wording_wrp" class="rich_media_meta rich_media_meta_text">江苏</em></div>
<div id="js_tags" class="article-tag__list"><span>收录于合集</span><a>#民生</a><span>12个</span></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">
<section style="text-align:center"><span>点击蓝字</span><span> 关注我们</span></section>
<section data-role="paragraph"><p><span style="font-size:15px">城西水厂二期工程10月31日通水，新增日供水能力</span><strong><span>20万吨</span></strong><span>。</span></p>
<p><span>加上一期的40万吨，水厂日供水能力达到60万吨，可满足约150万人用水，覆盖城西7个街道。</span></p></section>
<p style="text-align:center"><img class="rich_pages wxw-img" data-src="https://mmbiz.example/a.png" data-ratio="0.66" data-w="1080"></p>
<p style="text-align:center"><span style="font-size:12px">▲城西水厂二期的4座沉淀池。</span></p>
<section><table><tbody><tr><td><p><span>期</span></p></td><td><p><span>日供水能力</span></p></td></tr>
<tr><td><p><span>一期</span></p></td><td><p><span>40万吨</span></p></td></tr>
<tr><td><p><span>二期</span></p></td><td><p><span>20万吨</span></p></td></tr></tbody></table></section>
<p><span>项目总投资8.6亿元，工期26个月，由城西水务集团承建，水质达到国家标准，管网改造同时完成了35公里。</span></p>
<p><br></p><section><p>END</p></section>
<p><span>作者丨林小满</span></p><p><span>编辑丨周大川</span></p>
<section><p><strong>往期推荐</strong></p><p><a href="https://mp.weixin.example/s/x1">一张图看懂3.2元水价</a></p>
<p><a href="https://mp.weixin.example/s/x2">三家企业获表彰奖金500万元</a></p></section>
<p><span>长按识别二维码关注我们</span></p></div>
</div></div>
<div class="rich_media_tool"><span>阅读 </span><span id="readNum3">1.2万</span></div></div></div>
<script type="text/javascript">
var __INLINE_SCRIPT__ = 9999;
var nickname = htmlDecode("城西观察");
var msg_title = '城西水厂扩建完工，日供水能力升至60万吨'.html(false);
var ct = "1730506500";
var round_head_img = "http://mmbiz.example/0";
</script>
<div id="content_bottom_area"><div>预览时标签不可点</div><div>微信扫一扫<br>关注该公众号</div><div>继续滑动看下一个</div><div>写留言</div></div>
</body></html>
"""
# Saved by a browser, in which the script has run; and as it comes from the server.
WECHAT_SAVED = WECHAT.replace("{published}", "2024年11月02日 08:15")
WECHAT_FETCHED = WECHAT.replace("{published}", "")
WECHAT_BODY = [
    ("title", "城西水厂扩建完工，日供水能力升至60万吨"),
    ("body", "城西水厂二期工程10月31日通水，新增日供水能力20万吨。"),
    ("body", "加上一期的40万吨，水厂日供水能力达到60万吨，可满足约150万人用水，覆盖城西7个街道。"),
    ("caption", "城西水厂二期的4座沉淀池。"),
    ("table", "期\t日供水能力"),
    ("table", "一期\t40万吨"),
    ("table", "二期\t20万吨"),
    ("body", "项目总投资8.6亿元，工期26个月，由城西水务集团承建，水质达到国家标准，管网改造同时完成了35公里。"),
]

PORTAL = """<!DOCTYPE html>
<html><head><meta charset="gb2312">
<title>北原钢铁上半年净利润下降三成_产经_北原财经_北原网</title>
<meta name="keywords" content="北原钢铁,半年报,30%">
<meta name="publishdate" content="2024-08-22">
<meta name="mediaid" content="北原证券报">
<meta property="article:author" content="孙七">
<link rel="canonical" href="https://finance.beiyuan.example/2024-08-22/doc-1.shtml">
</head><body>
<div class="top-nav"><ul><li><a>首页</a></li><li><a>新闻</a></li><li><a>财经</a></li><li><a>股票</a></li><li><a>体育</a></li><li><a>娱乐</a></li><li><a>更多</a></li></ul>
<div class="login"><a>登录</a>|<a>注册</a></div></div>
<div class="hq">上证指数 2854.37 -0.35% 深证成指 8184.73 -1.12%</div>
<div class="path"><a>北原网</a> &gt; <a>北原财经</a> &gt; <a>产经</a> &gt; 正文</div>
<div class="main-content w1240"><h1 class="main-title">北原钢铁上半年净利润下降三成</h1>
<div class="top-bar"><div class="date-source"><span class="date">2024年08月22日 16:40</span> <a class="source">北原证券报</a></div>
<div class="tool"><a>缩小字体</a><a>放大字体</a><a>收藏</a><a>微博</a><a>分享</a> 评论 <span>326</span></div></div>
<div class="article-content-left"><div class="article" id="artibody">
<p class="quote">炒股就看金手指分析师研报，权威，专业！助您挖掘潜力主题机会！</p>
<p>　　北原钢铁22日披露半年报，上半年营业收入412亿元，同比下降9%；净利润14亿元，同比下降30%。</p>
<p>　　公司称，钢材均价每吨下跌420元，是利润下降的主要原因，上半年产钢980万吨，同比减少3.5%。</p>
<div class="img_wrapper"><img src="a.jpg" alt="高炉"><span class="img_descr">图为北原钢铁2号高炉，容积4350立方米。</span></div>
<p><strong>　　下半年计划检修两座高炉</strong></p>
<table border="1"><tr><td>项目</td><td>上半年</td><td>同比</td></tr><tr><td>营业收入</td><td>412亿元</td><td>-9%</td></tr><tr><td>净利润</td><td>14亿元</td><td>-30%</td></tr></table>
<p>　　公司预计下半年产钢950万吨，检修两座高炉，合计影响产量约60万吨，全年资本开支控制在45亿元以内。</p>
<p class="article-editor">责任编辑：钱八</p></div>
<div class="page-nav"><a>上一页</a> <a>1</a> <a>2</a> <a>3</a> <a>下一页</a> <a>阅读全文</a></div>
<div class="keywords">文章关键词： <a>钢铁</a> <a>半年报</a></div>
<div class="feedback">我要反馈</div>
<div class="related"><h2>相关新闻</h2><ul><li><a>铁矿石价格跌破100美元</a></li><li><a>南湾造船厂订单增长45%</a></li></ul></div>
<div class="comments"><h3>网友评论</h3><div class="c"><b>钢迷</b> <p>我那只股亏了80%，明年还得亏50%。</p> <span>2小时前</span> <a>赞(12)</a> <a>回复</a></div></div>
</div><div class="sidebar"><h3>热点推荐</h3><ol><li>某地一夜降温15度</li><li>新手机售价4999元起</li></ol><h3>24小时点击排行</h3><ol><li>1 房价下跌5%</li></ol></div></div>
<div class="footer"><p>北原网简介 About 广告服务 010-62675362 联系我们 招聘信息</p><p>Copyright © 1996-2024 BEIYUAN Corporation, All Rights Reserved 京ICP证000007号</p></div>
<script>var pageCount=3; var docTime="2024-08-23";</script></body></html>
"""
PORTAL_BODY = [
    ("title", "北原钢铁上半年净利润下降三成"),
    ("body", "北原钢铁22日披露半年报，上半年营业收入412亿元，同比下降9%；净利润14亿元，同比下降30%。"),
    ("body", "公司称，钢材均价每吨下跌420元，是利润下降的主要原因，上半年产钢980万吨，同比减少3.5%。"),
    ("caption", "图为北原钢铁2号高炉，容积4350立方米。"),
    ("body", "下半年计划检修两座高炉"),
    ("table", "项目\t上半年\t同比"),
    ("table", "营业收入\t412亿元\t-9%"),
    ("table", "净利润\t14亿元\t-30%"),
    ("body", "公司预计下半年产钢950万吨，检修两座高炉，合计影响产量约60万吨，全年资本开支控制在45亿元以内。"),
]

# A newspaper's electronic edition in traditional characters: no metadata but what is printed.
DIGITAL_PAPER = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>南灣日報電子報</title></head><body>
<table width="1000"><tr><td colspan="2">南灣日報　2024年5月12日　星期日　<a>上一期</a> <a>下一期</a></td></tr><tr><td width="300">
<a>第A1版：要聞</a><br><a>第A2版：財經</a><br><a>第A3版：國際</a><br><a>第A4版：體育</a></td><td>
<div class="bmname">第A2版：財經</div><h2>港珠澳貨運量上升</h2><div class="author">記者：李四</div>
<div id="ozoom"><founder-content><P>港務處昨日公布，四月份貨櫃吞吐量為120萬個標準箱，按年上升8.5%，其中出口佔70萬個。</P>
<P>首四個月合計吞吐量460萬個標準箱，按年上升6%，貨運收入約35億港元。</P></founder-content></div>
<div>版權所有 南灣日報 未經許可不得轉載</div></td></tr></table></body></html>
"""
DIGITAL_PAPER_BODY = [
    ("title", "港珠澳貨運量上升"),
    ("body", "港務處昨日公布，四月份貨櫃吞吐量為120萬個標準箱，按年上升8.5%，其中出口佔70萬個。"),
    ("body", "首四個月合計吞吐量460萬個標準箱，按年上升6%，貨運收入約35億港元。"),
]
