import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.js';
import { startChat, type Chat } from '../helpers/chat.js';

const OWN = { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678', clientNo: 'KH0001' };
const FOREIGN = { name: '秘密人', mobile: '13666667777', clientNo: 'KH0009', manager: 'lintao', level: 'blackGold' as const };
const AWAY = { name: '远方客', mobile: '13555554444', org: '001202', manager: 'fangyuan' };

const start = () => startChat({ clients: [OWN, FOREIGN, AWAY] });

interface AuditLine {
  actor: string;
  action: string;
  clientId: string | null;
  purpose: string | null;
  result: string;
}
const audit = (chat: Chat, actor: string): Promise<AuditLine[]> =>
  chat.db.all<AuditLine>('SELECT actor, action, clientId, purpose, result FROM AuditEvent WHERE actor = ? ORDER BY seq', [actor]);

const shown = (said: Awaited<ReturnType<Chat['tap']>>): string => JSON.stringify(said.replies);
const SECRETS = /秘密人|6667777|7777|黑金|KH0009|远方客|5554444/;

describe('a key that names somebody else’s client', () => {
  test.each(['view', 'holdings', 'timeline', 'more', 'note'])(
    '%s: tells no more than an id that does not exist, and the refusal is on record',
    async (verb) => {
      const chat = await start();
      const theirs = await chat.tap(`${verb}:${chat.idOf('秘密人')}`);
      const nobody = await chat.tap(`${verb}:01AAAAAAAAAAAAAAAAAAAAAAAA`);
      expect(theirs.replies.map((reply) => reply.text)).toEqual(nobody.replies.map((reply) => reply.text));
      expect(theirs.replies[0]?.text.split('\n')[0]).toBe('没找到这位客户');
      expect(shown(theirs)).not.toMatch(SECRETS);
      expect(theirs.asked).toBe(false);
      expect((await audit(chat, 'chenyu')).filter((row) => row.result === 'denied' && row.clientId === chat.idOf('秘密人'))).toHaveLength(1);
      // Nor does it become the one spoken of.
      expect(await chat.say('他的持仓')).not.toMatch(SECRETS);
    },
  );

  test.each(['view', 'holdings', 'timeline', 'more', 'note'])(
    '%s: a supervisor of another outlet, the counter there and an administrator get nothing',
    async (verb) => {
      const chat = await start();
      for (const as of ['zhoumin', 'sunyue', 'admin', 'lintao'])
        expect(shown(await chat.tap(`${verb}:${chat.idOf('远方客')}`, undefined, as)), as).not.toMatch(/远方客|5554444|方媛|白金/);
    },
  );

  test('the counter sees the short card of the own outlet and no contacts, holdings or facts', async () => {
    const chat = await start();
    const id = chat.idOf('李秀兰');
    expect((await chat.tap(`view:${id}`, undefined, 'sunyue')).replies[0]?.text).toContain('李秀兰');
    const refusals = { holdings: '「持仓」不在您的岗位里', timeline: '「历史」不在您的岗位里', note: '没找到这位客户' };
    for (const [verb, first] of Object.entries(refusals))
      expect((await chat.tap(`${verb}:${id}`, undefined, 'sunyue')).replies[0]?.text.split('\n')[0], verb).toBe(first);
  });

  test.each(['view', 'holdings', 'timeline', 'more'])(
    '%s: who must give a reason is asked first, reads masked until then, and the reason is on record',
    async (verb) => {
      const chat = await start();
      const id = chat.idOf('秘密人');
      const asked = await chat.tap(`${verb}:${id}`, undefined, 'yejun');
      expect(asked.replies[0]?.buttons?.map((button) => button.text)).toEqual(['回访', '督办', '投诉', '其他']);
      expect(shown(asked)).not.toMatch(/秘密人|7777|黑金/);
      const told = await chat.press('督办', 'yejun');
      expect(shown(told)).toContain('秘密人');
      const rows = await audit(chat, 'yejun');
      expect(rows.filter((row) => row.clientId === id && row.result === 'ok')).toMatchObject([{ purpose: '督办' }]);
    },
  );

  test('who never may see contacts is not asked for a reason', async () => {
    const chat = await start();
    expect((await chat.tap(`timeline:${chat.idOf('秘密人')}`, undefined, 'tangwei')).replies[0]?.text.split('\n')[0]).toBe('「历史」不在您的岗位里');
  });

  test('a relation that ended closes the old card at once', async () => {
    const chat = await start();
    const id = chat.idOf('李秀兰');
    await chat.say('查 李秀兰');
    await chat.core.store.tx(async (tx) => {
      for (const one of await tx.managerRelation.listForClient(id)) await tx.managerRelation.end(one.id, chat.now());
      await tx.managerRelation.add({ clientId: id, userId: 'lintao', role: 'main', fromOn: '2026-11-23', setBy: 'zhoumin' }, chat.now());
    });
    for (const label of ['持仓', '历史', '更多', '记一笔'])
      expect((await chat.press(label).catch(() => chat.tap(`holdings:${id}`))).replies[0]?.text, label).not.toMatch(/李秀兰|李阿姨/);
    expect(await chat.say('她的持仓')).not.toMatch(/李秀兰|李阿姨/);
  });
});

describe('a choice answered with somebody who was not offered', () => {
  const draftOf = (said: Awaited<ReturnType<Chat['hear']>>): string => /"(?:who|drop|ok):([0-9A-Z]+)/.exec(shown(said))?.[1] ?? '';

  test('who: in 查, 记 and 投诉 tells nothing and stores nothing', async () => {
    const chat = await startChat({ clients: [OWN, FOREIGN, { name: '张伟', mobile: '13800003321' }, { name: '张伟', mobile: '13800000917' }] });
    for (const words of ['查 张伟', '记 张伟 电话 说下周来', '预约 张伟 明天 15:00']) {
      const draft = draftOf(await chat.hear(words));
      expect(draft).not.toBe('');
      const said = await chat.tap(`who:${draft}.${chat.idOf('秘密人')}`);
      expect(shown(said), words).not.toMatch(SECRETS);
      expect(said.stored).toEqual([]);
      expect(said.replies[0]?.text.split('\n')[0]).toBe('没找到这位客户');
    }
    expect((await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord', []))?.n).toBe(0);
    const changes = await chat.db.all<{ payload: string }>(`SELECT payload FROM Outbox WHERE recipient = 'chenyu'`, []);
    expect(JSON.stringify(changes)).not.toMatch(/秘密人|7777/);
  });

  test('somebody else’s draft cannot be confirmed, dropped, read or answered', async () => {
    const chat = await start();
    const asked = await chat.hear('投诉 李秀兰 赎回的钱三天没到账');
    const draft = draftOf(asked);
    for (const key of [
      `ok:${draft}`,
      `drop:${draft}`,
      `resume:${draft}`,
      `okas:${draft}.kind.complaint`,
      `who:${draft}.${chat.idOf('秘密人')}`,
      `swap:${draft}`,
      `reword:${draft}`,
      `redate:${draft}`,
      `fill:${draft}.x`,
      `yes:${draft}`,
      `reason:${draft}.督办`,
      `try:${draft}.client`,
      `forget:${draft}`,
    ]) {
      const said = await chat.tap(key, undefined, 'lintao');
      expect(shown(said), key).not.toMatch(/李秀兰|赎回/);
      expect(said.stored, key).toEqual([]);
    }
    expect((await chat.tap(`okas:${draft}.kind.complaint`)).stored.map((one) => one.kind)).toEqual(['case']);
  });

  test('okas: takes only the words of the slot', async () => {
    const chat = await start();
    const draft = draftOf(await chat.hear('投诉 李秀兰 赎回的钱三天没到账'));
    for (const rest of ['kind.evil', 'kind.', 'text.别的话', 'client.x', 'nothing.x', '', '.']) {
      const said = await chat.tap(`okas:${draft}.${rest}`);
      expect(said.stored, rest).toEqual([]);
      expect(said.replies[0]?.text, rest).not.toMatch(/出错/);
    }
  });
});

describe('records and tasks of a colleague', () => {
  test('edit, save and undo of his record, finish, later and untask of his task change and tell nothing', async () => {
    const chat = await start();
    const contact = (await chat.hear('记 秘密人 电话 聊了一件私事', 'lintao')).stored.find((one) => one.kind === 'contactRecord')?.id ?? '';
    const task = (await chat.hear('提醒我 明天 09:00 给秘密人送材料', 'lintao')).stored[0]?.id ?? '';
    const before = await chat.db.all('SELECT * FROM Task UNION ALL SELECT * FROM Task ORDER BY id', []);
    const record = await chat.db.all('SELECT * FROM ContactRecord', []);
    for (const key of [
      `edit:${contact}`,
      `save:${contact}`,
      `undo:${contact}`,
      `finish1:${task}`,
      `later:${task}.10`,
      `later:${task}.day`,
      `untask:${task}`,
      `finish:todo`,
    ]) {
      const said = await chat.tap(key, { items: [task], mode: ['phone'], next: ['2027-01-01'] });
      expect(shown(said), key).not.toMatch(/秘密人|私事|材料/);
      expect(said.stored, key).toEqual([]);
    }
    expect(await chat.db.all('SELECT * FROM Task UNION ALL SELECT * FROM Task ORDER BY id', [])).toEqual(before);
    expect(await chat.db.all('SELECT * FROM ContactRecord', [])).toEqual(record);
  });

  test('values that no card offered are not stored', async () => {
    const chat = await start();
    const contact = (await chat.hear('记 李秀兰 电话 祝生日')).stored.find((one) => one.kind === 'contactRecord')?.id ?? '';
    const said = await chat.tap(`save:${contact}`, { mode: ['<b>evil</b>'], outcome: ['__proto__'], next: ["2027-13-45'; --"] });
    expect(said.stored).toEqual([]);
    expect(
      (await chat.db.get<{ mode: string; nextContactOn: string | null }>('SELECT mode, nextContactOn FROM ContactRecord WHERE id = ?', [contact]))
        ?.mode,
    ).toBe('phone');
  });
});

test('no button of any command tells of a client out of reach, or stores anything about him', async () => {
  const chat = await start();
  const verbs = commands.flatMap((command) => Object.keys(command.taps ?? {}));
  expect(verbs.length).toBeGreaterThan(10);
  for (const verb of verbs)
    for (const as of ['chenyu', 'hejing', 'sunyue', 'zhoumin'])
      for (const rest of ['', '.x', '.2026-11-30', '.0']) {
        // A key that no card of ours carries may end in a fault, which is rolled back and tells nothing.
        const said = await chat.tap(`${verb}:${chat.idOf('远方客')}${rest}`, undefined, as).catch(() => undefined);
        if (!said) continue;
        expect(shown(said), `${verb}${rest} ${as}`).not.toMatch(/远方客|5554444/);
        expect(said.stored, `${verb}${rest} ${as}`).toEqual([]);
      }
});

test('an act that a case does not know is answered in words', async () => {
  const chat = await start();
  const asked = await chat.hear('投诉 李秀兰 赎回的钱三天没到账');
  const draft = /"ok(?:as)?:([0-9A-Z]+)/.exec(shown(asked))?.[1] ?? '';
  const id = (await chat.tap(`okas:${draft}.kind.complaint`)).stored[0]?.id ?? '';
  expect(id).not.toBe('');
  for (const act of [
    'toString',
    'constructor',
    '__proto__',
    '',
    'close.9.x',
    'decide.-1',
    'reply.1e9.y',
    'comment',
    'approve',
    'assign',
    'recheck.0.',
  ]) {
    for (const as of ['chenyu', 'lintao', 'sunyue', 'fangyuan']) {
      const said = await chat.tap(`caseDo:${id}.${act}`, { act: [act] }, as);
      expect(said.stored, `${act} ${as}`).toEqual([]);
      for (const reply of said.replies) expect(reply.text).toMatch(/\p{Script=Han}/u);
      if (as !== 'chenyu') expect(shown(said), `${act} ${as}`).not.toMatch(/李秀兰|赎回/);
      await chat.tap(`caseMoreDo:${id}`, { act: [act] }, as);
    }
  }
});

test('a key of no shape at all is answered in words, never with a fault', async () => {
  const chat = await start();
  const id = chat.idOf('李秀兰');
  const own = (await chat.hear('提醒我 明天 09:00 送材料')).stored[0]?.id ?? '';
  const keys = [
    '',
    ':',
    '::',
    'view',
    'view:',
    'view:.',
    `view:${id}.${id}`,
    'VIEW:x',
    '__proto__:x',
    'constructor:x',
    'toString',
    'hasOwnProperty:1',
    'clients:',
    'clients:0.',
    'clients:0.%%%',
    'clients:-1.e30',
    'clients:x.e30',
    'clients:99999999999.e30',
    `clients:0.${Buffer.from('{"level":1}').toString('base64url')}`,
    'clients:0.e30',
    `timeline:${id}.`,
    `timeline:${id}.abc`,
    `timeline:${id}.-1`,
    `timeline:${id}.1e400`,
    `timeline:${id}.${'9'.repeat(40)}`,
    `later:${own}`,
    `later:${own}.`,
    `later:${own}.x`,
    `later:${own}.-5`,
    `later:${own}.1e9`,
    `later:${own}.99999999999999`,
    'later:',
    'finish1:',
    'finish:',
    'untask:',
    'remindAt:',
    'remindAt:x',
    'remindAt:2026-99-99T99:99',
    'ok:',
    'ok:D-1',
    'ok:__proto__',
    'okas:',
    'okas:.',
    'okas:..',
    'who:',
    'who:.',
    'who:D-1.',
    'drop:',
    'resume:',
    'swap:',
    'redate:',
    'reword:',
    'fill:',
    'yes:',
    'reason:',
    'reason:.督办',
    'try:',
    'try:x.client',
    'say:',
    `say:${'查'.repeat(5000)}`,
    'say:{{x}}',
    'open:',
    'open:javascript:alert(1)',
    'open:\ue000x\ue001y\ue002',
    'edit:',
    'save:',
    'undo:',
    'forget:',
    'forget:D-9',
    'case:',
    'case:TS-1',
    'case:x',
    'caseDo:',
    'caseDo:x',
    'caseDo:x.y.z.1',
    'caseMore:x',
    'caseMoreDo:x',
    'caseWhy:x',
    'caseAll:',
    'caseDrop:',
    'caseSure:',
    'caseSure:x',
    "view:' OR '1'='1",
    'view:\u0000',
    'view:\ud800',
    `view:${'x'.repeat(2000)}`,
    '😀:😀',
  ];
  for (const key of keys) {
    const said = await chat.tap(key, { items: ['x', '\u0000'], mode: [], act: ['__proto__'] });
    expect(said.stored, key).toEqual([]);
    expect(shown(said), key).not.toMatch(SECRETS);
    for (const reply of said.replies) expect(reply.text, key).toMatch(/\p{Script=Han}/u);
  }
  expect(await chat.core.store.audit.verify()).toMatchObject({ ok: true });
});

describe('every read of one client is in the audit', () => {
  test('by words, by button, by choice, by answer, with whom it was about', async () => {
    const chat = await start();
    const id = chat.idOf('李秀兰');
    await chat.say('查 李秀兰');
    await chat.press('持仓');
    await chat.tap(`timeline:${id}`);
    await chat.tap(`more:${id}`);
    await chat.say('历史 李阿姨');
    await chat.say('刚跟秀兰通了电话，她喜欢喝茶');
    const rows = await audit(chat, 'chenyu');
    expect(rows.map((row) => [row.action, row.clientId === id, row.result])).toEqual([
      ['client', true, 'ok'],
      ['holdings.holdings', true, 'ok'],
      ['timeline.timeline', true, 'ok'],
      ['client.more', true, 'ok'],
      ['timeline', true, 'ok'],
      ['contact.confirm', true, 'ok'],
    ]);
  });

  test('a search and a list leave their number of hits', async () => {
    const chat = await startChat({ clients: ['张伟', '张伟', '李秀兰'] });
    await chat.say('查 张伟');
    await chat.say('查 赵七');
    await chat.say('我的客户');
    const rows = await chat.db.all<{ action: string; after: string | null }>('SELECT action, after FROM AuditEvent ORDER BY seq', []);
    expect(rows.map((row) => [row.action, row.after === null ? null : (JSON.parse(row.after) as unknown)])).toEqual([
      ['client.search', { hits: 2 }],
      ['client.search', { hits: 0 }],
      ['client-list', { hits: 3 }],
    ]);
  });

  test('a new client made by an answer leaves a row, and a refusal survives the roll-back', async () => {
    const chat = await start();
    await chat.say('新建客户 王小二');
    const made = await chat.hear('13800001234');
    expect(made.stored.map((one) => one.kind)).toEqual(['client']);
    const rows = await chat.db.all<{ action: string; after: string | null }>(
      `SELECT action, after FROM AuditEvent WHERE action LIKE 'new-client%' ORDER BY seq`,
      [],
    );
    expect(rows.some((row) => row.after?.includes(made.stored[0]?.id ?? '-'))).toBe(true);
    await chat.tap('case:TS-404');
    expect((await audit(chat, 'chenyu')).at(-1)).toMatchObject({ action: 'tap.case', result: 'denied', purpose: 'case-not-found' });
  });
});
