/** Codes a person in chat can put right; each has words in templates/chat/errors/<code>.hbs. */
export type UserErrorCode = string;

/** The person in chat can put it right. Shown to them in their words, never retried. */
export class UserError extends Error {
  override name = 'UserError';
  constructor(
    readonly code: UserErrorCode,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

/** Another system (WeCom, the database) refused or was not reached. */
export class PlatformError extends Error {
  override name = 'PlatformError';
  constructor(
    readonly system: 'wecom' | 'aibot' | 'database',
    /** errcode of the platform, or a short word: timeout, html, network. */
    readonly code: number | string,
    readonly options: {
      retryable: boolean;
      message?: string;
      /** The platform may or may not have done it: timeouts and broken answers. */
      outcomeUnknown?: boolean;
      retryAfterMs?: number;
      cause?: unknown;
    },
  ) {
    super(`${system} ${code}${options.message ? `: ${options.message}` : ''}`, { cause: options.cause });
  }
  get retryable(): boolean {
    return this.options.retryable;
  }
}
