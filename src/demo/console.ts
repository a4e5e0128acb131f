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
      one.externalUserId === undefined ? [] : [{ externalUserid: one.externalUserId, name: one.name, followedBy: [one.manager, one.deputy].filter((id): id is string => typeof id === 'string') }],
    ),
    groups: [{ chatid: 'demo-garden', name: '园区支行', members: DEMO_STAFF.filter((one) => one.orgId === GARDEN).map((one) => one.userid) }],
  };
}

/** Words for the console: what everybody is, what to say first, who is on the phones. */
export function demoConsole() {
  const li = demoPeople().find((one) => one.name === '李秀兰');
  return {
    titles: Object.fromEntries(DEMO_CAST.map((one) => [one.userid, one.title])),
    chips: Object.fromEntries(DEMO_CAST.map((one) => [one.userid, [...one.sentences]])),
    phones: ['chenyu', 'zhoumin', ...(li?.externalUserId === undefined ? [] : [li.externalUserId])],
    firstSteps: [{ text: '问一位客户', say: '查' }, { text: '记一笔', say: '记' }, { text: '拨到明早 8:40', clock: true }, { text: '看客户收到什么', client: true }],
  };
}
