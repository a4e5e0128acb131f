import { addDays, daysBetween, nextLunarBirthday, nextSolarBirthday, partsOf, type Calendar } from './calendar/index.js';
import { contactStanding } from './cadence.js';
import { lastWorkdayOnOrBefore } from './calendar/index.js';
import type { Reason } from './reason.js';
import { HOUSE_SOURCE } from './reason.js';
import type { Rules } from './rules.js';

/** How far ahead the first screen of a client looks. */
const HORIZON_DAYS = 30;
const BIRTHDAY_DAYS = 14;

export interface ClientCardFacts {
  birthOn: string | null;
  birthCalendar: string;
  lunarMonth: number | null;
  lunarDay: number | null;
  nextContactOn: string | null;
  maturities: readonly { on: string; amountFen: number }[];
  /** Until when the risk assessment may be used; null = none on file. */
  assessedUntil: string | null;
  holdsRisk: boolean;
  openCases: number;
  openTasks: readonly { text: string; dueOn: string }[];
}

export interface ClientSignal {
  kind: 'case' | 'birthday' | 'contact' | 'maturity' | 'assessment' | 'task';
  /** As the line under the name says it; `on` is written by the template's own words. */
  on: string;
  /** Days from today; negative = past. */
  days: number;
  amountFen?: number;
  text?: string;
  /** contact: workdays overdue. */
  overdue?: number;
}

/** The day of the next birthday, today counts; undefined when it is not known. */
export function nextBirthdayOn(
  facts: Pick<ClientCardFacts, 'birthOn' | 'birthCalendar' | 'lunarMonth' | 'lunarDay'>,
  today: string,
): string | undefined {
  if (facts.birthCalendar === 'lunar' && facts.lunarMonth !== null && facts.lunarDay !== null)
    return nextLunarBirthday(today, { month: facts.lunarMonth, day: facts.lunarDay, leap: false });
  if (facts.birthOn === null) return undefined;
  const { month, day } = partsOf(facts.birthOn);
  return nextSolarBirthday(today, month, day);
}

/** What is coming up or waits with this client, the most pressing first. */
export function clientSignals(facts: ClientCardFacts, today: string, calendar: Calendar, rules: Rules): ClientSignal[] {
  const signals: ClientSignal[] = [];
  const add = (kind: ClientSignal['kind'], on: string, more: Partial<ClientSignal> = {}) =>
    signals.push({ kind, on, days: daysBetween(today, on), ...more });
  if (facts.openCases > 0) add('case', today);
  const birthday = nextBirthdayOn(facts, today);
  if (birthday !== undefined && birthday <= addDays(today, BIRTHDAY_DAYS)) add('birthday', birthday);
  if (facts.nextContactOn !== null) {
    const shownOn = lastWorkdayOnOrBefore(facts.nextContactOn, calendar);
    const standing = contactStanding({ dueOn: facts.nextContactOn, shownOn }, today, calendar, rules);
    if (standing.state !== 'notDue') add('contact', facts.nextContactOn, { overdue: standing.overdueWorkdays });
  }
  for (const one of facts.maturities)
    if (one.on >= today && one.on <= addDays(today, HORIZON_DAYS)) add('maturity', one.on, { amountFen: one.amountFen });
  if (facts.assessedUntil !== null && facts.holdsRisk && facts.assessedUntil <= addDays(today, HORIZON_DAYS)) add('assessment', facts.assessedUntil);
  for (const task of facts.openTasks) if (task.dueOn <= today) add('task', task.dueOn, { text: task.text });
  const rank = { case: 0, task: 1, birthday: 2, contact: 3, maturity: 4, assessment: 5 } as const;
  return signals.sort((a, b) => rank[a.kind] - rank[b.kind] || a.days - b.days);
}

export type NextStep = 'reply-case' | 'keep-promise' | 'birthday-call' | 'contact' | 'maturity-talk' | 'assessment' | 'none';

/** The one thing to do next with this client, and why. */
export function nextStep(signals: readonly ClientSignal[]): { step: NextStep; reasons: Reason[] } {
  const has = (kind: ClientSignal['kind'], within: number) => signals.find((s) => s.kind === kind && s.days <= within);
  const reasons: Reason[] = [];
  const because = (code: string, text: string) => reasons.push({ code, text, source: HOUSE_SOURCE });
  if (has('case', 0)) because('next-case', '有在办的诉求或投诉');
  if (has('task', 0)) because('next-task', '有答应的事到期');
  if (has('birthday', 0)) because('next-birthday', '今天生日');
  if (has('contact', 0)) because('next-contact', '联络到期');
  const maturity = has('maturity', 7);
  if (maturity)
    because('next-maturity', maturity.days <= 1 ? `${maturity.days === 0 ? '今天' : '明天'}有产品到期` : `${maturity.days}天后有产品到期`);
  if (has('assessment', 30)) because('next-assessment', '风险测评快到期');
  const step: NextStep = has('case', 0)
    ? 'reply-case'
    : has('task', 0)
      ? 'keep-promise'
      : has('birthday', 0)
        ? 'birthday-call'
        : has('contact', 0)
          ? 'contact'
          : maturity
            ? 'maturity-talk'
            : has('assessment', 30)
              ? 'assessment'
              : 'none';
  return { step, reasons };
}
