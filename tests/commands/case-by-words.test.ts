import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('what was done with a running case is heard in words, and the card names the case first', async () => {
  const chat = await startChat({ clients: ['李秀兰', '王建国'] });
  await chat.say('投诉 李秀兰 手续费没人告诉她');
  await chat.say('对');
  const asked = await chat.hear('跟进一下李秀兰的案子：已联系分行');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]!.text).toContain('李秀兰');
  expect(asked.replies[0]!.text).toContain('已联系分行');
  await chat.press('对，就是这件');
  expect(await chat.say('案件 李秀兰 历程')).toContain('已联系分行');
  expect(await chat.say('王总很生气，转账被限额了没人管')).toContain('王建国');
});

const registered = async (text: string, clients: string[] = ['李秀兰', '王建国']) => {
  const chat = await startChat({ clients });
  await chat.say(text);
  await chat.say('对');
  return chat;
};

test('from intake to the end in bare words: what each asks for names the case, and the next sentence is its answer', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  expect(await chat.say('联系了 李秀兰')).toContain('案件：TS-1 首次联系已完成');
  expect(await chat.say('记进展')).toContain('TS-1 李秀兰 有什么进展');
  expect(await chat.say('在调当时的录音')).toContain('已记进展：TS-1');
  expect(await chat.say('延期')).toContain('TS-1 李秀兰 为什么要延期');
  expect(await chat.say('录像还没调齐')).toContain('已申请延期');
  expect(await chat.say('批准延期', 'zhoumin')).toContain('已批准延期');
  expect(await chat.say('结论')).toContain('TS-1 李秀兰 核实的情况是什么');
  await chat.say('录音里讲过手续费');
  expect(await chat.say('合同第八条')).toContain('结论已存');
  expect(await chat.say('告知')).toContain('用什么方式告知');
  expect(await chat.say('短信 回执0911')).toContain('已告知客户');
  expect(await chat.say('结案')).toContain('根本原因');
  expect(await chat.say('售前没有把费用说清楚')).toContain('已结案');
  expect(await chat.say('历程')).toContain('结案');
});

test('the word of another act leaves what was asked, and a question that was missed twice lets go', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  await chat.say('联系了 李秀兰 电话');
  expect(await chat.say('暂停')).toContain('为什么暂停');
  expect(await chat.say('单据要鉴别')).toContain('这样说还对不上');
  expect(await chat.say('单据要鉴别')).not.toContain('为什么暂停');
  await chat.say('暂停');
  expect(await chat.say('撤诉')).toContain('客户怎么撤的');
  expect(await chat.say('结案')).toContain('这一步还办不了');
});

test('without a case the same words are none of its acts', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  for (const words of ['结论', '暂停', '延期', '告知', '恢复']) expect(await chat.say(words)).not.toContain('TS-');
});

test('with several cases, the one whose turn it is; two of them are offered', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  await chat.say('投诉 王建国 排队太久');
  await chat.say('对');
  await chat.say('联系了 王建国 电话 已告知受理');
  await chat.say('待办');
  expect(await chat.say('结论')).toContain('TS-2 王建国 核实的情况是什么');
  await chat.say('先不办');
  expect(await chat.say('延期')).toContain('TS-2 王建国');
});

test('words that tell no contact stop no clock', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  await chat.press('联系了');
  expect(await chat.say('跟进')).toContain('这样说还对不上');
  expect(await chat.say('当面说清了，三天内答复')).toContain('首次联系已完成');
});

test('联系了 within the minute of the complaint completes the first contact', async () => {
  const chat = await startChat({ clients: ['李秀兰'], now: '2026-11-23T08:39:10+08:00' });
  await chat.say('投诉 李秀兰 手续费没人告诉她');
  await chat.say('对');
  expect(await chat.say('联系了 李秀兰 电话 已告知受理')).toContain('首次联系已完成');
});

test('看案件 behind a card about one case opens that one', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  expect(await chat.say('看案件')).toMatch(/^TS-1 李秀兰/);
  await chat.say('待办');
  expect(await chat.say('看案件')).toMatch(/^在办1件/);
});

const twoOfOne = async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  await chat.say('投诉 李秀兰 又被扣了一次');
  await chat.press('新案件');
  return chat;
};

test('what ends a case or stops its clock is shown before it is done, where free words tell it behind the number', async () => {
  const chat = await twoOfOne();
  const withdrawn = await chat.hear('TS-2 客户不想投诉了，撤了');
  expect(withdrawn.stored).toEqual([]);
  expect(withdrawn.replies[0]?.text).toMatch(/^撤诉：TS-2 李秀兰，对吗\n确认前不生效\n“客户不想投诉了，撤了”/);
  await chat.say('先不办');
  const merged = await chat.hear('把TS-2并到TS-1');
  expect(merged.stored).toEqual([]);
  expect(merged.replies[0]?.text).toContain('并到：TS-1，以后只按它计时');
  expect((await chat.press('对，就这样')).replies[0]?.text).toContain('已并入TS-1：TS-2');
  const answered = await chat.hear('TS-1已经答复客户了，说三天内退');
  expect(answered.stored).toEqual([]);
  expect(await chat.say('对')).toContain('已记答复：TS-1');
});

test('the word of office and the number are no guess, and a line of progress is only put down', async () => {
  const chat = await twoOfOne();
  expect(await chat.say('TS-1 后台查到卡在清算，22号到账')).toContain('已记进展：TS-1');
  expect(await chat.say('TS-2 合并 TS-1')).toContain('已并入TS-1：TS-2');
  expect(await chat.say('撤诉 TS-1 客户满意了')).toContain('已记客户撤诉：TS-1');
});

test('what is no proof is asked for again, and another act leaves the question of this one', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  for (const words of ['联系了 李秀兰 电话', '结论', '录音里没有讲手续费', '合同第八条', '告知', '短信']) await chat.say(words);
  expect(await chat.say('跟她说过了')).toContain('这样还不够。写编号就行');
  expect(await chat.say('结案')).toContain('这一步还办不了');
  expect(await chat.say('销售时没有讲清楚')).not.toContain('已告知客户');
  expect(await chat.say('告知 短信 回执0911')).toContain('告知：是李秀兰的TS-1吗');
  expect(await chat.say('对')).toContain('已告知客户：TS-1');
});

test.each(['陈宇手上几个投诉', '林涛有几个投诉', '有多少投诉'])('how many there are is asked, and none is taken in: %s', async (words) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect((await chat.hear(words, 'zhoumin')).understood?.intent).toBe('case-list');
});

test('who is content withdraws: shown first, with his words', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  const asked = await chat.hear('李秀兰不追究了，撤诉');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]?.text).toContain('“不追究了，撤诉”');
  expect(await chat.say('对')).toContain('已记客户撤诉：TS-1');
});

test('what was not paused goes on, and that is said', async () => {
  const chat = await registered('投诉 李秀兰 手续费没人告诉她');
  expect(await chat.say('恢复计时')).toMatch(/^TS-1没有暂停的计时\n现在的情况/);
});
