import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { contactLines, standingsOf } from '../bot/due-contact.js';
import { listPage } from '../bot/list-page.js';
import { addDays, dateAt } from '../domain/calendar/index.js';
import { SERVING } from '../domain/role-group.js';

/** Far enough for whatever falls due within the days before which a contact counts as near. */
const AHEAD_DAYS = 40;

export default defineCommand({
  name: 'contact-plan',
  aliases: ['联络计划', '联系计划', '该联络', '该联系谁', '该联络谁', '要联络的', '该联系的客户', '该联络的客户', '该打电话的'],
  group: 'contact',
  summary: '看该联络的客户：超期的、今天的、快到期的',
  examples: ['联络计划', '下周该联系谁'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪段时间，不说就是眼下'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [
    {
      words: [
        '该联系谁',
        '该联络谁',
        '要联系谁',
        '该联系的',
        '该联络的',
        '该打给谁',
        '要打给谁',
        '联络计划',
        '要回访谁',
        '该回访谁',
        '谁该联系',
        '谁该联络',
        '给谁打电话',
        '给谁打',
        '联系谁',
        '联络谁',
        '打给谁',
        '差几个电话',
        '几个电话没打',
        '打哪些电话',
        '打几个电话',
      ],
      weight: 0.6,
    },
  ],
  handle: ({ args, ...turn }) => plan(turn, args.period ? `${args.period.date}.${args.period.endDate}` : '', 0),
  taps: {
    plan: async ({ tap, ...turn }) => plan(turn, tap.id.slice(tap.id.indexOf('.') + 1), Number(tap.id.split('.')[0])),
  },
});

async function plan(turn: Turn, period: string, offset: number) {
  const today = dateAt(turn.now);
  const [from = '', to = ''] = period.split('.');
  const rows = await turn.store.due.contacts(from === '' ? '0000-01-01' : from, to === '' ? addDays(today, AHEAD_DAYS) : to, turn.user);
  const all = standingsOf(turn, rows).filter((one) => period !== '' || one.state !== 'notDue');
  const count = (state: string) => all.filter((one) => one.state === state).length;
  return listPage(
    turn,
    'contact-plan',
    contactLines(turn, all),
    offset,
    { command: 'contact-plan', verb: 'plan', rest: period },
    {
      overdue: count('overdue'),
      due: count('due'),
      soon: count('dueSoon'),
      from: from || null,
      to: to || null,
    },
  );
}
