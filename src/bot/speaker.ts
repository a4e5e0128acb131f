import { AT_COUNTER } from '../domain/role-group.js';
import type { Role } from '../domain/role.js';

/** Who speaks, as the store knows them at this moment. */
export interface Speaker {
  /** WeCom userid in lower case. */
  id: string;
  name: string;
  orgId: string;
  orgPath: string;
  roles: { role: Role; orgId: string; orgPath: string }[];
  clientsVersion: number;
  /** rmAssistant: the managers he works for. */
  assistsUserIds?: string[];
}

export const hasRole = (user: Speaker, ...roles: Role[]): boolean => user.roles.some((r) => roles.includes(r.role));

/** Teller or lobby manager and nothing else. */
export const isAtCounter = (user: Speaker): boolean => user.roles.every((held) => AT_COUNTER.includes(held.role));
