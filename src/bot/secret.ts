/** What stands in the inbox instead of a pasted password or code (domain §20, class C3). */
export const SECRET_REPLACEMENT = '（像是密码或验证码，已丢弃）';

const SECRET_WORDS = ['密码', '验证码', '校验码', '动态码', '动态口令', '口令', '短信码', 'password', 'passwd', 'otp'];
/** How far behind its word the code may stand. */
const REACH = 12;

/** A password or one-time code told in chat: its word, then soon a run of 4 or more letters and digits with at least one digit. */
export function hasSecret(text: string): boolean {
  const lower = text.toLowerCase();
  for (const word of SECRET_WORDS) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      const tail = lower.slice(at + word.length, at + word.length + REACH + 24);
      const code = /[a-z0-9!@#$%^&*._-]{4,}/.exec(tail);
      if (code && code.index <= REACH && /\d/.test(code[0])) return true;
    }
    // 「123456是验证码」
    const before = new RegExp(
      `(?<![a-z0-9])(?=[a-z0-9]{0,23}\\d)[a-z0-9]{4,24}\\s{0,2}(?:是|为|就是)(?:我的|他的|她的|客户的|登录|交易|手机|短信){0,2}${word}`,
    );
    if (before.test(lower)) return true;
  }
  return false;
}
