import { actingStore } from './acting.js';
import { auditStore } from './audit.js';
import { balanceStore } from './balance.js';
import { briefingStore } from './briefing.js';
import { careDateStore } from './care-date.js';
import { careSkipStore } from './care-skip.js';
import { clientStore } from './client.js';
import { caseStore } from './case.js';
import { clientSearchStore } from './client-search.js';
import { contactRecordStore } from './contact-record.js';
import { counterStore } from './counter.js';
import type { Db, Sql, Tx } from './db/index.js';
import { draftStore } from './draft.js';
import { dueStore } from './due.js';
import { heldNoticeStore } from './held-notice.js';
import { holdingStore } from './holding.js';
import { holidayStore } from './holiday.js';
import { importRunStore } from './import-run.js';
import { inboxStore } from './inbox.js';
import { jobRunStore } from './job-run.js';
import { leaseStore } from './lease.js';
import { levelEvaluationStore } from './level-evaluation.js';
import { levelOverrideStore } from './level-override.js';
import { managerRelationStore } from './manager-relation.js';
import { movementStore } from './movement.js';
import { noticeSwitchStore } from './notice-switch.js';
import { opportunityStore } from './opportunity.js';
import { orgStore } from './org.js';
import { outboxStore } from './outbox.js';
import { productStore } from './product.js';
import { profileFactStore } from './profile-fact.js';
import { referralStore } from './referral.js';
import { relatedPersonStore } from './related-person.js';
import { retentionStore } from './retention.js';
import { riskAssessmentStore } from './risk-assessment.js';
import { sessionStore } from './session.js';
import { staffStore } from './staff.js';
import { taskStore } from './task.js';
import { tierToldStore } from './tier-told.js';

/** Every noun with its reads and writes. A new noun is one line here: a function `(sql, now) => plain functions`. */
const nouns = {
  acting: actingStore,
  audit: auditStore,
  balance: balanceStore,
  briefing: briefingStore,
  careDate: careDateStore,
  careSkip: careSkipStore,
  tierTold: tierToldStore,
  client: clientStore,
  case: caseStore,
  clientSearch: clientSearchStore,
  contactRecord: contactRecordStore,
  counter: counterStore,
  draft: draftStore,
  due: dueStore,
  heldNotice: heldNoticeStore,
  holding: holdingStore,
  holiday: holidayStore,
  importRun: importRunStore,
  inbox: inboxStore,
  jobRun: jobRunStore,
  lease: leaseStore,
  levelEvaluation: levelEvaluationStore,
  levelOverride: levelOverrideStore,
  managerRelation: managerRelationStore,
  movement: movementStore,
  noticeSwitch: noticeSwitchStore,
  opportunity: opportunityStore,
  org: orgStore,
  outbox: outboxStore,
  product: productStore,
  profileFact: profileFactStore,
  referral: referralStore,
  relatedPerson: relatedPersonStore,
  retention: retentionStore,
  riskAssessment: riskAssessmentStore,
  session: sessionStore,
  staff: staffStore,
  task: taskStore,
};

type Nouns = { [Noun in keyof typeof nouns]: ReturnType<(typeof nouns)[Noun]> };

/** All nouns inside one transaction. */
export interface StoreTx extends Nouns {
  sql: Tx;
}

/** All nouns outside a transaction: for reads of what is committed. Writes go through `tx`. */
export interface Store extends Nouns {
  sql: Db;
  /** Committed when `work` resolves; everything in it happens, or nothing. */
  tx<T>(work: (store: StoreTx) => Promise<T>): Promise<T>;
}

function nounsOn(sql: Sql, now: () => Date): Nouns {
  const made = Object.entries(nouns).map(([name, noun]) => [name, noun(sql, now)] as const);
  return Object.fromEntries(made) as Nouns;
}

/** @param now decides which relations are active at the moment of reading. */
export function openStore(db: Db, now: () => Date = () => new Date()): Store {
  // SQLite hands out one Tx object for all transactions, so its nouns are made once.
  const known = new WeakMap<Tx, StoreTx>();
  const storeOf = (sql: Tx): StoreTx => {
    let store = known.get(sql);
    if (!store) {
      store = { ...nounsOn(sql, now), sql };
      known.set(sql, store);
    }
    return store;
  };
  return { ...nounsOn(db, now), sql: db, tx: (work) => db.tx((sql) => work(storeOf(sql))) };
}
