import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import { hasRole } from '../bot/speaker.js';
import { doersOf } from '../bot/run.js';
import { helpTopicOf } from '../domain/help-topic.js';
import { LOOKING } from '../domain/role-group.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'help',
  aliases: [
    '帮助',
    '怎么用',
    '使用说明',
    '使用帮助',
    '功能',
    '你会什么',
    '你会啥',
    '你会干啥',
    '你能做什么',
    '你能做啥',
    '你能干什么',
    '你都能干点啥',
    '你都能干啥',
    '你能干点啥',
    '你都会啥',
    '你能干啥',
    '你能干嘛',
    '我能做什么',
    '我能干什么',
    '我能干嘛',
    '我可以做什么',
    '我能说什么',
    '你可以干什么',
    '你可以做什么',
    '你有什么用',
    '你能帮我什么',
    '你能帮我做什么',
    '你能帮我干什么',
    '怎么玩',
    '你会干什么',
    '能干什么',
    '能做什么',
    'help',
    '说明书',
    '指令',
    '命令',
    '菜单',
    '怎么说',
    '全部说法',
    '怎么操作',
    '怎么使用',
    '有什么功能',
    '有哪些功能',
  ],
  group: 'help',
  summary: '可以怎样说',
  examples: ['帮助', '怎么用'],
  roles: ROLES,
  effect: 'read',
  args: z.object({
    topic: z.string().optional().describe('想知道哪件事怎么说'),
  }),
  slots: [{ name: 'topic', kind: 'text' }],
  cues: [
    {
      words: [
        '怎么用',
        '不会用',
        '我是新来的',
        '刚入职',
        '你会什么',
        '你能做什么',
        '有什么功能',
        '有哪些功能',
        '怎么登记',
        '怎么撤销',
        '怎么取消提醒',
        '怎么投诉',
        '怎么推荐',
        '怎么设提醒',
        '怎么设置提醒',
        '怎么记',
        '怎么约',
        '怎么完成',
        '怎么推迟',
        '怎么设代理',
        '怎么补充',
        '怎么新建',
        '如何登记',
        '如何撤销',
        '如何记',
      ],
      weight: 0.5,
    },
  ],
  handle: async ({ args, ...turn }) => {
    if (turn.text.includes('全部')) return allWords(turn);
    const way = args.topic === undefined ? topicOf(turn) : undefined;
    if (way && !way.roles.some((role) => hasRole(turn.user, role)))
      return turn.reply('no-role', { word: way.aliases[0] ?? way.name, who: doersOf(way), refers: false });
    const asked = way ?? commandIn(turn, args.topic ?? turn.text);
    return asked
      ? turn.reply('help-command', { word: asked.aliases[0], summary: asked.summary, examples: asked.examples })
      : turn.reply(helpOf(turn), {
          who: hasRole(turn.user, 'relationshipManager') ? '客户经理' : hasRole(turn.user, 'wealthAdviser') ? '理财师' : '助理',
          looks: turn.user.roles.some(({ role }) => LOOKING.includes(role)),
          sets: hasRole(turn.user, 'branchSupervisor'),
          ticket: hasRole(turn.user, 'compliance'),
        });
  },
});

/** 「说错了怎么改」: the command whose way of saying is asked for, of whatever role. */
function topicOf(turn: Turn): Turn['commands'][number] | undefined {
  const topic = helpTopicOf(turn.text.normalize('NFKC'));
  return topic === undefined ? undefined : turn.commands.find(({ name }) => name === topic);
}

/** What the question is about: the longest word in it that names a command of this role. */
function commandIn(turn: Turn, text: string): Turn['commands'][number] | undefined {
  const words = turn.commands
    .filter((command) => command.name !== 'help' && command.roles.some((role) => hasRole(turn.user, role)))
    .flatMap((command) => command.aliases.filter((alias) => alias.length > 1 && text.includes(alias)).map((alias) => ({ command, alias })));
  return words.sort((one, other) => other.alias.length - one.alias.length)[0]?.command;
}

/** The page of the role that is served most: managing before serving before the counter. */
function helpOf(turn: Turn): string {
  if (hasRole(turn.user, 'branchSupervisor', 'wealthCentreHead', 'branchManager')) return 'help-lead';
  if (hasRole(turn.user, 'relationshipManager', 'wealthAdviser', 'rmAssistant')) return 'help-rm';
  if (hasRole(turn.user, 'teller', 'lobbyManager')) return 'help-lobby';
  return 'help';
}

const GROUP_TITLES: Readonly<Record<string, string>> = {
  client: '客户',
  contact: '联络',
  case: '案件',
  reminder: '提醒',
  care: '关怀',
  day: '一天',
  money: '到期和商机',
  proposal: '建议书',
  product: '产品',
  referral: '推荐',
  team: '团队',
  help: '其他',
};

/** Every command this role may use, one line a group. */
function allWords(turn: Turn) {
  const mine = turn.commands.filter((c) => c.roles.some((role) => turn.user.roles.some((held) => held.role === role)));
  const order = Object.keys(GROUP_TITLES);
  const named = new Set(mine.map((c) => c.group));
  const groups = order
    .filter((group) => named.has(group as (typeof mine)[number]['group']))
    .map((group) => ({
      title: GROUP_TITLES[group] ?? group,
      words: mine.filter((c) => c.group === group).map((c) => c.aliases[0] ?? c.name),
    }));
  const about = ['holdings', 'client'].map((name) => mine.find((c) => c.name === name)).find((c) => c !== undefined);
  return turn.reply('help-all', { groups, forClients: about !== undefined, example: about?.examples[0] ?? '' });
}
