import { expect, test } from 'vitest';
import { canEdit, canUndo, CONTACT_MODES, isEffectiveContact, usualOutcome, type ContactFacts } from '../../src/domain/contact-record.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

test.each<[ContactFacts, boolean]>([
  [{ mode: 'phone', outcome: 'reached' }, true],
  [{ mode: 'phone', outcome: 'notReached' }, false],
  [{ mode: 'faceToFace', outcome: 'reached' }, true],
  [{ mode: 'salon', outcome: 'attended' }, true],
  [{ mode: 'sms', outcome: 'replied' }, true],
  [{ mode: 'email', outcome: 'replied' }, true],
  [{ mode: 'digital', outcome: 'replied' }, true],
  [{ mode: 'letter', outcome: 'replied' }, false],
  [{ mode: 'phone', outcome: 'replied' }, false],
  [{ mode: 'sms' }, false],
  [{ mode: 'digital', outcome: 'refused' }, false],
  [{ outcome: 'reached' }, true],
  [{}, false],
])('%j is effective: %s', (facts, expected) => expect(isEffectiveContact(facts)).toBe(expected));

test('what is usual makes a call or a meeting effective, a message not', () => {
  const effective = CONTACT_MODES.filter((mode) => isEffectiveContact({ mode, outcome: usualOutcome(mode) }));
  expect(effective).toEqual(['phone', 'faceToFace', 'salon', 'onSite']);
});

test.each([
  ['2026-11-24T09:30:59.999+08:00', 'me', true],
  ['2026-11-24T09:31:00+08:00', 'me', false],
  ['2026-11-23T10:00:00+08:00', 'other', false],
])('editing at %s by %s: %s', (at, user, expected) => {
  expect(canEdit({ byUserId: 'me', createdAt: new Date('2026-11-23T09:31:00+08:00') }, user, new Date(at), rules)).toBe(expected);
});

test.each([
  ['2026-11-23T09:40:59.999+08:00', 'me', true],
  ['2026-11-23T09:41:00+08:00', 'me', false],
  ['2026-11-23T09:32:00+08:00', 'other', false],
])('undo at %s by %s: %s', (at, user, expected) => {
  expect(canUndo({ byUserId: 'me', createdAt: new Date('2026-11-23T09:31:00+08:00') }, user, new Date(at), rules)).toBe(expected);
});
