import { reason, LAW, type Reason } from '../reason.js';

/** 诉求: anything the client wants done. 投诉: he says we harmed him and claims a right. */
export type CaseKind = 'request' | 'complaint';

export const CASE_KIND_TITLES: Readonly<Record<CaseKind, string>> = { request: '诉求', complaint: '投诉' };

const COMPLAINT_WORDS = ['投诉', '赔偿', '索赔', '误导', '欺骗', '监管', '12378', '举报', '维权', '起诉'] as const;
const NOT_MEANT = /(?:不是(?:要|来|想)?|不想|不要|不会|不|没有?|未|撤回|撤销)(?:再|去)?$/u;

/**
 * The kind suggested by the client's words; undefined = nothing suggests one, ask. A word that is denied («不投诉»)
 * suggests nothing. It presets the question, it does not answer it.
 */
export function presetKind(words: string): { kind: CaseKind; word: string } | undefined {
  for (const word of COMPLAINT_WORDS) {
    for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + word.length)) {
      if (!NOT_MEANT.test(words.slice(Math.max(0, at - 6), at))) return { kind: 'complaint', word };
    }
  }
  return undefined;
}

/** What stands against treating a complaint as a request; empty = it may be done. */
export function downgradeProblems(by: { isSupervisor: boolean }, why: string): Reason[] {
  const problems: Reason[] = [];
  if (!by.isSupervisor) problems.push(reason('downgrade-not-supervisor', '投诉改为诉求，要由主管决定', `${LAW.complaint}第二条`));
  if (why.trim() === '') problems.push(reason('downgrade-without-reason', '投诉改为诉求，要写明理由'));
  return problems;
}
