import { ageOn } from '../domain/age.js';
import { dateAt, lastWorkdayOnOrBefore, lunarName, nextLunarBirthday, nextSolarBirthday, solarToLunar } from '../domain/calendar/index.js';
import { cadenceMonths } from '../domain/cadence.js';
import type { AdminLayer, ClientLevel } from '../domain/client-level.js';
import type { ClientQuestion } from '../domain/client-question.js';
import { isRelationActive } from '../domain/manager-relation.js';
import { can } from '../domain/permission.js';
import { RELATION_TITLES } from '../domain/relation-words.js';
import { assessedUntil, claimOf, mayDial, presenterFor, shortCall, fullCall } from './client-facts.js';
import type { Outcome, Turn } from './command.js';

const MOST_FACTS = 4;

/** One line on one client, with his card a tap away; undefined = this person sees too little of him for it, the card says what he sees. */
export async function clientAnswer(turn: Turn, clientId: string, question: ClientQuestion): Promise<Outcome | undefined> {
  const { store, user, now, rules, calendar } = turn;
  const client = await store.client.getFor(user, clientId);
  if (client.reduced) return undefined;
  const shown = await presenterFor(turn, clientId);
  const today = dateAt(now);
  const subject = await store.client.getSubject(clientId);
  const actor = { userId: user.id, roles: user.roles, assistsUserIds: user.assistsUserIds ?? [] };
  const mayRead = can(actor, 'contact.read', subject, now, claimOf(turn, clientId));
  const facts: Record<string, unknown> = {};
  switch (question.about) {
    case 'phone':
      facts['mobile'] = client.mobile === null ? null : shown(client.mobile, 'mobile');
      break;
    case 'age':
    case 'birthday':
      Object.assign(facts, birthdayOf(client, today));
      break;
    case 'risk': {
      const latest = await store.riskAssessment.findLatest(clientId);
      const until = latest ? assessedUntil(latest.assessedAt, rules.suitability.validMonths) : null;
      Object.assign(facts, { grade: latest?.level ?? null, until, expired: until !== null && until < today });
      break;
    }
    case 'manager': {
      const active = subject.relations.filter((one) => isRelationActive(one, today));
      const names = await store.staff.listNames(active.map((one) => one.userId));
      const of = (role: string) =>
        active
          .filter((one) => one.role === role)
          .map((one) => names.get(one.userId) ?? one.userId)
          .join('、');
      Object.assign(facts, { main: of('main'), deputy: of('deputy'), acting: of('acting') });
      break;
    }
    case 'next':
    case 'cadence':
      Object.assign(facts, {
        months: cadenceMonths(
          {
            level: client.level as ClientLevel,
            ...(client.adminLayer === null ? {} : { adminLayer: client.adminLayer as AdminLayer }),
            ...(client.cadenceMonths === null ? {} : { wish: client.cadenceMonths === 0 ? ('none' as const) : client.cadenceMonths }),
          },
          rules,
        ),
        next: client.nextContactOn === null ? null : lastWorkdayOnOrBefore(client.nextContactOn, calendar),
        lastOn: client.lastContactOn,
        today,
      });
      break;
    case 'job':
      facts['job'] = client.occupation;
      facts['lines'] = mayRead ? await factLines(turn, clientId, ['work'], '') : [];
      break;
    case 'address':
      facts['address'] = client.address === null ? null : shown(client.address, 'address');
      break;
    case 'consent':
      facts['consent'] = client.marketingConsent;
      break;
    case 'idNo':
      break;
    case 'facts': {
      const relatives = question.relation === undefined ? [] : await store.relatedPerson.listForClient(clientId);
      const wanted = relatives.filter((one) => question.relation === 'any' || one.relation === question.relation);
      Object.assign(facts, {
        word: question.title,
        relatives: wanted.slice(0, MOST_FACTS).map((one) => ({ title: RELATION_TITLES[one.relation], name: one.name, birthday: keyWords(one) })),
        lines: mayRead ? await factLines(turn, clientId, question.kinds, question.word) : [],
        tags: question.kinds.includes('hobby') && client.tags ? (JSON.parse(client.tags) as string[]) : [],
      });
      facts['known'] = ['relatives', 'lines', 'tags'].some((name) => (facts[name] as unknown[]).length > 0);
      break;
    }
  }
  return {
    replies: [
      turn.reply('client-answer', {
        clientId,
        about: question.about,
        name: shortCall({ name: shown(client.name, 'name'), honorific: client.honorific }),
        full: fullCall({ name: shown(client.name, 'name'), honorific: client.honorific }),
        formal: client.name,
        phone: (await mayDial(turn, clientId)) ? client.mobile : null,
        mayEdit: can(actor, 'client.edit', subject, now, claimOf(turn, clientId)),
        ...facts,
      }),
    ],
    session: { lastClientId: clientId },
  };
}

/** What was learned of these kinds, or with the word that was asked for; newest first, nothing confidential. */
async function factLines(turn: Turn, clientId: string, kinds: readonly string[], word: string): Promise<string[]> {
  const all = (await turn.store.profileFact.listByClient(clientId)).filter((one) => one.confidentiality === 'normal');
  const exact = word === '' ? [] : all.filter((one) => one.text.includes(word));
  return (exact.length > 0 ? exact : all.filter((one) => kinds.includes(one.kind))).slice(0, MOST_FACTS).map((one) => one.text);
}

interface Birth {
  birthOn: string | null;
  birthCalendar: string;
  lunarMonth: number | null;
  lunarDay: number | null;
  lunarLeap: number | boolean | null;
}

/** 5月21日, 农历八月十五; null = not known. */
function keyWords({ birthKey, birthCalendar }: { birthKey: string | null; birthCalendar: string }): string | null {
  if (birthKey === null) return null;
  const [month, day] = birthKey.split('-').map(Number) as [number, number];
  return birthCalendar === 'lunar' ? `农历${lunarName({ month, day, leap: false })}` : `${month}月${day}日`;
}

/** Whole years by the calendar the birthday is kept in: on 农历十月十五 a person born on that day is a year older. */
function ageNow(client: Birth, today: string): number | null {
  if (client.birthOn === null) return null;
  if (client.birthCalendar !== 'lunar') return ageOn(client.birthOn, today);
  const [born, now] = [solarToLunar(client.birthOn), solarToLunar(today)];
  const isBefore = now.month < born.month || (now.month === born.month && now.day < born.day);
  return now.year - born.year - (isBefore ? 1 : 0);
}

function birthdayOf(client: Birth, today: string) {
  const age = ageNow(client, today);
  const year = client.birthOn === null ? null : Number(client.birthOn.slice(0, 4));
  if (client.birthCalendar === 'lunar' && client.lunarMonth !== null && client.lunarDay !== null) {
    const lunar = { month: client.lunarMonth, day: client.lunarDay, leap: Boolean(client.lunarLeap) };
    return { age, year, birthday: `农历${lunarName(lunar)}`, nextBirthday: nextLunarBirthday(today, lunar) };
  }
  if (client.birthOn === null) return { age: null, year: null, birthday: null, nextBirthday: null };
  const [month, day] = [Number(client.birthOn.slice(5, 7)), Number(client.birthOn.slice(8))];
  return { age, year, birthday: `${month}月${day}日`, nextBirthday: nextSolarBirthday(today, month, day) };
}
