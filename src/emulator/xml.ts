import { XMLParser } from 'fast-xml-parser';
import { isObject, type Json } from './shape.js';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  cdataPropName: false,
});

/** Text that may stand in an XML element. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** One element of text; numbers stand bare, as WeCom writes them. */
export function element(name: string, value: string | number): string {
  return `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`;
}

/** The content of the root `<xml>`; undefined when that is not what the text is. A DOCTYPE is refused. */
export function parseXml(text: string): Json | undefined {
  if (/<!DOCTYPE/i.test(text)) return undefined;
  try {
    const root = (parser.parse(text) as Json)['xml'];
    return isObject(root) ? dropBlank(root) : undefined;
  } catch {
    return undefined;
  }
}

/** White space between elements is no content. */
function dropBlank(node: Json): Json {
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => name !== '#text')
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((item: unknown) => (isObject(item) ? dropBlank(item) : item)) : isObject(value) ? dropBlank(value) : value,
      ]),
  );
}
