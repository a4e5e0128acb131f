import { z } from 'zod';

/**
 * Shapes of arguments as understanding hands them over (types in domain/intent). A command's handler sees a client only
 * when exactly one was meant: dispatch asks first where several fit.
 */

export const clientArg = z.object({
  id: z.string(),
  name: z.string(),
  by: z
    .enum([
      'fullName',
      'clientNo',
      'phone',
      'phoneTail',
      'honorific',
      'partOfName',
      'pinyin',
      'initials',
      'pronoun',
      'lastSpokenOf',
      'fuzzy',
      'chosen',
    ])
    .default('chosen'),
  guessed: z.boolean().optional(),
});

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{2}:\d{2}$/);

export const dateArg = date;

export const whenArg = z.object({
  date,
  time: time.optional(),
  period: z.enum(['dawn', 'morning', 'noon', 'afternoon', 'dusk', 'evening', 'night']).optional(),
  endDate: date.optional(),
  endTime: time.optional(),
  recurrence: z.string().optional(),
  vague: z.boolean().optional(),
});

/** Both days included. */
export const periodArg = z.object({ date, endDate: date });

export const dayArg = z.object({
  date,
  year: z.number().int().optional(),
  month: z.number().int(),
  day: z.number().int(),
  lunar: z.boolean().optional(),
  leap: z.boolean().optional(),
  vague: z.boolean().optional(),
});

export const factArg = z.object({
  kind: z.enum(['family', 'education', 'work', 'health', 'travel', 'hobby', 'preference', 'milestone', 'birthday', 'housing', 'finance', 'other']),
  text: z.string(),
  who: z.string().optional(),
  year: z.number().int().optional(),
  day: dayArg.optional(),
  confidentiality: z.enum(['restricted']).optional(),
});

export const promiseArg = z.object({ text: z.string(), dueOn: date.optional(), dueTime: time.optional(), vague: z.boolean().optional() });

export const modeArg = z.enum(['phone', 'faceToFace', 'sms', 'email', 'salon', 'digital', 'letter', 'onSite']);

export const outcomeArg = z.enum(['reached', 'notReached', 'replied', 'attended', 'refused']);

export const filtersArg = z.object({
  level: z.array(z.string()).optional(),
  tierCritical: z.boolean().optional(),
  notContactedDays: z.number().int().optional(),
  overdue: z.boolean().optional(),
  maturing: periodArg.optional(),
  birthday: periodArg.optional(),
  tag: z.string().optional(),
  surname: z.string().max(4).optional(),
  /** The richest first. */
  byAssets: z.boolean().optional(),
  /** In tags, occupation or what was learned. */
  word: z.string().max(20).optional(),
  /** Whose clients, for who reads several people's. */
  manager: z.object({ id: z.string().max(64), name: z.string().max(40) }).optional(),
  text: z.string().optional(),
});

export const changesArg = z.object({
  client: clientArg.optional(),
  mode: modeArg.optional(),
  outcome: outcomeArg.optional(),
  at: whenArg.optional(),
  minutes: z.number().int().optional(),
  summary: z.string().optional(),
  dueOn: date.optional(),
  dueTime: time.optional(),
  recurrence: z.string().optional(),
  nextContactOn: date.optional(),
  addition: z.string().optional(),
});
