import { PlatformError } from '../errors.js';

/**
 * What an error code asks for. R1: new token, repeat once. B: pause and repeat, bounded. W: wait for a stated condition.
 * D: give this item up and record it. C: the set-up is wrong, a person must act. X: our own mistake.
 * Source: developer.work.weixin.qq.com/document/path/90313 and the pages of the single calls.
 */
export type ReactionClass = 'R1' | 'B' | 'W' | 'D' | 'C' | 'X';

export interface Reaction {
  class: ReactionClass;
  /** Class C: what the operator does about it. */
  fix?: string;
  /** How long to leave the platform alone at least. */
  retryAfterMs?: number;
  /** 40007: a new upload gives a media_id that works. */
  uploadAgain?: boolean;
}

const FIX = {
  secret: '应用的 Secret 不对。到管理后台「应用管理 → 应用详情」核对后改 WECOM_SECRET，再重启。',
  corp: '企业 ID 不对或没有填。到管理后台「我的企业 → 企业信息」核对后改 WECOM_CORP_ID，再重启。',
  agent: '应用的 AgentId 不对，或与 Secret 不是同一个应用。核对 WECOM_AGENT_ID 与 WECOM_SECRET。',
  callbackUrl: '回调地址没有通过验证。核对「接收消息」里的 URL、Token、EncodingAESKey 与本机设置是否一致。',
  noCallback: '应用没有设置回调地址，带按钮的卡片发不出。到「应用详情 → 接收消息 → 设置API接收」填写。',
  menuDomain: '菜单里的网址不在应用的可信域名内。到「网页授权及JS-SDK」核对。',
  permission: '应用没有这项接口权限。到管理后台把应用加进相应的「可调用接口的应用」，并检查可见范围。',
  unused: '应用因长期未用被收回了权限。到管理后台「应用详情」重新启用。',
  contactIp: '通讯录同步不能从新的服务器地址读取成员详情。改用应用的 Secret 读取。',
  disabled: '应用已停用，或该接口被禁止。到管理后台启用应用。',
  ip: '服务器地址不在「企业可信IP」里。到「应用详情 → 企业可信IP」加上报错里的 from ip，约1分钟后生效。',
  redirectDomain: '网页授权的域名不对（端口也要一致）。到「网页授权及JS-SDK」核对可信域名。',
  domain: '可信域名没有配好：核对域名归属、备案主体，并完成校验文件。',
  miniProgram: '小程序没有关联到企业，或 appid 不对。到管理后台「小程序」关联。',
  robot: '群机器人的 webhook 已失效。到群里重新添加。',
  approval: '应用没有审批接口权限，或服务器地址不在允许的名单里。到「审批 → 可调用接口的应用」设置。',
} as const;

const MINUTE_MS = 60_000;

function codes(list: readonly (number | readonly [number, number])[], reaction: Reaction): [number, Reaction][] {
  return list.flatMap((entry): [number, Reaction][] => {
    if (typeof entry === 'number') return [[entry, reaction]];
    const [from, to] = entry;
    return Array.from({ length: to - from + 1 }, (_none, i): [number, Reaction] => [from + i, reaction]);
  });
}

/** Later lines outrank earlier ones where a range holds a code with its own reaction. */
const REACTIONS = new Map<number, Reaction>([
  ...codes([-1, 6000, 41096, 45033, 45035], { class: 'B' }),
  ...codes([45009], { class: 'B', retryAfterMs: MINUTE_MS }),
  ...codes([40014, 42001, 40093, 42012, 91040], { class: 'R1' }),
  ...codes([40100, 40129, 41063, 41079], { class: 'W' }),

  ...codes(
    [
      [40016, 40027],
      [42014, 42020],
      [42027, 42051],
    ],
    { class: 'X' },
  ),
  ...codes([40008, 40031, 40032, 40033, 40035, 40058, 40063, 40074, 40094, 41001, 41035, 41064, 41065, 41088, 41089], { class: 'X' }),
  ...codes([44001, 45001, 45002, 45007, 45008, 45029, 45034, 48005, 81017, 82001, 82002, 82003, 86008, 301025], { class: 'X' }),

  ...codes([40003, 60111, 46004, 40004, 40005, 40006, 40009, 40011, 40029, 42003, 42022, 40050, 86001, 86003], { class: 'D' }),
  ...codes([40066, 40070, 40068, 40071, 40072, 40126, 40096, 41056, [40097, 40099], 40128, 40130, 40131, 40143], { class: 'D' }),
  ...codes([41046, 41047, 41048, 41050, 41051, 41053, 41054, 41093, 41094, 42052, 44004, 82004, 46003, 50002, 60011, 60021], { class: 'D' }),
  ...codes([50100, 60140, 701008, 701099, 81013, 84014, 84015, 84061, 84074, 84083, 84084, 86215, [90500, 90502]], { class: 'D' }),
  ...codes([40007], { class: 'D', uploadAgain: true }),

  ...codes([40001, 40091], { class: 'C', fix: FIX.secret }),
  ...codes([40013, 41002, 41004], { class: 'C', fix: FIX.corp }),
  ...codes([40054, 40055], { class: 'C', fix: FIX.menuDomain }),
  ...codes([40056, 301002], { class: 'C', fix: FIX.agent }),
  ...codes([40057, 85011], { class: 'C', fix: FIX.callbackUrl }),
  ...codes([43012], { class: 'C', fix: FIX.noCallback }),
  ...codes([48001, 48002, 48004, 48008], { class: 'C', fix: FIX.permission }),
  ...codes([48006], { class: 'C', fix: FIX.unused }),
  ...codes([48009], { class: 'C', fix: FIX.contactIp }),
  ...codes([50001], { class: 'C', fix: FIX.redirectDomain }),
  ...codes([50003, 60031], { class: 'C', fix: FIX.disabled }),
  ...codes([60020], { class: 'C', fix: FIX.ip }),
  ...codes([80001, 85005, 85008], { class: 'C', fix: FIX.domain }),
  ...codes([[90206, 90208]], { class: 'C', fix: FIX.miniProgram }),
  ...codes([93000], { class: 'C', fix: FIX.robot }),
  ...codes([301042, 301055], { class: 'C', fix: FIX.approval }),
]);

/** A code nobody has listed, a timeout and an answer that is no JSON are all taken as a busy platform. */
const BUSY: Reaction = { class: 'B' };

export function reactionTo(code: number | string): Reaction {
  return (typeof code === 'number' ? REACTIONS.get(code) : undefined) ?? BUSY;
}

/** Whether waiting can help: a token, a busy platform, a condition still to come. */
export function isRetryable(reaction: Reaction): boolean {
  return reaction.class === 'R1' || reaction.class === 'B' || reaction.class === 'W';
}

/** An errcode other than 0 as the error the rest of the service knows. */
export function errorOf(errcode: number, errmsg: string, path: string): PlatformError {
  const reaction = reactionTo(errcode);
  return new PlatformError('wecom', errcode, {
    retryable: isRetryable(reaction),
    message: `${path} ${withoutSecrets(errmsg)}`,
    ...(reaction.retryAfterMs === undefined ? {} : { retryAfterMs: reaction.retryAfterMs }),
  });
}

/** Addresses and tokens of a call never reach a log through an error's words. */
export function withoutSecrets(text: string): string {
  return text.replace(/((?:corpsecret|access_token|secret)=)[^&\s"]*/gi, '$1…');
}
