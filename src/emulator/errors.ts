import { randomInt } from 'node:crypto';
import type { Json } from './shape.js';

/** Texts as seen from the platform; codes without one answer their own free text. Source: wecom-app §0.2 and §8. */
const TEXTS: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40004: 'invalid media type',
  40005: 'invalid file type',
  40006: 'invalid file size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40011: 'invalid video size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40032: 'invalid userid list size',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40035: 'invalid parameter',
  40056: 'invalid agentid',
  40063: 'some parameters are empty',
  40074: 'news with safe is not supported',
  40094: 'invalid url, scheme is needed',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41047: 'msgid missing',
  42001: 'access_token expired',
  42014: 'invalid task_id',
  42015: 'template card belongs to another agent',
  42016: 'template card task_id not found',
  42052: 'message can not be recalled after 24 hours',
  43012: 'callback url of this agent is not set',
  44001: 'empty media data',
  44004: 'content is empty',
  45001: 'media size out of limit',
  45002: 'content size out of limit',
  45008: 'article size out of limit',
  45009: 'api freq out of limit',
  45029: 'response too large',
  45033: 'api concurrent out of limit',
  46003: 'menu not exist',
  46004: 'user not exist',
  48002: 'api forbidden',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  60123: 'invalid party id',
  60140: 'invalid response_code',
  81013: 'user & party & tag all invalid',
  82001: 'user & party & tag all empty',
  82002: 'invalid party list size',
  82003: 'invalid tag list size',
  301002: 'not allow operate another agent with this accesstoken',
  853000: 'invalid bot_id or secret',
  846605: 'invalid req_id',
  846607: 'aibot send msg frequency limit exceeded',
  846608: 'stream message update expired (>6 minutes), cannot update',
  846609: 'aibot websocket not subscribed',
  93006: 'invalid chatid',
};

/** A business error as WeCom answers it. `extra` are fields that stand beside it, such as empty lists. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly errcode: number,
    detail?: string,
    readonly extra: Json = {},
  ) {
    super(detail ?? TEXTS[errcode] ?? 'request refused');
  }
}

/** Text of an error code, for faults that name only the number. */
export function textOfCode(errcode: number): string {
  return TEXTS[errcode] ?? 'request refused';
}

/** The tail every error text carries: a trace id, the caller's address, where to read more. */
export function errorBody(error: ApiError, ip: string): Json {
  const hint = Array.from({ length: 24 }, () => randomInt(10)).join('');
  return {
    errcode: error.errcode,
    errmsg: `${error.message}, hint: [${hint}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${error.errcode}`,
    ...error.extra,
  };
}
