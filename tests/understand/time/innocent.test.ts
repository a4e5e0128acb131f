import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/index.js';
import { findTimeSpans } from '../../../src/understand/time/index.js';

const calendar = createCalendar();

/** Texts without any time in them, though most hold characters that times are written with. */
const INNOCENT = `
3.5的利率
收益 3.5 左右
净值1.13
1.03净值
2.8厘
涨了12.5
12.5%
1.5-2.5%
收益2.5-3.5
当天起息
净值从1.02到1.05
头一天上班
屡次日常
双周盈
双休
上下班
给我一点建议
他提了三点意见
十分满意
周大生的股票
张三月薪两万
上海国庆路5号
5号楼301
收益率12.5%
利率3.85
万一出问题
王明天是老客户
一年期定存
7天通知存款
90天理财
半年期大额存单
买了20万的国债
客户编号20250018
客户编号20251118
第三季报
拨打95588
二十四节气茶礼盒
金额1200.50元
下面说几点
初步方案
天天利
月月盈
三星手机
周总来了
五一路支行
孩子一周岁
下降两个百分点
星期天文学
电话13800138000
卡号6222021234567890123
张国庆是老客户
李小雪来过
王立春的老公
快一点
早一点休息
好一点的产品
有两点需要注意
说三点
以后天天见
说明天气原因
证明年收入
十一万
三八线
八一建军路
5号线地铁
第5号窗口
七天无理由退货
24小时营业
24小时自助银行
三分钟热度
四点建议
一二三四五
上海路8号
建设路12号院
3号柜台
一周一次也行
一月两次
下周期
线上周报
以上周边
目前天气不错
30年国债
三年期国债利率
两年期
一百万
涨了20点
跌破3000点
降了10个点
百分之三点五
年化三点五
收益3.5%
7日年化收益率
5日均线
三个月定期利率多少
3个月期限的产品
R3产品
年轻客户
今后打算
明白了
后勤部门
前台接待
本来想买
大家都好
当然可以
同意方案
星巴克见客户
礼品送到
中国银行
半途而废
一下子
季节性波动
晚点名
早上好
下午好
下午茶
晚安
您好
夏天的衣服
大雪纷飞
一点也不满意
有空调的房间
没有空
提高净值
5个人
三户客户
尾号8812
比例3:2
1/3的客户
完成了2/3左右
图1.2.3
版本2.10.3
3.15万
第12期
12楼
60岁以上
零钱通
百万资产
千万别忘了
万圣山公园
国庆路支行
中秋礼盒
端午粽子
元旦酒店
春节礼盒
清明上河图
圣诞树
净值1.0523
管理费0.5折
买10手
A股三千点
基金代码001234
票据号20261205
身份证110101198001010011
二维码
三方存管
四大行
五险一金
六个核桃
七匹狼
八达通
九牧王
十足金
双十二行动派
日本旅游
日均余额
月均日均
年化利率
时间成本
分红险
秒杀
季军
周期股
旬阳县
点心
半价
前几名
后备人选
`
  .trim()
  .split('\n');

const NOWS = ['2026-11-23T08:39', '2026-11-21T10:00', '2026-12-31T23:59', '2026-02-16T12:00'];

describe('texts with no time in them', () => {
  test.each(INNOCENT)('%s', (text) => {
    for (const now of NOWS) {
      for (const lean of [undefined, 'future', 'past'] as const) {
        const spans = findTimeSpans(text, { now: new Date(`${now}:00+08:00`), calendar, lean });
        expect(spans.map((span) => [span.kind, span.text])).toEqual([]);
      }
    }
  });

  test('there are many of them', () => {
    expect(new Set(INNOCENT).size).toBeGreaterThanOrEqual(140);
  });
});
