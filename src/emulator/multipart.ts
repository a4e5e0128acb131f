/** A file in a multipart form. */
export type Part = { name: string; filename: string | undefined; contentType: string; content: Buffer };

const LINE = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The parts of a `multipart/form-data` body; undefined when it is none or is cut short. */
export function parseMultipart(body: Buffer, contentType: string): Part[] | undefined {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\/form-data/i.test(contentType) || mark === undefined) return undefined;
  const delimiter = Buffer.from(`--${mark}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    at += delimiter.length;
    if (body.subarray(at, at + 2).toString('latin1') === '--') return parts;
    const start = body.indexOf(LINE, at);
    if (start < 0) return undefined;
    const headEnd = body.indexOf(HEAD_END, start);
    const next = body.indexOf(Buffer.concat([LINE, delimiter]), start);
    if (headEnd < 0 || next < 0 || headEnd > next) return undefined;
    const head = body.subarray(start + 2, headEnd).toString('utf8');
    parts.push({
      name: parameter(head, 'name') ?? '',
      filename: parameter(head, 'filename'),
      contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? '',
      content: body.subarray(headEnd + HEAD_END.length, next),
    });
    at = next + LINE.length;
  }
  return undefined;
}

/** A parameter of Content-Disposition; the RFC 5987 form wins over the plain one. */
function parameter(head: string, name: string): string | undefined {
  const line = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const extended = new RegExp(`;\\s*${name}\\*=(?:UTF-8|utf-8)''([^;\\s]+)`).exec(line)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return extended;
    }
  }
  const plain = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`).exec(line);
  return plain?.[1]?.replace(/\\(.)/g, '$1').replace(/%22/g, '"') ?? plain?.[2];
}
