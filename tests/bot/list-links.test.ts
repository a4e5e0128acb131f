import { expect, test } from 'vitest';
import type { TextReply } from '../../src/bot/reply.js';
import { insertInto } from '../../src/store/db/index.js';
import { startChat, type Chat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '王建国', level: 'platinum' as const, birthOn: '1966-11-25' },
  { name: '李秀兰', level: 'gold' as const, birthOn: '1958-11-26' },
];

/** Every numbered line of the newest answer ends in a link to what its number brings. */
async function linesOf(chat: Chat): Promise<{ lines: string[]; keys: string[] }> {
  const [row] = await chat.core.store.outbox.listNewest('chenyu', 1);
  const reply = row!.payload as TextReply;
  return { lines: reply.text.split('\n').filter((line) => /^\d+ /.test(line)), keys: (reply.numbers ?? []).map(({ key }) => key) };
}

test.each([
  ['生日', '祝福', 'birthday:', 2],
  ['联络计划', '联系', 'view:', 2],
  ['逾期', '联系', 'view:', 2],
  ['临界', '看看', 'view:', 2],
  ['到期', '看单', 'maturityDay:', 2],
  ['商机', '联系', 'lead:', 3],
  ['本周', '看单', 'weekDay:', 7],
])('%s: each line is one tap from its card', async (words, label, verb, count) => {
  const chat = await startChat({ clients: CLIENTS });
  const { db } = chat;
  const late = words === '逾期' ? '2026-11-02' : '2026-11-24';
  await db.run('UPDATE Client SET nextContactOn = ?, aumFen = 1, aumOn = ?', [late, '2026-11-22']);
  await db.run(...insertInto('Product', { code: 'SL', name: 'SL180A', kind: 'wealth', updatedAt: 0 }));
  for (const { name } of CLIENTS) {
    const clientId = chat.idOf(name);
    await db.run(
      ...insertInto('Holding', {
        id: `h-${name}`,
        clientId,
        productCode: 'SL',
        startOn: '2026-01-01',
        maturesOn: name === '李秀兰' ? '2026-11-27' : '2026-11-26',
        amountFen: 1_000_000,
        updatedAt: 0,
      }),
    );
    await db.run(...insertInto('Balance', { clientId, onDate: '2026-10-31', aumFen: name === '李秀兰' ? 45_000_000 : 50_000_000 }));
  }
  await chat.say(words);
  const { lines, keys } = await linesOf(chat);
  expect(lines).toHaveLength(count);
  for (const [i, line] of lines.entries()) {
    expect(line).toMatch(new RegExp(`\\uE000item:${i + 1}\\uE001${label}\\uE002$`, 'u'));
    expect(keys[i]).toMatch(new RegExp(`^${verb}`));
  }
  // And the typed number brings a card or the day's list.
  expect(await chat.say('1')).not.toContain('没看懂');
});
