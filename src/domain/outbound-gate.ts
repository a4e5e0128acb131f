import { addDays, dateAt, formatDay } from './calendar/index.js';
import { clientDraftAgainAt, type QuietHours } from './quiet-hours.js';
import { LAW, reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';
import type { Verdict } from './suitability.js';
import { checkText, type Purpose, type TextCheck, type TextContext } from './text-rule/index.js';

export type GateStep =
  'permission' | 'clientState' | 'consent' | 'quietHours' | 'frequency' | 'text' | 'suitability' | 'otherPeople' | 'confirmation';

export interface Consent {
  purpose: Purpose;
  /** Absent = every channel. */
  channel?: string;
  state: 'granted' | 'refused' | 'withdrawn';
  at: Date;
}

/** What already went to the client, by whomever. */
export interface SentMessage {
  purpose: Purpose;
  at: Date;
}

export interface OutboundFacts {
  purpose: Purpose;
  channel: string;
  text: string;
  isBirthday?: boolean;
  /** An active relation as main, deputy or stand-in, or a role in the case. */
  senderMaySend: boolean;
  client: { status: string; honorific: string; noMarketing?: boolean; quietHours?: QuietHours };
  consents: readonly Consent[];
  sent: readonly SentMessage[];
  /** How many mass messages the platform still lets the client receive; absent = not known here. */
  platformLeft?: number;
  textContext: Omit<TextContext, 'purpose'>;
  /** One per product named. */
  suitability: readonly { productCode: string; verdict: Verdict; reasons: readonly Reason[] }[];
  /** Names, phones and accounts of other clients near the sender: none may stand in the text. */
  otherPeople: readonly string[];
  /** The member saw exactly this text and confirmed it. */
  confirmed: boolean;
}

export interface GateResult {
  decision: 'send' | 'confirm' | 'hold' | 'block';
  /** Where it stopped. */
  step: GateStep;
  /** hold: when the draft is put up again; block by frequency: from when it may go. */
  againAt?: Date;
  againOn?: string;
  text?: TextCheck;
  reasons: Reason[];
}

function blocked(step: GateStep, one: Reason, more: Partial<GateResult> = {}): GateResult {
  return { decision: 'block', step, reasons: [one], ...more };
}

/** The newest word of the client on a purpose, by this channel or by all. */
function consentOf(facts: OutboundFacts): Consent | undefined {
  return facts.consents
    .filter((one) => one.purpose === facts.purpose && (one.channel === undefined || one.channel === facts.channel))
    .reduce<Consent | undefined>((last, one) => (last === undefined || one.at >= last.at ? one : last), undefined);
}

function consentProblem(facts: OutboundFacts, now: Date): Reason | undefined {
  if (facts.purpose === 'service') return undefined;
  const consent = consentOf(facts);
  const what =
    facts.purpose === 'marketing' ? '营销信息' : facts.purpose === 'eventInvite' ? '活动邀请' : facts.purpose === 'survey' ? '问卷' : '祝福';
  if (consent !== undefined && consent.state !== 'granted') {
    return reason(
      'consent-refused',
      `${facts.client.honorific}${formatDay(dateAt(consent.at), now)}拒收${what}，这条不发。服务通知仍可发。`,
      `${LAW.consumerRights}第四十条`,
    );
  }
  if (consent === undefined && (facts.purpose === 'marketing' || facts.purpose === 'eventInvite')) {
    return reason('consent-missing', `没有${facts.client.honorific}的${what}同意，不能发。`, `${LAW.onlineMarketing}第十三条`);
  }
  return undefined;
}

interface Cap {
  days: number;
  limit: number;
}

/** The last day of the longest wait among caps that are full; undefined = there is room. */
export function frequencyProblem(
  purpose: Purpose,
  sent: readonly SentMessage[],
  now: Date,
  rules: Rules,
): { days: number; count: number; freeOn: string } | undefined {
  const caps: Cap[] =
    purpose === 'marketing'
      ? [
          { days: 1, limit: rules.caps.marketingPerDay },
          { days: 7, limit: rules.caps.marketingPer7d },
          { days: 30, limit: rules.caps.marketingPer30d },
        ]
      : purpose === 'care'
        ? [{ days: 1, limit: rules.caps.carePerDay }]
        : [];
  const today = dateAt(now);
  const days = sent
    .filter((one) => one.purpose === purpose && one.at <= now)
    .map((one) => dateAt(one.at))
    .sort();
  let worst: { days: number; count: number; freeOn: string } | undefined;
  for (const cap of caps) {
    const since = addDays(today, -(cap.days - 1));
    const inside = days.filter((day) => day >= since);
    if (inside.length < cap.limit) continue;
    // Free again once so many have left the window that one more fits.
    const leaving = cap.limit === 0 ? undefined : inside[inside.length - cap.limit];
    const freeOn = leaving === undefined ? '9999-12-31' : addDays(leaving, cap.days);
    if (worst === undefined || freeOn > worst.freeOn) worst = { days: cap.days, count: inside.length, freeOn };
  }
  return worst;
}

const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  service: '服务通知',
  care: '关怀信息',
  marketing: '营销信息',
  eventInvite: '活动邀请',
  survey: '问卷',
};

/**
 * The one gate before anything reaches a client. Checks in the order of docs/rules.md#outbound-gate; the first that
 * fails stops. `confirm` = nothing was found and the member has yet to confirm this very text; nothing is ever sent
 * without that.
 */
export function outboundGate(facts: OutboundFacts, now: Date, rules: Rules): GateResult {
  const { client, purpose } = facts;
  if (!facts.senderMaySend) return blocked('permission', reason('no-relation', '您不是这位客户的主办、副办或代理，不能发。'));
  if (client.status === 'deceased' || client.status === 'lost')
    return blocked('clientState', reason('client-gone', '这位客户的联系已停止，不能发。'));
  if (client.noMarketing === true && purpose === 'marketing') {
    return blocked(
      'clientState',
      reason('no-marketing', `${client.honorific}不收营销信息，这条不发。服务通知仍可发。`, `${LAW.personalInformation}第二十四条`),
    );
  }
  const consent = consentProblem(facts, now);
  if (consent !== undefined) return blocked('consent', consent);

  const againAt = clientDraftAgainAt(now, facts.isBirthday === true, rules, client.quietHours);
  if (againAt !== undefined) {
    const { from, to } = rules.quietHours;
    return {
      decision: 'hold',
      step: 'quietHours',
      againAt,
      reasons: [reason('quiet-hours', `${from}到${to}不打扰客户，生日祝福${rules.quietHours.birthdayFrom}后发。草稿留着，到时请您再确认。`)],
    };
  }

  const full = frequencyProblem(purpose, facts.sent, now, rules);
  if (full !== undefined) {
    const span = full.days === 1 ? '今天' : `${full.days}天内`;
    const text = `${client.honorific}${span}已收到${full.count}条${PURPOSE_WORDS[purpose]}，到上限。${formatDay(full.freeOn, now)}起可发。`;
    return blocked('frequency', reason('frequency', text), { againOn: full.freeOn });
  }
  if (facts.platformLeft !== undefined && facts.platformLeft <= 0) {
    return blocked('frequency', reason('platform-limit', `${client.honorific}这段时间的群发次数已用完，这条不发。`, '企业微信群发规则'));
  }

  const text = checkText(facts.text, { ...facts.textContext, purpose }, dateAt(now));
  if (text.verdict === 'block') {
    return {
      decision: 'block',
      step: 'text',
      text,
      reasons: text.hits
        .filter((hit) => hit.severity === 'block')
        .map((hit) => reason(hit.ruleId, `${hit.word}：${hit.message}（${hit.ruleId}）`, hit.source)),
    };
  }

  const unfit = facts.suitability.find((one) => one.verdict !== 'pass');
  if (unfit !== undefined) {
    const [first = reason('unsuitable', '适当性不通过')] = unfit.reasons;
    return {
      decision: 'block',
      step: 'suitability',
      text,
      reasons: [reason('unsuitable', `${unfit.productCode}不能推荐给${client.honorific}：${first.text}`, first.source), ...unfit.reasons.slice(1)],
    };
  }
  if (facts.textContext.products.length > facts.suitability.length) {
    return blocked('suitability', reason('unchecked', '文字里的产品还没有做适当性匹配。', `${LAW.suitability}第十二条`), { text });
  }

  const flat = facts.text.replace(/\s/g, '');
  if (facts.otherPeople.some((one) => one.replace(/\s/g, '').length > 1 && flat.includes(one.replace(/\s/g, '')))) {
    return blocked('otherPeople', reason('other-client', '文字里有别的客户的姓名、电话或账号，请改掉。', LAW.personalInformation), { text });
  }
  if (!facts.confirmed) return { decision: 'confirm', step: 'confirmation', text, reasons: [reason('to-confirm', text.summary)] };
  return { decision: 'send', step: 'confirmation', text, reasons: [reason('confirmed', '发送人已确认全文')] };
}
