import { rolesOfTitles, type Role } from '../../domain/role.js';
import { staffIdOf } from '../../store/staff.js';
import { nameLetters } from '../../store/pinyin.js';
import { versionsUp } from '../../store/manager-relation.js';
import { insertRows, rowsWith, type Columns } from '../bulk.js';
import { listOf, phone, text, type Reader } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { existingIds } from '../refs.js';
import { tableWriter } from '../table.js';
import { orgId } from './orgs.js';
import { marks } from '../../store/db/index.js';

export const userid: Reader<string> = (cell) =>
  /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/.test(cell) ? { value: staffIdOf(cell) } : { problem: `「${cell}」不是企业微信账号` };

const roles: Reader<Role[]> = (cell) => {
  const read = rolesOfTitles(cell);
  return read.unknown.length > 0 ? { problem: `不认识角色「${read.unknown.join('、')}」` } : { value: read.roles };
};

interface Context {
  orgs: Set<string>;
  staff: Set<string>;
}

interface Held {
  staffId: string;
  role: string;
  orgId: string;
}

/** Roles as one text: those bound to the home org by name, others (set by an administrator) as role@org. */
const rolesText = (list: readonly Held[], homeOrgId: unknown): string =>
  JSON.stringify(list.map((held) => (held.orgId === homeOrgId ? held.role : `${held.role}@${held.orgId}`)).sort());

function rolesOf(row: Columns): Columns[] {
  return (JSON.parse(String(row['roles'])) as string[]).map((word) => {
    const [role, orgId] = word.split('@');
    return { staffId: row['id'] as string, role: role as string, orgId: orgId ?? (row['orgId'] as string) };
  });
}

/** 员工. Roles are bound to the home org. The same account in other capitals is the same colleague. */
export const staff: ImportKind = {
  name: 'staff',
  title: '员工',
  columns: [
    { key: 'userid', header: '企业微信账号', aliases: ['id', 'wecomUserId'], read: userid, isKey: true },
    { key: 'staffNo', header: '工号', read: text(32) },
    { key: 'name', header: '姓名', read: text(40) },
    { key: 'orgId', header: '机构号', read: orgId },
    { key: 'roles', header: '角色', aliases: ['role'], read: roles },
    { key: 'supervisorId', header: '直属主管账号', aliases: ['supervisor'], read: userid },
    { key: 'mobile', header: '手机号', read: phone },
    { key: 'licences', header: '资格证书', aliases: ['licenses'], read: listOf(text(40)) },
  ],
  parents: { key: 'userid', parent: 'supervisorId' },
  begin: async (_sql, run) =>
    tableWriter<Context>({
      table: 'Staff',
      key: ['id'],
      required: [
        ['name', '姓名'],
        ['orgId', '机构号'],
        ['roles', '角色'],
      ],
      async load(sql, rows) {
        const ids = rows.map((row) => row.fields['userid'] as string);
        const existing = await rowsWith<Columns>(sql, 'SELECT * FROM Staff WHERE id IN (?)', ids);
        const held = await rowsWith<Held>(sql, 'SELECT * FROM StaffRole WHERE staffId IN (?)', ids);
        const context: Context = {
          orgs: await existingIds(sql, 'Org', 'id', rows, 'orgId'),
          staff: await existingIds(sql, 'Staff', 'id', rows, 'supervisorId'),
        };
        return {
          context,
          existing: existing.map((row) => ({
            ...row,
            roles: rolesText(
              held.filter((one) => one.staffId === row['id']),
              row['orgId'],
            ),
          })),
        };
      },
      give({ fields }, context) {
        const id = fields['userid'] as string;
        const org = fields['orgId'] as string | undefined;
        const supervisorId = fields['supervisorId'] as string | undefined;
        if (org !== undefined && !context.orgs.has(org)) return `没有机构号「${org}」`;
        if (supervisorId === id) return '直属主管不能是自己';
        if (supervisorId !== undefined && !context.staff.has(supervisorId)) return `没有直属主管账号「${supervisorId}」`;
        const name = fields['name'] as string | undefined;
        if (name !== undefined && org !== undefined) context.staff.add(id);
        const list = fields['roles'] as Role[] | undefined;
        return {
          id,
          staffNo: fields['staffNo'] as string | undefined,
          name,
          pinyin: name === undefined ? undefined : nameLetters(name).pinyin,
          orgId: org,
          supervisorId,
          mobile: fields['mobile'] as string | undefined,
          licences: fields['licences'] === undefined ? undefined : JSON.stringify(fields['licences']),
          roles: list === undefined ? undefined : JSON.stringify([...list].sort()),
        };
      },
      fresh: () => ({
        licences: '[]',
        state: 'active',
        clientsVersion: 0,
        updatedAt: run.now.getTime(),
        supervisorId: null,
        mobile: null,
        staffNo: null,
      }),
      elsewhere: ['roles'],
      touch: () => ({ updatedAt: run.now.getTime() }),
      async after(sql, { added, changed }) {
        const moved = changed.filter(({ before, after }) => before['roles'] !== after['roles'] || before['orgId'] !== after['orgId']);
        const movedIds = moved.map(({ after }) => after['id'] as string);
        if (movedIds.length > 0) await sql.run(`DELETE FROM StaffRole WHERE staffId IN (${marks(movedIds)})`, movedIds);
        await insertRows(sql, 'StaffRole', ['staffId', 'role', 'orgId'], [...added, ...moved.map((one) => one.after)].flatMap(rolesOf));
        const assistants = changed
          .filter(({ before, after }) => before['supervisorId'] !== after['supervisorId'])
          .map(({ after }) => after['id'] as string);
        await versionsUp(sql, [...new Set([...movedIds, ...assistants])], []);
      },
    }),
};
