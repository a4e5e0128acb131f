import { ROLES, type Role } from './role.js';

/** Serve clients of their own or of their team. Source: domain §19. */
export const SERVING: readonly Role[] = ['rmAssistant', 'relationshipManager', 'wealthAdviser', 'branchSupervisor', 'wealthCentreHead'];

/** May look at a client, some of them only with a reason or a ticket. Source: domain §19. */
export const LOOKING: readonly Role[] = ROLES.filter((role) => role !== 'productManager' && role !== 'sysAdmin');

const DESK: readonly Role[] = ['teller', 'lobbyManager'];

/** See what a client holds. Source: domain §19. */
export const SEEING_HOLDINGS: readonly Role[] = LOOKING.filter((role) => !DESK.includes(role));

/** Read contacts: the head office does not. Source: domain §19. */
export const READING_CONTACTS: readonly Role[] = SEEING_HOLDINGS.filter((role) => role !== 'headOfficeManager');

/** May take a complaint or a request in. Source: domain §19. */
export const TAKING_CASES: readonly Role[] = ['teller', 'lobbyManager', ...SERVING];

/** See cases of their scope; teller and lobby those they took in. Source: domain §19. */
export const SEEING_CASES: readonly Role[] = [...TAKING_CASES, 'branchManager', 'headOfficeManager', 'compliance'];
