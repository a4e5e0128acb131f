import { dateAt, formatFullDay, HOUR_MS, instantAt } from '../domain/calendar/index.js';
import { ROLE_TITLES } from '../domain/role.js';
import { makeDemoBank, type DemoPerson } from './bank.js';
import { DEMO_CAST, DEMO_ORGS, DEMO_STAFF } from './cast.js';

/** The day does not matter for who there is. */
const ANY_DAY = '2026-11-23';
const GARDEN = '0011001';

let people: readonly DemoPerson[] | undefined;
const demoPeople = (): readonly DemoPerson[] => (people ??= makeDemoBank(ANY_DAY).people);

/** Colleagues and clients as the emulator's directory takes them (design §7). */
export function demoDirectory() {
  const departments = DEMO_ORGS.map((org, i) => ({ ...org, number: i + 1 }));
  const numberOf = (orgId: string) => departments.find((org) => org.id === orgId)?.number ?? 1;
  return {
    departments: departments.map((org) => ({ id: org.number, name: org.name, parentid: org.parentId === '' ? 0 : numberOf(org.parentId) })),
    members: DEMO_STAFF.map((one) => ({ userid: one.userid, name: one.name, department: [numberOf(one.orgId)], position: ROLE_TITLES[one.role] })),
    clients: demoPeople().flatMap((one) =>
      one.externalUserId === undefined
        ? []
        : [
            {
              externalUserid: one.externalUserId,
              name: one.name,
              followedBy: [one.manager, one.deputy].filter((id): id is string => typeof id === 'string'),
            },
          ],
    ),
    groups: [{ chatid: 'demo-garden', name: '园区支行', members: DEMO_STAFF.filter((one) => one.orgId === GARDEN).map((one) => one.userid) }],
  };
}

const BIRTHDAYS_OFFERED = 3;
/** Whose birthdays are worth a jump: the manager on the first phone. */
const FIRST_MANAGER = 'chenyu';

/** Moments worth a jump, as of a start. */
function jumpsFrom(now: Date): { text: string; at?: string; afterMs?: number }[] {
  const today = dateAt(now);
  const year = Number(today.slice(0, 4));
  const birthdays = demoPeople()
    .flatMap((one) => (one.manager === FIRST_MANAGER && one.born ? [{ name: one.name, key: one.born.slice(5) }] : []))
    .map(({ name, key }) => ({ name, on: `${year}-${key}` > today ? `${year}-${key}` : `${year + 1}-${key}` }))
    .filter(({ on }) => !on.endsWith('02-29'))
    .sort((a, b) => a.on.localeCompare(b.on))
    .slice(0, BIRTHDAYS_OFFERED);
  return [
    ...birthdays.map(({ name, on }) => ({
      text: `${name}的生日 ${formatFullDay(on, now)} 08:30`,
      at: instantAt(on, '08:30').toISOString(),
    })),
    { text: '24小时后：现在登记的投诉，首次联系超时', afterMs: 24 * HOUR_MS + 60_000 },
  ];
}

/** Words for the console: what everybody is, what to say first, who is on the phones, where the clock may jump. */
export function demoConsole(now: Date = new Date()) {
  const li = demoPeople().find((one) => one.name === '李秀兰');
  return {
    titles: Object.fromEntries(DEMO_CAST.map((one) => [one.userid, one.title])),
    chips: Object.fromEntries(DEMO_CAST.map((one) => [one.userid, [...one.sentences]])),
    phones: ['chenyu', 'zhoumin', ...(li?.externalUserId === undefined ? [] : [li.externalUserId])],
    places: jumpsFrom(now),
    firstSteps: [
      { text: '问一位客户', say: '查' },
      { text: '记一笔', say: '记' },
      { text: '拨到明早 8:40', clock: true },
      { text: '看客户收到什么', client: true },
    ],
  };
}
