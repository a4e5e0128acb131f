import { describe, expect, test } from 'vitest';
import { frequencyProblem, outboundGate, type OutboundFacts, type SentMessage } from '../../src/domain/outbound-gate.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const now = at('2026-11-23 10:00');

function gate(more: Partial<OutboundFacts> = {}, when = now) {
  return outboundGate(
    {
      purpose: 'service',
      channel: 'massSend',
      text: '李阿姨，您有一笔理财产品11月30日 周一到期。小陈',
      senderMaySend: true,
      client: { status: 'active', honorific: '李阿姨' },
      consents: [],
      sent: [],
      textContext: { products: [] },
      suitability: [],
      otherPeople: [],
      confirmed: true,
      ...more,
    },
    when,
    rules,
  );
}

const granted = (purpose: OutboundFacts['purpose']) => [{ purpose, state: 'granted' as const, at: at('2026-01-01 10:00') }];
const marketing = { purpose: 'marketing' as const, consents: granted('marketing'), text: '下周有讲座，欢迎来听。' };

describe('one check after another', () => {
  test.each<[string, Partial<OutboundFacts>, Date, string, string]>([
    ['everything in order', {}, now, 'send', 'confirmation'],
    ['not confirmed yet', { confirmed: false }, now, 'confirm', 'confirmation'],
    ['a stranger', { senderMaySend: false }, now, 'block', 'permission'],
    ['a client who died', { client: { status: 'deceased', honorific: '李阿姨' } }, now, 'block', 'clientState'],
    ['a client who left', { client: { status: 'lost', honorific: '李阿姨' } }, now, 'block', 'clientState'],
    [
      'marketing to who wants none',
      { ...marketing, client: { status: 'active', honorific: '李阿姨', noMarketing: true } },
      now,
      'block',
      'clientState',
    ],
    ['service to who wants no marketing', { client: { status: 'active', honorific: '李阿姨', noMarketing: true } }, now, 'send', 'confirmation'],
    ['marketing without consent', { ...marketing, consents: [] }, now, 'block', 'consent'],
    ['marketing with consent', marketing, now, 'send', 'confirmation'],
    ['consent of another purpose', { ...marketing, consents: granted('care') }, now, 'block', 'consent'],
    [
      'consent of another channel',
      { ...marketing, consents: [{ purpose: 'marketing', channel: 'sms', state: 'granted', at: now }] },
      now,
      'block',
      'consent',
    ],
    [
      'consent taken back',
      { ...marketing, consents: [...granted('marketing'), { purpose: 'marketing', state: 'withdrawn', at: at('2026-11-02 10:00') }] },
      now,
      'block',
      'consent',
    ],
    ['an invitation without consent', { purpose: 'eventInvite' }, now, 'block', 'consent'],
    ['care needs none', { purpose: 'care' }, now, 'send', 'confirmation'],
    ['care refused', { purpose: 'care', consents: [{ purpose: 'care', state: 'refused', at: now }] }, now, 'block', 'consent'],
    ['at night', {}, at('2026-11-23 21:00'), 'hold', 'quietHours'],
    ['a birthday before half past eight', { purpose: 'care', isBirthday: true }, at('2026-11-23 08:10'), 'hold', 'quietHours'],
    ['the second greeting of the day', { purpose: 'care', sent: [{ purpose: 'care', at: at('2026-11-23 09:00') }] }, now, 'block', 'frequency'],
    ['a second service notice', { sent: [{ purpose: 'service', at: at('2026-11-23 09:00') }] }, now, 'send', 'confirmation'],
    ["the platform's month is used up", { platformLeft: 0 }, now, 'block', 'frequency'],
    ['forbidden words', { text: '保本' }, now, 'block', 'text'],
    [
      'a product not matched',
      { text: 'R2，适合C2，费0.3%。理财非存款、产品有风险、投资须谨慎', textContext: { products: [{ kind: 'wealth' }] } },
      now,
      'block',
      'suitability',
    ],
    [
      'a product that only passes by hand',
      {
        text: 'R2，适合C2，费0.3%',
        textContext: { products: [{ kind: 'fund' }] },
        suitability: [{ productCode: 'F1', verdict: 'manual', reasons: [] }],
      },
      now,
      'block',
      'suitability',
    ],
    [
      'a product that passes',
      {
        text: 'R2，适合C2，费0.3%',
        textContext: { products: [{ kind: 'fund' }] },
        suitability: [{ productCode: 'F1', verdict: 'pass', reasons: [] }],
      },
      now,
      'send',
      'confirmation',
    ],
    ["another client's name", { text: '上次王 建国也来了', otherPeople: ['王建国'] }, now, 'block', 'otherPeople'],
  ])('%s', (_name, more, when, decision, step) => {
    const result = gate(more, when);
    expect(result).toMatchObject({ decision, step });
    expect(result.reasons.length).toBeGreaterThan(0);
    for (const one of result.reasons) expect(one.source).not.toBe('');
  });

  test('the first hindrance stops, in order', () => {
    const worst = {
      senderMaySend: false,
      client: { status: 'lost', honorific: '李阿姨' },
      purpose: 'marketing' as const,
      text: '保本',
      confirmed: false,
    };
    expect(gate(worst, at('2026-11-23 22:00')).step).toBe('permission');
    expect(gate({ ...worst, senderMaySend: true }, at('2026-11-23 22:00')).step).toBe('clientState');
    const alive = { ...worst, senderMaySend: true, client: { status: 'active', honorific: '李阿姨' } };
    expect(gate(alive, at('2026-11-23 22:00')).step).toBe('consent');
    expect(gate({ ...alive, consents: granted('marketing') }, at('2026-11-23 22:00')).step).toBe('quietHours');
    expect(gate({ ...alive, consents: granted('marketing'), sent: [{ purpose: 'marketing', at: now }] }).step).toBe('frequency');
    expect(gate({ ...alive, consents: granted('marketing') }).step).toBe('text');
  });
});

test('what it says', () => {
  const refused = gate({
    ...marketing,
    client: { status: 'active', honorific: '王总' },
    consents: [{ purpose: 'marketing', state: 'refused', at: at('2026-11-02 10:00') }],
  });
  expect(refused.reasons[0]?.text).toBe('王总11月2日 周一拒收营销信息，这条不发。服务通知仍可发。');
  const held = gate({}, at('2026-11-23 21:40'));
  expect(held.againAt).toEqual(at('2026-11-24 08:30'));
  const often = gate({
    ...marketing,
    sent: [
      { purpose: 'marketing', at: at('2026-11-19 10:00') },
      { purpose: 'marketing', at: at('2026-11-20 10:00') },
    ],
  });
  expect(often.reasons[0]?.text).toBe('李阿姨7天内已收到2条营销信息，到上限。11月26日 周四起可发。');
});

test.each<[string, string[], string | undefined]>([
  ['none before', [], undefined],
  ['one today', ['2026-11-23'], '2026-11-24'],
  ['one yesterday', ['2026-11-22'], undefined],
  ['two in seven days', ['2026-11-17', '2026-11-20'], '2026-11-24'],
  ['one just outside seven days', ['2026-11-16', '2026-11-20'], undefined],
  ['four in thirty days', ['2026-10-25', '2026-10-30', '2026-11-05', '2026-11-10'], '2026-11-24'],
  ['the first of four just outside', ['2026-10-24', '2026-10-30', '2026-11-05', '2026-11-10'], undefined],
  ['several caps at once: the longest wait', ['2026-10-30', '2026-11-05', '2026-11-22', '2026-11-23'], '2026-11-29'],
])('marketing with %s is free from %s', (_name, days, freeOn) => {
  const sent: SentMessage[] = days.map((day) => ({ purpose: 'marketing', at: at(`${day} 09:00`) }));
  expect(frequencyProblem('marketing', sent, now, rules)?.freeOn).toBe(freeOn);
});
