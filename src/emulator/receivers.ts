import type { Directory } from './directory.js';
import { ApiError } from './errors.js';
import { intOf, textOf, type Json } from './shape.js';

export type Receivers = { userids: string[]; invaliduser: string[]; invalidparty: string[]; invalidtag: string[] };

function pipeList(value: unknown): string[] {
  const text = typeof value === 'number' ? String(value) : textOf(value);
  return [
    ...new Set(
      text
        .split('|')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ];
}

/** Who a send reaches and which names it got wrong. Throws when nobody is named, too many are, or nobody is right. */
export function receiversOf(directory: Directory, request: Json): Receivers {
  const users = pipeList(request['touser']);
  if (users.includes('@all')) {
    const everybody = directory.people.members.map((member) => member.userid);
    return { userids: everybody, invaliduser: [], invalidparty: [], invalidtag: [] };
  }
  const parties = pipeList(request['toparty']);
  const tags = pipeList(request['totag']);
  if (users.length + parties.length + tags.length === 0) throw new ApiError(82001);
  if (users.length > 1_000) throw new ApiError(40032);
  if (parties.length > 100) throw new ApiError(82002);
  if (tags.length > 100) throw new ApiError(82003);
  const found = resolve(directory, users, parties, tags);
  if (found.userids.length === 0) {
    throw new ApiError(81013, undefined, {
      invaliduser: found.invaliduser.join('|'),
      invalidparty: found.invalidparty.join('|'),
      invalidtag: found.invalidtag.join('|'),
    });
  }
  return found;
}

/** Wrong userids come back in lower case, as WeCom returns them. */
export function resolve(directory: Directory, users: string[], parties: string[], tags: string[]): Receivers {
  const found = new Set<string>();
  const result: Receivers = { userids: [], invaliduser: [], invalidparty: [], invalidtag: [] };
  for (const userid of users) {
    const member = directory.member(userid);
    if (member) found.add(member.userid);
    else result.invaliduser.push(userid.toLowerCase());
  }
  for (const party of parties) {
    const id = intOf(party);
    if (id === undefined || !directory.department(id)) result.invalidparty.push(party);
    else for (const member of directory.membersOf(directory.subtree(id))) found.add(member.userid);
  }
  for (const tagid of tags) {
    const tag = directory.tag(intOf(tagid) ?? -1);
    if (!tag) {
      result.invalidtag.push(tagid);
      continue;
    }
    for (const userid of tag.userids) {
      const member = directory.member(userid);
      if (member) found.add(member.userid);
    }
    for (const id of tag.departments) for (const member of directory.membersOf(directory.subtree(id))) found.add(member.userid);
  }
  result.userids = [...found];
  return result;
}
