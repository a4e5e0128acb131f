import { expect, test } from 'vitest';
import { QUESTION_TAPS } from '../../src/bot/question-taps.js';
import { commands } from '../../src/commands/index.js';
import { startChat } from '../helpers/chat.js';

/** What an old card, another version or a stranger's hand may put behind a verb. */
const IDS = [
  '',
  '.',
  '..',
  ':',
  '|',
  '-1',
  '0',
  '1',
  '0.',
  '.0',
  'x',
  'x.y.z',
  '1.2.3.4',
  '99999999999999999999',
  'nan',
  '1e9',
  '0.2026-13-45.2026-99-99',
  '2026-02-30',
  '0.2000-01-01.9999-12-31',
  '2000-01-01.9999-12-31',
  '0.x.y',
  '2026-11-23.',
  '春节.2026-11-23.chenyu.x',
  '01AAAAAAAAAAAAAAAAAAAAAAAA.2026-00-00.x',
  '%00',
  '🙂',
  "'; DROP TABLE Client; --",
  'a'.repeat(900),
];

const verbs = commands.flatMap((command) => Object.keys(command.taps ?? {}).map((verb) => ({ verb, command: command.name })));

test.each(verbs)('$verb ($command) answers whatever stands behind it', async ({ verb }) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const ids = [...IDS, chat.idOf('李秀兰'), `${chat.idOf('李秀兰')}.`, `${chat.idOf('李秀兰')}.x.y`];
  for (const as of ['chenyu', 'zhoumin'])
    for (const id of ids) {
      const said = await chat.tap(`${verb}:${id}`, undefined, as).catch((error: unknown) => expect.fail(`${verb}:${id} by ${as}: ${String(error)}`));
      expect(said.replies.length, `${verb}:${id} by ${as}`).toBeGreaterThan(0);
      for (const reply of said.replies) expect(reply.text, `${verb}:${id} by ${as}`).not.toMatch(/undefined|NaN|null|Invalid/);
    }
});

test.each(Object.keys(QUESTION_TAPS))('%s, the button of a question, says once that there is none', async (verb) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  for (const id of [...IDS, chat.idOf('李秀兰'), '01AAAAAAAAAAAAAAAAAAAAAAAA.回访'])
    expect((await chat.tap(`${verb}:${id}`)).replies, `${verb}:${id}`).toHaveLength(1);
});
