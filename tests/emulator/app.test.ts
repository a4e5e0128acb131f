import { afterEach, beforeEach, expect, test } from 'vitest';
import { anyText, eventually, type Kit, matching, startKit } from './harness.js';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ ticks: () => 0 });
});
afterEach(() => kit.close());

test('a member writes, the service receives it encrypted and answers through message/send', async () => {
  const service = await kit.service();
  const said = await kit.control('POST', 'members/zhangsan/say', { text: '查 张三 <b>&' });
  const { msgid } = said.body as { msgid: string };
  const received = await eventually(() => service.received[0]);
  expect(received.message).toEqual({
    ToUserName: kit.emulator.corpId,
    FromUserName: 'zhangsan',
    CreateTime: String(Math.floor(Date.parse('2026-11-23T08:39:00+08:00') / 1000)),
    MsgType: 'text',
    Content: '查 张三 <b>&',
    MsgId: msgid,
    AgentID: String(kit.emulator.agentId),
  });
  expect(BigInt(msgid)).toBeGreaterThan(2n ** 53n);

  const answer = await kit.send({ msgtype: 'text', text: { content: '你好' } });
  expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok', invaliduser: '' });
  expect(answer).not.toHaveProperty('response_code');
  const shown = await kit.messages('zhangsan');
  expect(shown).toEqual([
    { seq: 1, msgid, at: matching(/^2026-11-23T00:39:0/), from: 'member', via: 'app', kind: 'text', text: '查 张三 <b>&' },
    { seq: 2, msgid: answer['msgid'], at: anyText, from: 'bot', via: 'app', kind: 'text', text: '你好' },
  ]);
});
