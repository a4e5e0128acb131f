import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('what no command knows gets a short true answer, stores nothing and leaves nothing open', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const answers: [string, RegExp][] = [
    ['现在几点', /^现在08:39，11月23日\n农历十月十五，工作日$/],
    ['今天星期几', /^11月23日，工作日/],
    ['11月28日是星期几', /^11月28日，休息日/],
    ['离过年还有几天', /^春节是2027年2月6日，还有75天/],
    ['明天放假吗', /^11月24日，工作日/],
    ['天气怎么样', /^天气财伴看不到/],
    ['黄金还能买吗', /^产品的事财伴还答不了，也不给买卖意见/],
    ['股市今天涨了吗', /^行情财伴看不到/],
    ['排名出来没有', /^业绩、排名、通报和会议还没接进来/],
    ['开户要带什么材料', /^这条规定财伴没有收录/],
    ['黑金客户多久要联系一次', /黑金：每1个月一次\n白金：每2个月一次\n金卡：每3个月一次\n大众：没有定周期/],
    ['白金的门槛是多少', /黑金：300\.00万起\n白金：50\.00万起\n金卡：5\.00万起/],
    ['投诉几天要回复', /黑金：首次联系2个工作小时内，答复24小时内\n白金：首次联系24小时内，答复3个工作日内/],
    ['怎么算有效联络', /^有效联络：/],
    ['讲个笑话', /^这个财伴帮不上/],
  ];
  for (const [words, answer] of answers) {
    const said = await chat.hear(words);
    expect(said.replies.map((one) => one.text).join('\n'), words).toMatch(answer);
    expect(said.stored, words).toEqual([]);
    expect(said.asked, words).toBe(false);
    expect(said.understood?.intent, words).toBeNull();
  }
});

test.each(['提醒林涛把月报交了', '让林涛下班前给我回个话', '帮我通知周敏明天开会'])(
  'nobody else is told anything, and how to keep it is said: %s',
  async (words) => {
    const chat = await startChat();
    const said = await chat.hear(words);
    expect(said.replies[0]?.text).toMatch(/^财伴只提醒您自己/);
    expect(said.stored).toEqual([]);
  },
);

test.each([
  ['我今天还要干嘛', 'chenyu', 'briefing'],
  ['我名下有谁', 'chenyu', 'client-list'],
  ['我是新来的，怎么用', 'chenyu', 'help'],
  ['今天团队什么情况', 'zhoumin', 'briefing'],
  ['这周谁没做联络', 'zhoumin', 'overdue'],
])('on the first day: %s', async (words, as, intent) => {
  const chat = await startChat();
  expect((await chat.hear(words, as)).understood?.intent).toBe(intent);
});
