import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { z } from 'zod';
import { ConfigError, readConfig, type Config } from '../config.js';
import { PlatformError } from '../errors.js';
import { redact } from '../log.js';
import { environmentWith, type CommonOptions } from './open.js';
import { options } from './options.js';
import { Refused, answer, answerJson } from './output.js';

/** One thing looked at. `fix` says what a person does about it. */
export interface Finding {
  check: string;
  state: 'ok' | 'warning' | 'fault';
  detail: string;
  fix?: string;
}

const REACH_MS = 5000;
const LARGEST_SKEW_MS = 60_000;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('检查设置、数据库与企业微信，逐项给出处理办法')
    .addOption(options.data())
    .addOption(options.json())
    .addOption(options.resend())
    .action(async (given: DoctorOptions) => {
      const findings = await examine(given);
      const isHealthy = findings.every((finding) => finding.state !== 'fault');
      if (given.json) answerJson({ ok: isHealthy, findings });
      else answer(findings.map(lineOf).join('\n'));
      if (!isHealthy) throw new Refused(`有${findings.filter((finding) => finding.state === 'fault').length}处需要处理。`);
    });
}

const MARK = { ok: '正常', warning: '留意', fault: '故障' } as const;
const lineOf = ({ check, state, detail, fix }: Finding): string => `${MARK[state]}  ${check}：${detail}${fix ? `\n      ${fix}` : ''}`;

interface DoctorOptions extends CommonOptions {
  /** Numbers of outgoing messages that were given up, to be sent again. */
  resend?: number[];
}

async function examine(given: DoctorOptions): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(environmentWith(given));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => ({ check: '设置', state: 'fault', detail: problem, fix: '改好 .env 或环境变量后再检查。' }));
  }
  const findings = [settings(config), folder(config)];
  findings.push(...(await database(config, given.resend ?? [])));
  if (config.wecom) findings.push(...(await app(config)));
  if (config.aibot) findings.push(await aibot(config));
  return findings.map((finding) => ({ ...finding, detail: redact(finding.detail) }));
}

function settings({ wecom, aibot, production, publicUrl }: Config): Finding {
  const channels = [wecom ? '自建应用' : undefined, aibot ? '智能机器人' : undefined].filter(Boolean).join('、');
  if (channels === '') return { check: '设置', state: 'ok', detail: '没有企业微信密钥，npm start 运行演示' };
  if (production && publicUrl === undefined)
    return { check: '设置', state: 'warning', detail: `${channels}；没有 PUBLIC_URL`, fix: '填写同事手机能打开的网址，否则消息里不带链接。' };
  return { check: '设置', state: 'ok', detail: `${channels}${production ? '，真实企业微信' : '，本机模拟器'}` };
}

function folder({ dataDir }: Config): Finding {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
    return { check: '数据目录', state: 'ok', detail: dataDir };
  } catch {
    return { check: '数据目录', state: 'fault', detail: `${dataDir} 不能写入`, fix: '改 DATA_DIR，或给运行账号写权限。' };
  }
}

/** How many given-up messages are named one by one. */
const GIVEN_UP_SHOWN = 10;

async function database({ databaseUrl }: Config, resend: readonly number[]): Promise<Finding[]> {
  const [{ openDb }, { withPrisma }, { openStore }] = await Promise.all([
    import('../store/db/index.js'),
    import('../store/db/prisma.js'),
    import('../store/index.js'),
  ]);
  const isNew = databaseUrl.startsWith('file:') && !existsSync(databaseUrl.slice('file:'.length));
  try {
    const db = await openDb(databaseUrl);
    const store = openStore(db);
    const again: Finding[] = [];
    let given: string[];
    try {
      const now = new Date();
      for (const id of new Set(resend)) {
        const isBack = await store.tx((tx) => tx.outbox.revive(id, now));
        again.push(
          isBack
            ? { check: '重发', state: 'ok', detail: `第${id}号已放回发件箱，服务运行时发出` }
            : { check: '重发', state: 'warning', detail: `第${id}号没有重发：它已送达、已撤回，或没有这条消息`, fix: '按上面列出的号数填。' },
        );
      }
      given = (await store.outbox.listUndelivered(GIVEN_UP_SHOWN)).map(
        (row) => `第${row.id}号 ${row.recipient}${row.state === 'unknown' ? '，可能已送达' : ''}：${row.error ?? ''}`,
      );
    } finally {
      await db.close();
    }
    return await withPrisma(databaseUrl, async (prisma) => {
      const [clients, staff, waiting, failed, dead, unknown] = await Promise.all([
        prisma.client.count(),
        prisma.staff.count(),
        prisma.inbox.count({ where: { state: 'new' } }),
        prisma.inbox.count({ where: { state: 'failed' } }),
        prisma.outbox.count({ where: { state: 'dead' } }),
        prisma.outbox.count({ where: { state: 'unknown' } }),
      ]);
      const findings: Finding[] = [
        { check: '数据库', state: 'ok', detail: isNew ? '新建，已就绪' : `客户${clients}位，同事${staff}位，待处理消息${waiting}条` },
      ];
      const givenUp = [dead > 0 && `${dead}条消息没有送达`, unknown > 0 && `${unknown}条没有回音`].filter(Boolean).join('，');
      if (givenUp !== '')
        findings.push({
          check: '发件箱',
          state: 'warning',
          detail: [givenUp, ...given].join('\n      '),
          fix: '按错误码处理好，再用 caiban doctor --resend <号> 重发；没有回音的先问收件人，免得发两遍。',
        });
      if (failed > 0) findings.push({ check: '收件箱', state: 'warning', detail: `${failed}条消息处理出错`, fix: '按日志里的故障编号查原因。' });
      return [...findings, ...again];
    });
  } catch (error) {
    return [
      {
        check: '数据库',
        state: 'fault',
        detail: (error as Error).message,
        fix: '核对 DATABASE_URL、网络与账号权限；SQLite 则核对文件是否可写、是否完整。',
      },
    ];
  }
}

async function app(config: Config): Promise<Finding[]> {
  const { wecom, wecomApiBase } = config;
  if (!wecom) return [];
  const [{ createWecomClient }, { reactionTo }, { silentLog }] = await Promise.all([
    import('../wecom/client.js'),
    import('../wecom/errcodes.js'),
    import('../wecom/log.js'),
  ]);
  const client = createWecomClient({
    apiBase: wecomApiBase,
    corpId: wecom.corpId,
    secret: wecom.secret,
    now: () => new Date(),
    log: silentLog,
    timeoutMs: REACH_MS,
  });
  const findings: Finding[] = [];
  try {
    const agent = await client.get(
      'agent/get',
      { agentid: wecom.agentId },
      z.looseObject({ name: z.string().optional(), close: z.number().optional() }),
    );
    if (agent.close === 1) findings.push({ check: '自建应用', state: 'fault', detail: '应用已停用', fix: '到管理后台启用应用。' });
    else findings.push({ check: '自建应用', state: 'ok', detail: `凭证有效，应用「${agent.name ?? wecom.agentId}」` });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const fix = reactionTo(error.code).fix ?? `核对 WECOM_API_BASE 与网络：本机要能访问 ${wecomApiBase}。`;
    findings.push({ check: '自建应用', state: 'fault', detail: error.message, fix });
  } finally {
    await client.close();
  }
  findings.push(await clockSkew(wecomApiBase), await callback(config));
  return findings;
}

/** Signatures older than the age window are refused, so a wrong clock looks like a wrong key. */
async function clockSkew(base: string): Promise<Finding> {
  try {
    const response = await fetch(`${base}/cgi-bin/gettoken`, { signal: AbortSignal.timeout(REACH_MS) });
    const date = response.headers.get('date');
    await response.body?.cancel();
    const skew = date === null ? 0 : Date.now() - new Date(date).getTime();
    if (Math.abs(skew) > LARGEST_SKEW_MS)
      return { check: '时钟', state: 'fault', detail: `与企业微信相差${Math.round(Math.abs(skew) / 1000)}秒`, fix: '校准服务器时间（NTP）。' };
    return { check: '时钟', state: 'ok', detail: '与企业微信一致' };
  } catch {
    return { check: '时钟', state: 'warning', detail: '没有连上企业微信，无法核对' };
  }
}

/** Does what the console does when the callback address is saved: a signed GET whose echo must come back decrypted. */
async function callback({ wecom, publicUrl, port }: Config): Promise<Finding> {
  const base = publicUrl ?? `http://127.0.0.1:${port}`;
  const check = '接收消息';
  if (!wecom) return { check, state: 'ok', detail: '未使用' };
  const [{ seal, aesKeyOf }, { sign }] = await Promise.all([import('../wecom/cipher.js'), import('../wecom/signature.js')]);
  const echo = randomBytes(8).toString('hex');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(5).toString('hex');
  const echostr = seal(aesKeyOf(wecom.callbackAesKey), echo, wecom.corpId);
  const query = new URLSearchParams({ msg_signature: sign(wecom.callbackToken, timestamp, nonce, echostr), timestamp, nonce, echostr });
  const url = `${base}/wecom/callback`;
  try {
    const response = await fetch(`${url}?${query.toString()}`, { signal: AbortSignal.timeout(REACH_MS), redirect: 'error' });
    const text = await response.text();
    if (response.ok && text === echo) return { check, state: 'ok', detail: `${url} 验证通过` };
    return {
      check,
      state: 'fault',
      detail: `${url} 回答了 HTTP ${response.status}，验证没有通过`,
      fix: '核对运行中的服务与这里是否同一套 Token、EncodingAESKey 和企业 ID，以及反向代理是否原样转发。',
    };
  } catch {
    return { check, state: 'warning', detail: `${url} 没有回答`, fix: '服务没有运行，或 PUBLIC_URL、反向代理不对。启动服务后再检查。' };
  }
}

/** Only opens the socket: subscribing would push the running service off its connection. */
async function aibot({ aibot: bot }: Config): Promise<Finding> {
  const check = '智能机器人';
  if (!bot) return { check, state: 'ok', detail: '未使用' };
  const { WebSocket } = await import('ws');
  return new Promise((resolve) => {
    const socket = new WebSocket(bot.wsUrl, { handshakeTimeout: REACH_MS });
    socket.once('open', () => {
      socket.terminate();
      resolve({ check, state: 'ok', detail: `${bot.wsUrl} 可以连接` });
    });
    socket.once('error', (error) => {
      socket.terminate();
      resolve({
        check,
        state: 'fault',
        detail: `${bot.wsUrl} 连不上：${error.message}`,
        fix: '核对 WECOM_BOT_WS_URL 与出网许可（TCP 443，允许 WebSocket）。',
      });
    });
  });
}
