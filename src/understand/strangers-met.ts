import type { ClientArg } from '../domain/intent.js';
import { strangerAt } from './client-mention.js';
import type { Reading } from './reading.js';
import { notFound } from './slots.js';

/** 「刚跟张三通了电话」: a name of nobody among the clients, right behind 跟, 给, 拜访了 … */
export function strangersMet(reading: Reading): { start: number; end: number; client: ClientArg }[] {
  const { text } = reading;
  const pattern =
    /(?:刚才?|刚刚|今天|昨天|上午|下午|中午|早上|晚上|^)?(?:跟|和|给|与|约|陪|拜访了|回访了|联系了|见了|接待了|电访了|联系上|面谈了|面访了|走访了|接到)(?=[\u4e00-\u9fff]{2})/g;
  const found: { start: number; end: number; client: ClientArg }[] = [];
  for (let match = pattern.exec(text); match && found.length < 3; match = pattern.exec(text)) {
    const at = match.index + match[0].length;
    const length = strangerAt(text, at);
    if (length > 0 && !(reading.context.staff ?? []).includes(text.slice(at, at + length)))
      found.push({ start: at, end: at + length, client: notFound(reading, at, at + length).arg });
  }
  return found;
}
