import { describe, expect, test } from 'vitest';
import { replyText } from '../../src/bot/reply.js';
import { openCore } from '../../src/core.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import type { Db } from '../../src/store/db/index.js';
import type { OutboxRow } from '../../src/store/outbox.js';
import { fillBank } from '../helpers/bank.js';
import { bothDatabases } from '../helpers/both.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';
import { scheduleOn } from '../helpers/schedule.js';

const pg = await startPostgres();

/** What was said, and by which job: an absence with a change of stand-in, a transfer, a guest, a referral, from the first word to the last. */
const STORY: readonly (readonly [at: string, who: string, words: string])[] = [
  ['2026-11-23T09:00', 'chenyu', '提醒我 11月27日 15:00 给李秀兰回电'],
  ['2026-11-23T09:01', 'sunyue', '推荐 周岚 尾号7745 给陈宇 想开户'],
  ['2026-11-23T09:02', 'sunyue', '推荐 李秀兰 教育金'],
  ['2026-11-23T09:03', 'zhoumin', '林涛 代理 陈宇 至11月30日 休假'],
  ['2026-11-23T09:04', 'zhoumin', '对'],
  ['2026-11-23T09:05', 'lintao', '记 李秀兰 电话 接通 聊教育金 11月28日送方案'],
  ['2026-11-23T09:06', 'lintao', '投诉 李秀兰 排队一小时没人管'],
  ['2026-11-23T09:07', 'lintao', '对'],
  ['2026-11-23T09:08', 'zhoumin', '督办 李秀兰 今天回电'],
  ['2026-11-24T09:00', 'zhoumin', '何婧 代理 林涛 至11月26日 出差'],
  ['2026-11-24T09:01', 'zhoumin', '对'],
  ['2026-11-24T09:02', 'zhoumin', '代理台账'],
  ['2026-11-24T09:03', 'xubin', '漫游 王建国 给 方媛 至11月25日'],
  ['2026-11-24T09:04', 'xubin', '对'],
  ['2026-11-24T09:05', 'fangyuan', '查 王建国'],
  ['2026-11-24T09:06', 'hejing', '案件'],
  ['2026-11-24T09:07', 'hejing', '待办'],
  ['2026-11-24T09:08', 'zhoumin', '分配 冯岩 给 陈宇'],
  ['2026-11-24T09:09', 'zhoumin', '对'],
  ['2026-11-24T09:10', 'zhoumin', '分配'],
  ['2026-11-26T18:00', 'job', 'hand-back'],
  ['2026-11-27T00:01', 'job', 'acting-start'],
  ['2026-11-27T00:02', 'job', 'roaming'],
  ['2026-11-27T09:00', 'zhoumin', '陈宇 回岗'],
  ['2026-11-27T09:01', 'zhoumin', '对'],
  ['2026-11-27T09:02', 'chenyu', '待办'],
  ['2026-11-27T09:03', 'chenyu', '我的推荐'],
  ['2026-11-27T09:04', 'chenyu', '案件'],
];

async function play(db: Db): Promise<string[]> {
  let time = new Date('2026-11-23T08:39:00+08:00');
  await fillBank(
    db,
    [{ name: '李秀兰' }, { name: '王建国', level: 'blackGold' }, { name: '冯岩', manager: 'lintao' }, { name: '卢静', manager: 'lintao' }],
    time,
  );
  const clock = { now: () => time };
  const core = await openCore({ db, rules: DEFAULT_RULES, now: clock.now, pushChannel: 'app' });
  const schedule = scheduleOn(core, clock);
  const said: string[] = [];
  for (const [at, who, words] of STORY) {
    time = new Date(`${at}:00+08:00`);
    if (who === 'job') said.push(`${words}: ${(await schedule.runJob(words, time)).state}`);
    else said.push(`${who} ${words}: ${(await core.say(who, { text: words }, time)).replies.map((reply) => reply.text).join(' | ')}`);
  }
  const pushed = await db.all<{ recipient: string; payload: string }>(`SELECT recipient, payload FROM Outbox WHERE act = 'push' ORDER BY id`, []);
  const texts = pushed.map(({ recipient, payload }) => {
    const reply = JSON.parse(payload) as OutboxRow['payload'];
    return `${recipient} < ${reply.kind === 'card-change' ? '' : replyText(reply)}`;
  });
  await schedule.stop();
  return [...said, ...texts.sort()];
}

describe.runIf(pg.url)(postgresTitle('absence, transfer and roaming', pg), () => {
  const databases = bothDatabases(pg);

  test('the same story ends the same as on SQLite', async () => {
    const expected = await play(await databases.sqlite());
    const found = await play(await databases.postgresql());
    expect(found).toEqual(expected);
    expect(expected.join('\n')).toContain('代理换人：林涛代您2天');
    expect(expected.join('\n')).toContain('王建国的漫游服务结束');
    expect(expected.filter((line) => /没看懂|出错了|没对上/.test(line))).toEqual([]);
  }, 120_000);
});
