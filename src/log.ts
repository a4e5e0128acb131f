import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * What must never be read in a log, wherever it stands: in a field, in an error's text, in an address. Longer forms first,
 * so that an identity number is not taken for a phone number with digits around it.
 */
const NUMBERS: readonly (readonly [RegExp, string])[] = [
  [/(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/g, '[id]'],
  [/(?<![0-9A-Za-z.-])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z-])/g, '[card]'],
  [/(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z])/g, '[phone]'],
];
const NAMED_SECRET = /((?:secret|token|ticket|password|aeskey|aes_key)["']?\s*[=:]\s*)("?)[^\s"'&,}\\]+/gi;
const URL_PASSWORD = /(:\/\/[^:/?#\s"@]*:)[^@\s"/]+@/g;

/** Takes phone, identity and card numbers, secrets, tokens and passwords in addresses out of any text. JSON stays JSON. */
export function redact(text: string): string {
  let rest = text.replace(
    NAMED_SECRET,
    (_all, name: string, quote: string) => `${name}${quote !== '' || !name.includes('"') ? `${quote}[hidden]` : '"[hidden]"'}`,
  );
  rest = rest.replace(URL_PASSWORD, '$1[hidden]@');
  for (const [pattern, instead] of NUMBERS)
    rest = rest.replace(pattern, (found: string, at: number, whole: string) =>
      isBareJsonNumber(whole, at, found.length) ? `"${instead}"` : instead,
    );
  return rest;
}

/** `"key":13800000000,`: without its quotes the replacement would break the line. */
function isBareJsonNumber(whole: string, at: number, length: number): boolean {
  return /[^\\]":$/.test(whole.slice(Math.max(0, at - 3), at)) && /[,}]/.test(whole.charAt(at + length));
}

/**
 * Structured lines, one JSON object each, on stderr: stdout belongs to answers. Fields carry ids, never client names, phone
 * numbers or messages; redact() is the net below that rule.
 * @param write Where lines go; tests read them here.
 */
export function createLog(level: string, write: (line: string) => void = (line) => void process.stderr.write(line)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.errWithCause },
      hooks: { streamWrite: redact },
    },
    { write },
  );
}
