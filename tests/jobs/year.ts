import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { projectRoot } from '../../src/config.js';
import { seedDemo } from '../../src/demo/index.js';
import { openDb, type Sql } from '../../src/store/db/index.js';
import { emptyDb } from '../helpers/bank.js';
import { runCli } from '../helpers/cli.js';
import { at } from './year-calendar.js';
import { oracle, type Facts } from './year-oracle.js';
import { FIRST, inOrder, tellStory, type Person, type Step, type Story } from './year-script.js';

/** The simulated year: a demo bank in a file, a process that lives it, and what was pushed in the end. */

export interface Year {
  folder: string;
  /** The demo bank on the first morning. */
  seeded: string;
  script: string;
  steps: Step[];
  facts: Facts;
  story: Story;
  answer: ReturnType<typeof oracle>;
  remove(): void;
}

/** Lists of the day, which repeat what was announced. */
export const LISTS = ['briefing', 'briefing-lead'];

export async function prepareYear(until: string): Promise<Year> {
  const folder = mkdtempSync(path.join(tmpdir(), 'caiban-year-'));
  // A copy of the program: what is rebuilt meanwhile does not change a run that is killed and goes on.
  await runCli(['--version']);
  cpSync(path.join(projectRoot, 'dist'), path.join(folder, 'dist'), { recursive: true });
  cpSync(path.join(projectRoot, 'templates'), path.join(folder, 'templates'), { recursive: true });
  for (const name of ['node_modules', 'prisma', 'package.json']) symlinkSync(path.join(projectRoot, name), path.join(folder, name));
  const child = transformSync(readFileSync(path.join(projectRoot, 'tests/jobs/year-child.ts'), 'utf8'), { loader: 'ts', format: 'esm' }).code;
  writeFileSync(path.join(folder, 'year-child.mjs'), child.replaceAll('../../src/', './dist/'));
  const seeded = path.join(folder, 'seeded.db');
  const { db, file, remove } = await emptyDb();
  await seedDemo({ db, now: at(FIRST, '00:00') });
  await db.run('UPDATE RelatedPerson SET careAllowed = 1');
  const facts = await factsOf(db, until);
  await db.all('PRAGMA wal_checkpoint(TRUNCATE)');
  await db.close();
  copyFileSync(file, seeded);
  await remove();
  const answer = oracle(facts);
  const { story } = facts;
  for (const minute of answer.minutes) story.steps.push({ at: new Date(minute).toISOString(), tick: true });
  const end = at(until, '23:59').toISOString();
  const steps = inOrder(story.steps).filter((step) => step.at <= end);
  const script = path.join(folder, 'script.json');
  writeFileSync(script, JSON.stringify({ from: at(FIRST, '00:00').toISOString(), without: LISTS, steps }));
  return { folder, seeded, script, steps, facts, story, answer, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function factsOf(db: Sql, until: string): Promise<Facts> {
  const people = await db.all<Person>(
    `SELECT id, name, clientNo, gender, level, mainManagerId, orgId, birthCalendar, birthOn, lunarMonth, lunarDay, nextContactOn, cadenceMonths, lastEffectiveContactOn, relationStartOn, mobileTail FROM Client ORDER BY clientNo`,
  );
  const story = tellStory(people, until);
  const byId = new Map(people.map((one) => [one.id, one]));
  const of = <T extends { clientId: string }>(rows: T[]): (T & { client: Person })[] =>
    rows.map((row) => ({ ...row, client: byId.get(row.clientId)! }));
  const relatives = of(
    await db.all<{
      clientId: string;
      name: string;
      relation: string;
      birthOn: string | null;
      birthCalendar: string;
      lunarMonth: number;
      lunarDay: number;
      careAllowed: number;
    }>('SELECT * FROM RelatedPerson'),
  );
  const current = await db.all<{ clientId: string; fen: number }>(
    `SELECT clientId, SUM(COALESCE(valueFen, amountFen)) AS fen FROM Holding WHERE productCode = 'HQ' GROUP BY clientId`,
  );
  const movements = of(
    await db.all<{ clientId: string; onDate: string; amountFen: number; direction: 'in'; counterparty: 'inside' }>(
      'SELECT clientId, onDate, amountFen, direction, counterparty FROM Movement',
    ),
  );
  return {
    people,
    story,
    until,
    relatives: relatives
      .filter((one) => one.birthOn !== null || one.lunarMonth !== null)
      .map((one) => ({
        client: one.client,
        name: one.name,
        relation: one.relation,
        careAllowed: one.careAllowed === 1,
        birth:
          one.birthCalendar === 'lunar'
            ? { calendar: 'lunar', month: one.lunarMonth, day: one.lunarDay }
            : { calendar: 'solar', month: Number(one.birthOn!.slice(5, 7)), day: Number(one.birthOn!.slice(8)) },
      })),
    holdings: of(
      await db.all<{ clientId: string; productCode: string; startOn: string; amountFen: number; maturesOn: string | null }>(
        'SELECT clientId, productCode, startOn, amountFen, maturesOn FROM Holding',
      ),
    ).map((one) => ({ ...one, product: one.productCode })),
    current: new Map(current.map((row) => [row.clientId, Number(row.fen)])),
    assessments: of(await db.all<{ clientId: string; assessedAt: number }>('SELECT clientId, assessedAt FROM RiskAssessment')).map((one) => ({
      client: one.client,
      assessedAt: one.assessedAt,
      on: new Date(one.assessedAt + 8 * 3_600_000).toISOString().slice(0, 10),
    })),
    balances: [
      ...of(await db.all<{ clientId: string; onDate: string; aumFen: number }>('SELECT clientId, onDate, aumFen FROM Balance')).map((one) => ({
        client: one.client,
        on: one.onDate,
        fen: one.aumFen,
      })),
      ...story.balances,
    ],
    movements: [
      ...movements.map((one) => ({
        client: one.client,
        on: one.onDate,
        fen: one.amountFen,
        direction: one.direction,
        counterparty: one.counterparty,
      })),
      ...story.movements,
    ],
  };
}

/** A process that lives the script on its own copy of the bank. */
export function live(
  year: Year,
  file: string,
): { child: ChildProcess; ready: Promise<unknown>; ended: Promise<{ code: number | null; errors: string }> } {
  const child = spawn(process.execPath, [path.join(year.folder, 'year-child.mjs'), file, year.script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TZ: 'Asia/Shanghai' },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
  return { child, ready: once(child.stdout, 'data'), ended: once(child, 'exit').then(([code]) => ({ code: code as number | null, errors })) };
}

export function copyOf(year: Year, name: string): string {
  const file = path.join(year.folder, name);
  copyFileSync(year.seeded, file);
  return file;
}

export interface Pushed {
  key: string;
  /** 'day time recipient'. */
  to: string;
  state: string;
  notBefore: number;
  recipient: string;
  text: string;
  line: string;
}

/** Everything pushed, its things named by what they are about. */
export async function pushed(file: string): Promise<Pushed[]> {
  const db = await openDb(`file:${file}`);
  try {
    const names = new Map<string, string>();
    const name = async (query: string) => {
      for (const row of await db.all<{ id: string; name: string }>(query)) names.set(row.id, row.name);
    };
    await name('SELECT id, clientNo AS name FROM Client');
    await name(`SELECT h.id, c.clientNo || h.productCode || h.startOn AS name FROM Holding h JOIN Client c ON c.id = h.clientId`);
    await name(`SELECT a.id, c.clientNo || a.assessedAt AS name FROM RiskAssessment a JOIN Client c ON c.id = a.clientId`);
    await name(`SELECT p.id, c.clientNo || p.name AS name FROM RelatedPerson p JOIN Client c ON c.id = p.clientId`);
    await name(`SELECT d.id, c.clientNo || d.kind AS name FROM CareDate d JOIN Client c ON c.id = d.clientId`);
    await name(`SELECT r.id, c.clientNo AS name FROM Referral r JOIN Client c ON c.id = r.clientId`);
    await name(
      `SELECT t.id, CASE t.kind WHEN 'promise' THEN c.clientNo || t.dueOn WHEN 'appointment' THEN c.clientNo ELSE t.ownerId END AS name FROM Task t LEFT JOIN Client c ON c.id = t.clientId`,
    );
    const rows = await db.all<{ dedupeKey: string; recipient: string; notBefore: number; state: string; payload: string; mergeLine: string | null }>(
      `SELECT dedupeKey, recipient, notBefore, state, payload, mergeLine FROM Outbox WHERE act = 'push' ORDER BY id`,
    );
    const wall = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const named = (key: string): string =>
      key
        .split(':')
        .map((part) => names.get(part) ?? part)
        .join(':');
    return rows.flatMap((row) => {
      const keys = row.dedupeKey.startsWith('reminder:')
        ? row.dedupeKey
            .slice(9)
            .split(',')
            .map((one) => `reminder:${names.get(one.split('@')[0]!) ?? one}@${one.split('@')[1]}`)
        : [named(row.dedupeKey)];
      return keys.map((key) => ({
        key,
        to: `${wall(row.notBefore)} ${row.recipient}`,
        state: row.state,
        notBefore: row.notBefore,
        recipient: row.recipient,
        text: row.payload,
        line: row.mergeLine === null ? '' : (JSON.parse(row.mergeLine) as { line: string }).line,
      }));
    });
  } finally {
    await db.close();
  }
}
