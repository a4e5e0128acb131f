/** Asked for something that cannot be done: the reason goes to stderr, exit code 1. */
export class Refused extends Error {
  override name = 'Refused';
}

/** The one document of `--json`, or a line of an answer. Everything else a command says is a note(). */
export function answer(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function answerJson(value: unknown): void {
  answer(JSON.stringify(value));
}

/** Progress, hints, warnings: stderr. */
export function note(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * Aligned columns; a Chinese character takes two places.
 * @param rows The first is the heading.
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))));
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell)))).join('  '))
    .join('\n');
}

function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(char) ? 2 : 1;
  return width;
}
