import { createHash } from 'node:crypto';
import type { Journal } from './journal.js';
import { intOf, isObject, listOf, objectOf, textOf } from './shape.js';

export type Member = {
  userid: string;
  name: string;
  departments: number[];
  position: string;
  leaders: string[];
};

export type Client = { externalUserid: string; name: string; followedBy: string[] };
export type Department = { id: number; name: string; parentid: number; order: number; leaders: string[] };
export type Tag = { tagid: number; name: string; userids: string[]; departments: number[] };
export type Group = { chatid: string; name: string; members: string[] };

export type People = {
  members: Member[];
  clients: Client[];
  departments: Department[];
  tags: Tag[];
  groups: Group[];
};

const ROOT: Department = { id: 1, name: '示例企业', parentid: 0, order: 100_000_000, leaders: [] };

export const DEFAULT_DIRECTORY = {
  members: [
    { userid: 'zhangsan', name: '张三' },
    { userid: 'lisi', name: '李四' },
    { userid: 'wangwu', name: '王五' },
  ],
  clients: [],
};

/** What is wrong with a directory somebody hands over, in words for that person. */
export class DirectoryError extends Error {
  override name = 'DirectoryError';
}

/** Reads `{members, clients, departments?, tags?, groups?}`; throws a DirectoryError that names the entry. */
export function parsePeople(input: unknown): People {
  if (!isObject(input)) throw new DirectoryError('the directory is an object {members, clients}');
  const named = new Map<string, number>();
  const departments: Department[] = [structuredClone(ROOT)];
  for (const [at, entry] of list(input['departments'], 'departments').entries()) {
    const id = intOf(entry['id']);
    if (id === undefined || id < 1) throw new DirectoryError(`departments[${at}].id must be a positive number`);
    const department: Department = {
      id,
      name: textOf(entry['name']) || `部门${id}`,
      parentid: intOf(entry['parentid']) ?? (id === 1 ? 0 : 1),
      order: intOf(entry['order']) ?? 100_000_000 - id,
      leaders: strings(entry['department_leader'] ?? entry['leaders']),
    };
    const known = departments.findIndex((other) => other.id === id);
    if (known >= 0) departments[known] = department;
    else departments.push(department);
    named.set(department.name, id);
  }
  const departmentId = (value: unknown): number => {
    const id = intOf(value);
    const name = textOf(value);
    if (id !== undefined) {
      if (!departments.some((known) => known.id === id)) {
        departments.push({ id, name: `部门${id}`, parentid: 1, order: 100_000_000 - id, leaders: [] });
      }
      return id;
    }
    if (name === '') throw new DirectoryError('a department is a number or a name');
    const known = named.get(name);
    if (known !== undefined) return known;
    const next = Math.max(...departments.map((department) => department.id)) + 1;
    departments.push({ id: next, name, parentid: 1, order: 100_000_000 - next, leaders: [] });
    named.set(name, next);
    return next;
  };
  const members = list(input['members'], 'members').map((entry, at): Member => {
    const userid = textOf(entry['userid']);
    if (!/^[\w\-.@]{1,64}$/.test(userid)) {
      throw new DirectoryError(`members[${at}].userid must be 1 to 64 letters, digits or -_.@`);
    }
    const given = entry['department'] ?? entry['departments'];
    const departmentIds = (Array.isArray(given) ? given : given === undefined || given === null ? [1] : [given]).map(departmentId);
    return {
      userid,
      name: textOf(entry['name']) || userid,
      departments: departmentIds.length > 0 ? departmentIds : [1],
      position: textOf(entry['position'] ?? entry['title']),
      leaders: strings(entry['direct_leader'] ?? entry['leaders']),
    };
  });
  unique(
    members.map((member) => member.userid.toLowerCase()),
    'members: userid',
  );
  const clients = list(input['clients'], 'clients').map((entry, at): Client => {
    const externalUserid = textOf(entry['externalUserid']);
    if (externalUserid === '') throw new DirectoryError(`clients[${at}].externalUserid is missing`);
    return { externalUserid, name: textOf(entry['name']) || externalUserid, followedBy: strings(entry['followedBy']) };
  });
  unique(
    clients.map((client) => client.externalUserid),
    'clients: externalUserid',
  );
  const tags = list(input['tags'], 'tags').map((entry, at): Tag => {
    const tagid = intOf(entry['tagid'] ?? entry['id']);
    if (tagid === undefined) throw new DirectoryError(`tags[${at}].tagid must be a number`);
    return {
      tagid,
      name: textOf(entry['name']),
      userids: strings(entry['userids']),
      departments: listOf(entry['departments']).map(departmentId),
    };
  });
  const groups = list(input['groups'], 'groups').map((entry, at): Group => {
    const chatid = textOf(entry['chatid']);
    if (chatid === '') throw new DirectoryError(`groups[${at}].chatid is missing`);
    return { chatid, name: textOf(entry['name']) || chatid, members: strings(entry['members']) };
  });
  return { members, clients, departments, tags, groups };
}

function list(value: unknown, name: string): Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new DirectoryError(`${name} must be a list`);
  return value.map((entry, at) => {
    if (!isObject(entry)) throw new DirectoryError(`${name}[${at}] must be an object`);
    return entry;
  });
}

function strings(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

function unique(keys: string[], what: string): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw new DirectoryError(`${what} ${key} appears twice`);
    seen.add(key);
  }
}

/** The people of the corp. Userids compare without case, as WeCom does. */
export class Directory {
  #people: People = { members: [], clients: [], departments: [structuredClone(ROOT)], tags: [], groups: [] };
  readonly #byId = new Map<string, Member>();
  readonly #byOpenId = new Map<string, Member>();

  constructor(private readonly journal: Journal) {}

  replace(people: People, keep = true): void {
    const isNew = JSON.stringify(people) !== JSON.stringify(this.#people);
    this.#people = people;
    this.#byId.clear();
    this.#byOpenId.clear();
    for (const member of people.members) {
      this.#byId.set(member.userid.toLowerCase(), member);
      this.#byOpenId.set(openUseridOf(member.userid), member);
    }
    if (keep && isNew) this.journal.append('people', people);
  }

  get people(): People {
    return this.#people;
  }

  member(userid: string): Member | undefined {
    return this.#byId.get(userid.toLowerCase());
  }

  byOpenUserid(openUserid: string): Member | undefined {
    return this.#byOpenId.get(openUserid);
  }

  client(externalUserid: string): Client | undefined {
    return this.#people.clients.find((client) => client.externalUserid === externalUserid);
  }

  department(id: number): Department | undefined {
    return this.#people.departments.find((department) => department.id === id);
  }

  /** A department and all below it. */
  subtree(id: number): Set<number> {
    const found = new Set([id]);
    for (let grew = true; grew;) {
      grew = false;
      for (const department of this.#people.departments) {
        if (!found.has(department.id) && found.has(department.parentid)) {
          found.add(department.id);
          grew = true;
        }
      }
    }
    return found;
  }

  membersOf(departments: Set<number>): Member[] {
    return this.#people.members.filter((member) => member.departments.some((id) => departments.has(id)));
  }

  tag(tagid: number): Tag | undefined {
    return this.#people.tags.find((tag) => tag.tagid === tagid);
  }

  group(chatid: string): Group | undefined {
    return this.#people.groups.find((group) => group.chatid === chatid);
  }

  /** The group of that id with this member in it, made on first use. */
  joinGroup(chatid: string, userid: string): Group {
    let group = this.group(chatid);
    if (!group) {
      group = { chatid, name: chatid, members: [] };
      this.#people.groups.push(group);
    }
    if (!group.members.includes(userid)) {
      group.members.push(userid);
      this.journal.append('people', this.#people);
    }
    return group;
  }
}

/** The encrypted id other callers see in place of a userid; the same for a member every time. */
export function openUseridOf(userid: string): string {
  return 'wo' + createHash('sha256').update(userid.toLowerCase()).digest('base64url').replace(/[-_]/g, 'A').slice(0, 30);
}

export function peopleFrom(value: unknown): People {
  return objectOf(value) as unknown as People;
}
