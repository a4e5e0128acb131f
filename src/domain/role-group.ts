import { rolesWith } from './permission-table.js';
import { ROLES, type Role } from './role.js';

/** Who a command is for: always those who hold its right, as the one table of permissions says it. Source: domain §19. */

/** Serve clients of their own, of their team or of their branch. */
export const SERVING = rolesWith('contact.write');

/** May look at a client, some of them only with a reason or a ticket. */
export const LOOKING = rolesWith('client.find');

/** See what a client holds. */
export const SEEING_HOLDINGS = rolesWith('client.view');

/** Meet clients at the counter: they find them there and look after none. */
export const AT_COUNTER: readonly Role[] = LOOKING.filter((role) => !SEEING_HOLDINGS.includes(role));

/** Read contacts: the head office does not. */
export const READING_CONTACTS = rolesWith('contact.read');

/** May write a new client into the books. */
export const CREATING_CLIENTS = rolesWith('client.create');

/** Make an unattended client their own. */
export const CLAIMING = rolesWith('client.claim');

/** May take a complaint or a request in. */
export const TAKING_CASES = rolesWith('case.create');

/** See cases of their scope, the head office as totals; teller and lobby those they took in. */
export const SEEING_CASES: readonly Role[] = ROLES.filter(
  (role) => TAKING_CASES.includes(role) || rolesWith('case.view').includes(role) || role === 'headOfficeManager',
);

/** May hand a client on. */
export const REFERRING = rolesWith('referral.create');

/** May call a manager to the lobby. */
export const REPORTING_ON_SITE = rolesWith('onSite.report');

/** Stand above a case: comment, reassign, approve. */
export const SUPERVISING = rolesWith('supervise');

/** Say who looks after a client: stand-ins, transfers, the pool. */
export const ASSIGNING = rolesWith('client.assign');

/** Give a colleague elsewhere a client for a time. */
export const SETTING_ROAMING = rolesWith('roaming.set');
