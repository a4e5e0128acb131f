import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '王建国', honorific: '王总', mobile: '13900003456' },
  { name: '张敏', mobile: '13900003458' },
  { name: '张伟', mobile: '13900003457' },
  { name: '赵德柱', honorific: '老赵', mobile: '13900003461' },
];
const SEEN = '昨天下午去看了老赵，他腿脚不好，想办上门服务';

test('a record waits: what is denied is no mode, a length of time and more words go in, a day lies behind', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say(SEEN)).toContain('面访，昨天');
  expect(await chat.say('不是面谈，是电话')).toContain('电话，昨天');
  expect(await chat.say('时长30分钟')).toContain('电话30分钟，昨天');
  expect(await chat.say('周四下午')).toContain('11月19日 周四');
  expect(await chat.say('补充一句 他儿子在上海')).toContain('他儿子在上海');
  await chat.say('对');
  const [record] = await chat.db.all<{ mode: string; minutes: number; onDate: string; summary: string }>('SELECT * FROM ContactRecord', []);
  expect(record).toMatchObject({ mode: 'phone', minutes: 30, onDate: '2026-11-19', summary: `${SEEN}，他儿子在上海` });
});

test('a question with a day in it is answered, and the record waits on as it stood', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say(SEEN);
  expect(await chat.say('今天约了谁')).not.toContain('这样记对吗');
  await chat.say('对');
  expect(await chat.db.get<{ onDate: string }>('SELECT onDate FROM ContactRecord', [])).toEqual({ onDate: '2026-11-22' });
});

test('what is told of the same matter in another message can be put into what waits', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('张敏投诉理财亏了没人管');
  expect(await chat.say('要求赔偿')).toContain('1 补进上面这条');
  expect(await chat.say('补进上面这条')).toContain('张敏投诉理财亏了没人管，要求赔偿');
  await chat.say('对');
  expect((await chat.db.get<{ clientWords: string }>('SELECT clientWords FROM "Case"', []))?.clientWords).toContain('要求赔偿');
});

test('another client for a complaint that waits', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('张敏投诉理财亏了没人管');
  expect(await chat.say('不对是张伟')).toContain('登记投诉：张伟');
});

test('an appointment moved to another day keeps its hour', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('下周三上午十点约老赵见面');
  const moved = await chat.say('改到下周四');
  expect(moved).toContain('12月3日 周四 10:00');
});

test('a bare number and talk answer no day; the day that was asked for is still taken', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我给张敏回电话');
  expect(await chat.say('2')).toContain('没认出日期');
  await chat.say('哈哈哈今天怪怪的好累好累');
  expect(await chat.say('明天下午三点')).toContain('已定：明天 15:00 给张敏回电话');
});

test('numbers of an empty list are said to fit nothing, and nothing waits', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('把第一条推到下周二')).toContain('没对上序号');
  expect(await chat.say('第三条办完了')).toContain('没对上序号');
  expect(await chat.say('对')).not.toContain('没对上序号');
});

test('依据 tells how the sentence was heard, before and after it is stored, and of no earlier answer', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say(SEEN);
  expect(await chat.say('依据')).toMatch(/时间看“昨天下午”，按11月22日 周日[\s\S]*客户是赵德柱，按称呼[\s\S]*出处：您的原话/);
  await chat.say('不是面谈，是电话');
  expect(await chat.say('依据')).toContain('后来按“不是面谈，是电话”改过');
  await chat.say('对');
  expect(await chat.say('依据')).toMatch(/出处：行内约定[\s\S]*出处：您的原话/);
  await chat.say('待办');
  expect(await chat.say('依据')).not.toContain('赵德柱');
});

test('a complaint of nobody yet takes the name that is typed next', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('昨天在柜台等了一个多小时没人理');
  expect(await chat.say('投诉')).toContain('没说是谁');
  expect(await chat.say('张敏')).toContain('登记投诉：张敏');
});

test('what he did meanwhile is told, it corrects nothing', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('给老赵打电话没接');
  expect(await chat.say('他发微信说在开会')).toMatch(/“给老赵打电话没接，他发微信说在开会”[\s\S]*方式：电话，没接通/);
  await chat.say('对');
  expect(await chat.db.get<{ mode: string }>('SELECT mode FROM ContactRecord', [])).toEqual({ mode: 'phone' });
});

test('a call told piece by piece is one record', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('刚跟王总通完电话');
  expect(await chat.say('聊了存单到期续存的事')).toContain('“刚跟王总通完电话，聊了存单到期续存的事”');
  await chat.say('他想再看看');
  expect(await chat.say('下周五再联系')).toContain('下次：12月4日 周五');
  expect((await chat.hear('对')).stored).toMatchObject([{ kind: 'contactRecord' }]);
});

test.each(['聊了吗', '今天天气真好', '老赵想再看看'])(
  'what is asked, or told of another, does not go to the record that waits: %s',
  async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    const asked = await chat.hear('刚跟王总通完电话');
    await chat.say(words);
    await chat.tap(asked.replies[0]!.buttons![0]!.key);
    expect(await chat.db.get<{ summary: string }>('SELECT summary FROM ContactRecord', [])).toEqual({ summary: '刚跟王总通完电话' });
  },
);

test('the next step with whom was spoken of, and the same of another client', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('记一下 王总 电话 聊了信托');
  expect(await chat.say('下周三再给他打')).toContain('再给他打');
  await chat.say('对');
  await chat.say('查一下他的持仓');
  expect(await chat.say('那老赵呢')).toContain('赵德柱（老赵）');
});

test('an hour alone moves an item on its own day', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我给王总送合同');
  await chat.say('明天');
  expect(await chat.say('改到十一点')).toContain('已改到明天 11:00');
  expect(await chat.db.get<{ dueOn: string; dueTime: string }>('SELECT dueOn, dueTime FROM Task', [])).toEqual({
    dueOn: '2026-11-24',
    dueTime: '11:00',
  });
  expect(await chat.say('推迟 1 周四')).toContain('11月26日 周四');
});

test('said to be a record at the end', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('王总说要把定期转出来去别的行你帮我记一下')).toContain('王建国，这样记对吗');
});

test('a second record put before the first one is confirmed says where the first one is kept', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('给老赵打电话没接');
  expect(await chat.say('张敏微信说考虑考虑')).toContain('上一条还没确认，在草稿D-1\n“给老赵打电话没接”');
  expect(await chat.say('周四下午')).not.toContain('上一条还没确认');
});

test('投诉 alone, then who and what: it is the complaint, and its clock runs', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('投诉');
  expect(await chat.say('张伟 柜台态度差')).toContain('投诉');
  await chat.say('对');
  expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM "Case"', [])).toEqual({ n: 1 });
  expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord', [])).toEqual({ n: 0 });
});

test('put off by a length of time is later than it was to be', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我明天九点给王总送合同');
  expect(await chat.say('推迟 1 一小时')).toContain('明天 10:00');
});

test('an item called off while another one waits is the one that is meant', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我明天九点给王总送合同');
  await chat.say('提醒我后天十点给老赵回电');
  await chat.say('完成 给王总送合同');
  expect(await chat.say('不用给老赵回电了')).toMatch(/取消这件[\s\S]*给老赵回电/);
});

test('what was talked of is no promise', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('记 王总 电话');
  await chat.say('聊了聊年底资金安排');
  expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM Task', [])).toEqual({ n: 0 });
});

test('an item is moved by what stands behind the word of moving, and the card shows what will be done', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我周四下午三点交周报');
  expect(await chat.say('把周报那条改到十一点')).toContain('改到11月26日 周四 11:00');
  expect(await chat.say('对')).toContain('已改到11月26日 周四 11:00');
});

test.each([
  ['推迟 1 三天', '11月29日 周日 15:00'],
  ['推迟 1 一周', '12月3日 周四 15:00'],
  ['推迟 1 一小时', '11月26日 周四 16:00'],
  ['推迟 1 五天后', '11月28日 周六 15:00'],
  ['推迟 1 下周一', '11月30日 周一 15:00'],
  ['推迟 1 下周一 10:00', '11月30日 周一 10:00'],
  ['推迟 1 到下周一下午四点再改', '11月30日 周一 16:00'],
])('%s: a length goes from the item’s own time, a day alone keeps its hour', async (words, to) => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我周四下午三点交周报');
  expect(await chat.say(words)).toContain(`已改到${to}`);
});

test('two acts of one sentence that are both asked about are asked one after the other, each with its own day', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const first = await chat.say('王总后天飞深圳，早上七点半提醒我发条消息祝他一路平安');
  expect(first).toContain('同一句里还有一条提醒');
  expect(first).not.toContain('07:30');
  const second = await chat.say('对');
  expect(second).toContain('已补充：王总的资料');
  expect(second).toContain('11月25日 周三 07:30');
  expect(await chat.say('对')).toContain('已定：11月25日 周三 07:30');
});

test('a part of a day is shown as the hour a reminder will speak', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('提醒我明天上午九点给张敏回电话，后天下午给老赵送资料')).toContain('11月25日 周三 14:00 给老赵送资料');
});

test('a card that asks which of two is not answered with 对', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say('诉求 李秀兰 要投诉我们柜台态度差')).toContain('是投诉还是诉求');
  expect(await chat.say('对')).toContain('是投诉还是诉求');
  expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM "Case"', [])).toEqual({ n: 0 });
  expect(await chat.say('诉求')).toContain('诉求已登记');
});

test('a reminder behind a report of two is kept, and so is what is told of both', async () => {
  const chat = await startChat({ clients: [{ name: '王建国', honorific: '王总' }, { name: '孙丽' }] });
  const said = await chat.say('王总聊了理财，孙丽问了存单，周四提醒我给孙丽发资料');
  expect(said).toMatch(/已定[^]*“王总聊了理财”[^]*同一句里还有孙丽的/);
  expect(await chat.say('对')).toMatch(/已记：王总[^]*“孙丽问了存单”/);
});

test('关掉 with 这个 or 刚才的 is of the reminder, not of a kind of notices', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我明天9点开会');
  await chat.say('提醒我后天9点交表');
  expect(await chat.say('关掉刚才的提醒')).toContain('11月25日 周三 09:00：交表');
  expect(await chat.say('对')).toContain('已取消1件');
  expect(await chat.say('关掉这个提醒')).toContain('明天 09:00：开会');
});

test('a reminder behind a report of several clients is of whom was told of last', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('上午见了王总聊了理财，张敏电话没接，明天下午三点提醒我再打')).toMatch(
    /已定：明天 15:00 再打[^]*客户：张敏[^]*王建国 面访，这样记对吗/,
  );
  expect(await chat.say('待办')).toContain('明天 15:00 张敏 再打');
});

test('behind a complaint told last it is a reminder of its own', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('上午见了王总聊了理财，张敏投诉说短信费多扣了，明天上午提醒我查一下')).toMatch(/已定：明天 09:00 查一下[^]*客户：张敏/);
  expect(await chat.say('对')).toContain('登记投诉：张敏');
  expect(await chat.say('对')).toContain('投诉已登记：张敏');
});

test('the day of a question is no day of what waits', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('下周三上午十点约老赵见面');
  for (const words of ['我今天还要干嘛', '今天还有啥没弄', '明天有几件']) expect(await chat.say(words)).not.toContain('预约，这样对吗');
  expect(await chat.say('对')).toContain('12月2日 周三 10:00');
});
