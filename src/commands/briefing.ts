import { z } from 'zod';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { dayCard, myDay, showDay } from '../bot/day-card.js';
import { dayRest, levelWords, teamKindReply, teamReply } from '../bot/day-lines.js';
import { isInTeam, teamDays, teamFacts } from '../bot/day-team.js';
import { withNumbers } from '../bot/reply.js';
import { hasRole } from '../bot/speaker.js';
import { ROLES } from '../domain/role.js';

const FILES_LISTED = 10;

export default defineCommand({
  name: 'briefing',
  aliases: [
    '今天',
    '早报',
    '今日',
    '晨报',
    '简报',
    '今天有什么事',
    '今天干什么',
    '今天干啥',
    '今天做什么',
    '今日安排',
    '今天安排',
    '今天的安排',
    '看今天',
    '今天的事',
    '今日工作',
    '今天要做什么',
    '今天有啥事',
    '今日待办',
  ],
  group: 'day',
  summary: '今天先办哪几件，一行一件，打序号看卡片',
  examples: ['今天', '早报', '今天有什么事'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    {
      words: [
        '今天有什么事',
        '今天要干嘛',
        '今天干嘛',
        '今天要干啥',
        '今天忙什么',
        '今天有哪些事',
        '今天有什么安排',
        '今天什么安排',
        '今天有安排',
        '今天的安排',
        '今天还要干嘛',
        '今天还要干啥',
        '今天还要做什么',
        '今天还要干什么',
        '今天团队什么情况',
        '团队今天什么情况',
        '团队今天怎么样',
        '今天团队怎么样',
        '今天有啥事',
        '今天要做什么',
        '今天干什么',
        '今天干啥',
        '今天有哪些事',
        '今天什么安排',
        '今天的安排',
        '今天忙什么',
        '今天的重点',
      ],
      weight: 0.7,
    },
  ],
  handle: briefing,
  taps: {
    /** A number: what is due with that client. */
    day: async ({ tap, ...turn }) => dayCard(turn, tap.id),
    /** 更多: the lines behind the first screen, a page each. */
    dayMore: async ({ tap, ...turn }) => ({ replies: [dayRest(turn.reply, await myDay(turn), turn.rules, Number(tap.id) || 0)] }),
    /** 整理档案 on a quiet day. */
    dayFiles: async ({ tap: _tap, ...turn }) => incompleteFiles(turn),
    /** One kind of the team's matters. */
    teamKind: async ({ tap, ...turn }) => {
      const teams = supervised(turn);
      if (teams.length === 0) return turn.reply('no-role', { word: '团队', who: null, refers: false });
      return { replies: [teamKindReply(turn.reply, await teamDays(turn, teams), tap.id, turn.rules)] };
    },
  },
});

/** Whose day is that of other people: the supervisor's outlet, the branch of the wealth centre's head. */
const supervised = (turn: Turn) => turn.user.roles.filter((held) => held.role === 'branchSupervisor' || held.role === 'wealthCentreHead');

/** One's own day; that of who leads others is his people's. */
async function briefing(turn: Turn): Promise<Outcome> {
  const teams = supervised(turn);
  const replies = [];
  let why: Outcome['why'];
  if (teams.length === 0 || hasRole(turn.user, 'relationshipManager', 'wealthAdviser')) {
    const own = await showDay(turn);
    replies.push(...own.replies);
    why = own.why;
  }
  if (teams.length > 0) {
    const days = await teamDays(turn, teams);
    for (const team of teams)
      replies.push(
        teamReply(
          turn.reply,
          await teamFacts(
            turn,
            days.filter((day) => isInTeam(day, team)),
            team,
          ),
          turn.rules,
          turn.now,
        ),
      );
  }
  return { replies, ...(why ? { why } : {}) };
}

async function incompleteFiles(turn: Turn): Promise<Outcome> {
  const rows = await turn.store.briefing.listIncompleteFiles(turn.user.id, FILES_LISTED + 1);
  const shown = rows.slice(0, FILES_LISTED);
  const lines = shown.map((row, i) => ({
    number: i + 1,
    name: row.name,
    level: levelWords(row),
    lacks: [...(row.mobile === null ? ['手机号'] : []), ...(row.birthKey === null ? ['生日'] : []), ...(row.occupation === null ? ['职业'] : [])],
  }));
  const reply = turn.reply('briefing-files', { lines, more: rows.length > shown.length, example: shown[0]?.name ?? '' });
  return {
    replies: [
      withNumbers(
        reply,
        shown.map((row, i) => ({ key: `view:${row.clientId}`, text: `${i + 1} ${row.name}` })),
      ),
    ],
  };
}
