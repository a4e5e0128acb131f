import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

async function withCase() {
  const chat = await startChat({ clients: ['何涛'] });
  await chat.hear('投诉 何涛 存单到期没有人告诉我');
  await chat.press('对，登记');
  return chat;
}

test('督办: the owner is told, the supervisor hears back', async () => {
  const chat = await withCase();
  expect(await chat.say('督办 TS-1', 'zhoumin')).toContain('已督办：TS-1\n陈宇马上收到');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 周敏督办');
  const [card] = await chat.core.store.outbox.listNewest('chenyu', 1);
  await chat.tap(card!.buttons.find((b) => b.text === '回主管')!.key);
  expect(await chat.say('已核实流水，下午给客户回电')).toContain('主管已收到');
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('TS-1 督办回复：陈宇');
  expect(await chat.core.store.task.countOpen('zhoumin')).toBe(0);
  const { id } = await chat.core.store.case.get('TS-1');
  expect((await chat.core.store.case.listEvents(id)).map((e) => e.kind)).toEqual(expect.arrayContaining(['comment', 'progress']));
});

test('without an answer the supervisor is reminded once the working day is over', async () => {
  const chat = await withCase();
  const jobs = jobsOf(chat);
  await chat.say('督办 TS-1', 'zhoumin');
  await jobs.run('reminder', '2026-11-24T18:00:00+08:00');
  expect((await jobs.pushes('zhoumin')).at(-1)).toContain('TS-1督办还没有回复');
});

test('only who stands above it; a stranger reads that there is none', async () => {
  const chat = await withCase();
  expect(await chat.say('督办 TS-1')).toContain('TS-1的“督办”要网点主管或上级来办');
  expect(await chat.say('督办 TS-1', 'fangyuan')).toContain('没找到');
  expect(await chat.pushed('chenyu')).toEqual([]);
});

describe('a supervisor, in words and from the card', () => {
  const lastCard = async (chat: Chat, to: string) => (await chat.core.store.outbox.listNewest(to, 1))[0]!;
  const press = async (chat: Chat, to: string, label: string) =>
    chat.tap((await lastCard(chat, to)).buttons.find((b) => b.text === label)!.key, undefined, to);
  const events = async (chat: Chat) =>
    (await chat.core.store.case.listEvents((await chat.core.store.case.get('TS-1')).id)).map((e) => [e.kind, e.text]);

  test('督办 by the client’s name, with what is wanted', async () => {
    const chat = await withCase();
    expect(await chat.say('督办 何涛 今天给客户回电', 'zhoumin')).toContain('已督办：TS-1\n陈宇马上收到\n“今天给客户回电”');
    const card = await lastCard(chat, 'chenyu');
    expect(card.payload).toMatchObject({ title: 'TS-1 周敏督办', quote: '今天给客户回电' });
    expect(await events(chat)).toContainEqual(['comment', '督办：今天给客户回电']);
    await chat.hear('诉求 何涛 要一份流水');
    await chat.press('新案件');
    const which = await chat.hear('督办 何涛', 'zhoumin');
    expect(which.replies[0]!.text).toContain('何涛有2件在办，督办哪一件');
    expect((await chat.press('SQ-1', 'zhoumin')).replies[0]!.text).toContain('已督办：SQ-1');
    expect(await chat.say('督办', 'zhoumin')).toMatch(/督办 TS-98/);
  });

  test('批示', async () => {
    const chat = await withCase();
    expect(await chat.say('批示 TS-1 先退手续费', 'zhoumin')).toContain('已批示：TS-1 何涛');
    expect((await lastCard(chat, 'chenyu')).payload).toMatchObject({ title: 'TS-1 周敏批示', quote: '先退手续费' });
    await chat.tap(`caseDo:${(await chat.core.store.case.get('TS-1')).id}.comment`, undefined, 'zhoumin');
    expect(await chat.say('再给客户打个电话', 'zhoumin')).toContain('已批示');
    expect((await events(chat)).filter(([kind]) => kind === 'comment')).toHaveLength(2);
  });

  test.each(['改派 TS-1 给 林涛', '改派 TS-1 林涛', '把TS-1改派给林涛', '转办 TS-1 给林涛'])('改派: %s', async (words) => {
    const chat = await withCase();
    expect(await chat.say(words, 'zhoumin')).toContain('已改派给林涛：TS-1 何涛');
    expect((await chat.core.store.case.get('TS-1')).ownerId).toBe('lintao');
    expect((await chat.pushed('lintao')).at(-1)).toContain('TS-1');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('已改派给林涛');
    expect(await chat.say('改派 TS-1 林涛', 'zhoumin')).toContain('现在就由林涛受理');
  });

  test('改派 from the card: a colleague’s button', async () => {
    const chat = await withCase();
    const asked = await press(chat, 'zhoumin', '改派');
    expect(asked.replies[0]!.buttons!.map((b) => b.text)).toContain('林涛');
    expect((await chat.press('林涛', 'zhoumin')).replies[0]!.text).toContain('已改派给林涛');
  });

  test('换调查人, in words and from the card; the second time says so', async () => {
    const chat = await withCase();
    expect(await chat.say('换调查人 TS-1 林涛', 'zhoumin')).toContain('调查人林涛：TS-1 何涛');
    expect(await chat.say('换调查人 TS-1 林涛', 'zhoumin')).toContain('现在就由林涛调查');
    await chat.tap(`caseDo:${(await chat.core.store.case.get('TS-1')).id}.investigator`, undefined, 'zhoumin');
    await chat.press('周敏', 'zhoumin');
    expect((await chat.core.store.case.get('TS-1')).investigatorId).toBe('zhoumin');
  });

  test('批准延期 and 不批; without an application there is nothing to approve', async () => {
    const chat = await withCase();
    expect(await chat.say('批准延期 TS-1', 'zhoumin')).toContain('TS-1没有等批的延期');
    await chat.say('延期 TS-1 要向总行调流水');
    expect((await lastCard(chat, 'zhoumin')).buttons.map((b) => b.text)).toEqual(['批准延期', '不批', '批示', '看案件']);
    await press(chat, 'zhoumin', '不批');
    expect(await chat.say('材料够了', 'zhoumin')).toContain('没有批延期');
    await chat.say('延期 TS-1 还要向总行调流水');
    expect(await chat.say('批准延期 TS-1', 'zhoumin')).toContain('已批准延期：TS-1 何涛');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('延期已批准');
  });

  test('a case’s number in front is never the reason asked for', async () => {
    const chat = await withCase();
    expect(await chat.say('改为诉求 TS-1', 'zhoumin')).toContain('为什么改为诉求');
    await chat.say('把TS-1改派给林涛', 'zhoumin');
    expect(await chat.core.store.case.get('TS-1')).toMatchObject({ kind: 'complaint', ownerId: 'lintao' });
  });

  test('while the owner is away his stand-in is told', async () => {
    const chat = await withCase();
    await chat.say('林涛 代理 陈宇 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    const before = (await chat.pushed('chenyu')).length;
    await chat.say('督办 TS-1', 'zhoumin');
    expect((await chat.pushed('lintao')).at(-1)).toBe('TS-1 周敏督办');
    expect(await chat.pushed('chenyu')).toHaveLength(before);
    await press(chat, 'lintao', '回主管');
    expect(await chat.say('下午回电', 'lintao')).toContain('主管已收到');
    expect(await chat.say('案件', 'lintao')).toContain('何涛');
  });
});
