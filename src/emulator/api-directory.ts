import type { ApiRoute } from './api.js';
import { openUseridOf, type Department, type Member } from './directory.js';
import { ApiError } from './errors.js';
import { intOf, listOf, textOf, type Json } from './shape.js';
import type { World } from './world.js';

/** Phone, e-mail, avatar, gender and address are left out: apps made after June 2022 do not get them (wecom-app §5.1). */
function memberRecord(world: World, member: Member): Json {
  return {
    userid: member.userid,
    name: member.name,
    department: member.departments,
    order: member.departments.map(() => 0),
    is_leader_in_dept: member.departments.map((id) => (world.directory.department(id)?.leaders.includes(member.userid) ? 1 : 0)),
    main_department: member.departments[0] ?? 1,
    direct_leader: member.leaders,
    position: member.position,
    status: 1,
    alias: '',
    telephone: '',
    open_userid: openUseridOf(member.userid),
    extattr: { attrs: [] },
    external_profile: { external_corp_name: world.directory.department(1)?.name ?? '', external_attr: [] },
  };
}

function departmentRecord(department: Department): Json {
  const { id, name, parentid, order, leaders } = department;
  return { id, name, parentid, order, department_leader: leaders };
}

function askedDepartment(world: World, value: string | null): number {
  const id = intOf(value ?? '');
  if (id === undefined || !world.directory.department(id)) throw new ApiError(60123);
  return id;
}

function membersAsked(world: World, query: URLSearchParams): Member[] {
  const id = askedDepartment(world, query.get('department_id'));
  const below = query.get('fetch_child') === '1' ? world.directory.subtree(id) : new Set([id]);
  return world.directory.membersOf(below);
}

function departmentsAsked(world: World, query: URLSearchParams): Department[] {
  const given = query.get('id');
  if (given === null || given === '') return world.directory.people.departments;
  const below = world.directory.subtree(askedDepartment(world, given));
  return world.directory.people.departments.filter((department) => below.has(department.id));
}

const ok = { errcode: 0, errmsg: 'ok' };

export const directoryCalls: Record<string, ApiRoute> = {
  'user/get': {
    run: ({ world, query }) => {
      const userid = query.get('userid') ?? '';
      if (userid === '') throw new ApiError(40003);
      const member = world.directory.member(userid);
      if (!member) throw new ApiError(60111);
      return { ...ok, ...memberRecord(world, member) };
    },
  },
  'user/simplelist': {
    empty: { userlist: [] },
    run: ({ world, query }) => ({
      ...ok,
      userlist: membersAsked(world, query).map((member) => ({
        userid: member.userid,
        name: member.name,
        department: member.departments,
        open_userid: openUseridOf(member.userid),
      })),
    }),
  },
  'user/list': {
    empty: { userlist: [] },
    run: ({ world, query }) => {
      const members = membersAsked(world, query);
      if (members.length > 10_000) throw new ApiError(45029);
      return { ...ok, userlist: members.map((member) => memberRecord(world, member)) };
    },
  },
  'user/list_id': {
    post: true,
    empty: { dept_user: [] },
    run: () => {
      throw new ApiError(48002);
    },
  },
  'user/getuserid': {
    post: true,
    run: ({ body }) => {
      if (textOf(body['mobile']) === '') throw new ApiError(40058, 'mobile is needed');
      throw new ApiError(46004);
    },
  },
  'department/list': {
    empty: { department: [] },
    run: ({ world, query }) => ({ ...ok, department: departmentsAsked(world, query).map(departmentRecord) }),
  },
  'department/simplelist': {
    empty: { department_id: [] },
    run: ({ world, query }) => ({
      ...ok,
      department_id: departmentsAsked(world, query).map(({ id, parentid, order }) => ({ id, parentid, order })),
    }),
  },
  'department/get': {
    run: ({ world, query }) => {
      const department = world.directory.department(askedDepartment(world, query.get('id')));
      if (!department) throw new ApiError(60123);
      return { ...ok, department: departmentRecord(department) };
    },
  },
  'tag/list': {
    empty: { taglist: [] },
    run: ({ world }) => ({ ...ok, taglist: world.directory.people.tags.map(({ tagid, name }) => ({ tagid, tagname: name })) }),
  },
  'tag/get': {
    empty: { userlist: [], partylist: [] },
    run: ({ world, query }) => {
      const tag = world.directory.tag(intOf(query.get('tagid') ?? '') ?? -1);
      if (!tag) throw new ApiError(40068, 'invalid tagid');
      const members = tag.userids.flatMap((userid) => world.directory.member(userid) ?? []);
      return { ...ok, tagname: tag.name, userlist: members.map(({ userid, name }) => ({ userid, name })), partylist: tag.departments };
    },
  },
  'batch/openuserid_to_userid': {
    post: true,
    empty: { userid_list: [], invalid_open_userid_list: [] },
    run: ({ world, body }) => {
      const asked = listOf(body['open_userid_list']).map(textOf);
      if (asked.length === 0) throw new ApiError(40058, 'open_userid_list is needed');
      if (asked.length > 1_000) throw new ApiError(40032);
      const found: Json[] = [];
      const invalid: string[] = [];
      for (const openUserid of asked) {
        const member = world.directory.byOpenUserid(openUserid);
        if (member) found.push({ open_userid: openUserid, userid: member.userid });
        else invalid.push(openUserid);
      }
      return { ...ok, userid_list: found, invalid_open_userid_list: invalid };
    },
  },
  'batch/userid_to_openuserid': {
    post: true,
    empty: { open_userid_list: [], invalid_userid_list: [] },
    run: ({ world, body }) => {
      const asked = listOf(body['userid_list']).map(textOf);
      if (asked.length === 0) throw new ApiError(40058, 'userid_list is needed');
      if (asked.length > 1_000) throw new ApiError(40032);
      const members = asked.map((userid) => ({ userid, known: world.directory.member(userid) }));
      return {
        ...ok,
        open_userid_list: members.flatMap(({ known }) => (known ? [{ userid: known.userid, open_userid: openUseridOf(known.userid) }] : [])),
        invalid_userid_list: members.flatMap(({ userid, known }) => (known ? [] : [userid])),
      };
    },
  },
};
