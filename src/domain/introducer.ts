/** Who sent somebody, in the words of a referral, and the words without it. */
export interface Introducer {
  /** Ways the name may be read, the longest first: 「老客户李秀兰」 has more than the name in front. */
  names: readonly string[];
  rest: string;
}

const PHRASE =
  /(?:[，,、；;。\s]|^)*(?:[是由经]|(?:她|他)是)?(?:我的?|我们的?|咱们?的?)?(?:老客户|老顾客|客户)?\s*([\p{Script=Han}·]{2,8}?)\s*(?:介绍(?:过来|来)?(?:的|了)?|引荐(?:的|来的)?|推荐(?:过来|来)的?)(?:新?客户|朋友)?(?=[，,、；;。\s]|$)[，,、；;。\s]*/u;
/** Who is no client: nobody is looked for. */
const NOBODY = /^(?:朋友|别人|同事|他人|熟人|亲戚|邻居|有人|自己|家人|我|客户|老客户)$/;
const SHORTEST = 2;

/** 「教育金 李秀兰介绍的」 -> 李秀兰, 「教育金」. Undefined where nobody is named so. Source: domain §11 `referrerClientId`. */
export function introducerIn(need: string): Introducer | undefined {
  const found = PHRASE.exec(need);
  const name = found?.[1];
  if (!found || name === undefined || NOBODY.test(name)) return undefined;
  const names: string[] = [];
  for (let at = 0; name.length - at >= SHORTEST; at++) names.push(name.slice(at));
  const rest = [need.slice(0, found.index), need.slice(found.index + found[0].length)].filter((part) => part.trim() !== '').join('，');
  return { names, rest: rest.trim() };
}
