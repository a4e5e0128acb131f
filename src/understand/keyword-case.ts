import { draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { isTalk, type Filler } from './keyword-list.js';
import { skipSeparators } from './keyword.js';
import { takeClient } from './slots.js';

export const caseIntake: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  const kind = keyword.word.includes('诉求') ? 'request' : keyword.word.includes('投诉') ? 'complaint' : undefined;
  if (start >= text.length) return closed ? draft(keyword.intent, kind ? { kind } : {}, { missing: ['text'], confidence: 0.9 }) : undefined;
  const front = takeClient(reading, start, { anyToken: closed });
  const number = caseNumber(text, start);
  if (number) return undefined;
  if (!closed && (!front || (front.mention === undefined && reading.has('question', start)))) return undefined;
  if (reading.words.some((hit) => hit.tag === 'complaintTalk' && hit.start <= keyword.start && hit.end > keyword.end)) return undefined;
  if (!front && /^(?:怎么|如何|流程|处理|是不是|有没有|多少|率|量|的)/.test(text.slice(start))) return undefined;
  if (!front && closed && isTalk(reading, start)) return undefined;
  const words = reading.verbatim(skipSeparators(text, front ? front.end : start), text.length).trim();
  const missing = words === '' ? ['text'] : [];
  const told = kind ?? (reading.has('complaint', start) ? 'complaint' : undefined);
  const client = front?.arg;
  return draft(
    keyword.intent,
    { ...(client ? { client } : {}), ...(told ? { kind: told } : {}), ...(words ? { text: words } : {}) },
    { missing, ...(front ? { taken: front } : {}) },
  );
};
