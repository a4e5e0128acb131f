import { z } from 'zod';
import type { WecomClient } from './client.js';

/** A member as an app created after 2022-06-20 sees him: no phone, mail or picture. Status 1 = active, 5 = left. */
export interface Member {
  userId: string;
  name: string;
  departmentIds: number[];
  position: string;
  status?: number;
}

export interface Department {
  id: number;
  name: string;
  /** 0 for the root. */
  parentId: number;
}

const ok = { errcode: z.literal(0) };
const memberSchema = z.object({
  userid: z.string(),
  name: z.string().default(''),
  department: z.array(z.number()).default([]),
  position: z.string().default(''),
  status: z.number().optional(),
});
const departmentSchema = z.object({ id: z.number(), name: z.string().default(''), parentid: z.number().default(0) });
const agentSchema = z.object({
  ...ok,
  name: z.string().default(''),
  close: z.number().optional(),
  allow_userinfos: z.object({ user: z.array(z.object({ userid: z.string() })).default([]) }).optional(),
  allow_partys: z.object({ partyid: z.array(z.number()).default([]) }).optional(),
});
const openUserIdsSchema = z.object({
  ...ok,
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]),
  invalid_open_userid_list: z.array(z.string()).default([]),
});

const OPEN_USER_IDS_PER_CALL = 1000;

/** Reads of the directory, within the app's visible range. Source: developer.work.weixin.qq.com/document/path/90196 to 90208. */
export function createDirectory(client: WecomClient) {
  return {
    /** Fails with 60111 or 60011 for someone who is not there or not visible. */
    async getMember(userId: string): Promise<Member> {
      return memberOf(await client.get('user/get', { userid: userId }, memberSchema.extend(ok)));
    },
    async listMembers(departmentId: number): Promise<Member[]> {
      const schema = z.object({ ...ok, userlist: z.array(memberSchema).default([]) });
      return (await client.get('user/simplelist', { department_id: departmentId }, schema)).userlist.map(memberOf);
    },
    /** Everything visible, or a department and what is below it. */
    async listDepartments(below?: number): Promise<Department[]> {
      const schema = z.object({ ...ok, department: z.array(departmentSchema).default([]) });
      const { department } = await client.get('department/list', below === undefined ? {} : { id: below }, schema);
      return department.map(({ id, name, parentid }) => ({ id, name, parentId: parentid }));
    },
    /**
     * Plain userids for the encrypted ones a bot sees when no super administrator created it. Ids that cannot be converted
     * are not in the answer: they were plain already, or are outside the app's visible range.
     */
    async userIdsOf(openUserIds: string[]): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      for (let at = 0; at < openUserIds.length; at += OPEN_USER_IDS_PER_CALL) {
        const body = { open_userid_list: openUserIds.slice(at, at + OPEN_USER_IDS_PER_CALL) };
        const answer = await client.post('batch/openuserid_to_userid', body, openUserIdsSchema);
        for (const { open_userid, userid } of answer.userid_list) found.set(open_userid, userid);
      }
      return found;
    },
    /** What the console says of the app: its name, whether it is closed, who sees it. */
    async getAgent(agentId: number): Promise<{ name: string; isClosed: boolean; userIds: string[]; departmentIds: number[] }> {
      const agent = await client.get('agent/get', { agentid: agentId }, agentSchema);
      return {
        name: agent.name,
        isClosed: agent.close === 1,
        userIds: (agent.allow_userinfos?.user ?? []).map(({ userid }) => userid),
        departmentIds: agent.allow_partys?.partyid ?? [],
      };
    },
  };
}

export type Directory = ReturnType<typeof createDirectory>;

function memberOf(member: z.infer<typeof memberSchema>): Member {
  const { userid, name, department, position, status } = member;
  return { userId: userid, name, departmentIds: department, position, ...(status === undefined ? {} : { status }) };
}
