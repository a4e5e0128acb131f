import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element without child elements is its text; one with them is an object; a repeated element is an array. */
export type XmlValue = string | XmlObject | (string | XmlObject)[];
export interface XmlObject {
  [name: string]: XmlValue;
}

/** Not well-formed, not an `<xml>` document, or carries a DOCTYPE. */
export class XmlError extends Error {
  override name = 'XmlError';
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
/** Names that would reach an object's prototype in a careless copy further on; WeCom uses none of them. */
const UNSAFE_NAMES = new Set(['__proto__', 'prototype', 'constructor']);
const MAX_DEPTH = 32;
const CDATA = '<![CDATA[';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
  cdataPropName: '#cdata',
});

/**
 * Reads the `<xml>…</xml>` documents WeCom sends. Values stay strings exactly as sent (a MsgId exceeds 2^53); only the five
 * standard entities are decoded, outside CDATA only. A flat document takes a hand-written road, anything else fast-xml-parser.
 * Throws XmlError.
 */
export function parseXml(xml: string): XmlObject {
  const text = xml.charCodeAt(0) === 0xfeff ? xml.slice(1) : xml;
  return readFlat(text) ?? readTree(text);
}

/** No message of WeCom has so many. */
const MOST_ELEMENTS = 256;

/** The usual document: `<xml>` around elements that hold text or one CDATA. Undefined = not of that shape. */
export function readFlat(xml: string): XmlObject | undefined {
  let at = skipSpace(xml, 0);
  if (!xml.startsWith('<xml>', at)) return undefined;
  at += 5;
  const result: XmlObject = {};
  for (let elements = 0; elements <= MOST_ELEMENTS; elements++) {
    at = skipSpace(xml, at);
    if (xml.charCodeAt(at) !== 60) return undefined;
    if (xml.startsWith('</xml>', at)) return skipSpace(xml, at + 6) === xml.length ? result : undefined;
    const nameEnd = xml.indexOf('>', at);
    if (nameEnd < 0) return undefined;
    const name = xml.slice(at + 1, nameEnd);
    if (!/^[A-Za-z_]\w*$/.test(name) || UNSAFE_NAMES.has(name) || Object.hasOwn(result, name)) return undefined;
    const start = nameEnd + 1;
    let value: string;
    if (xml.startsWith(CDATA, start)) {
      const end = xml.indexOf(']]>', start + CDATA.length);
      if (end < 0) return undefined;
      value = xml.slice(start + CDATA.length, end);
      at = end + 3;
    } else {
      at = xml.indexOf('<', start);
      if (at < 0) return undefined;
      value = xml.slice(start, at);
      if (value.includes('&')) {
        if (/&(?!(?:lt|gt|amp|quot|apos);)/.test(value)) return undefined;
        value = decodeEntities(value);
      }
    }
    if (!xml.startsWith(`</${name}>`, at)) return undefined;
    at += name.length + 3;
    result[name] = value;
  }
  return undefined;
}

function skipSpace(xml: string, from: number): number {
  let at = from;
  for (;;) {
    const c = xml.charCodeAt(at);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return at;
    at++;
  }
}

function readTree(xml: string): XmlObject {
  // A person may type these words: inside CDATA they are text.
  if (/<!DOCTYPE/i.test(outsideCdata(xml))) throw new XmlError('doctype');
  let nodes: unknown;
  try {
    if (XMLValidator.validate(xml) !== true) throw new XmlError('not well-formed');
    nodes = parser.parse(xml);
  } catch (error) {
    throw error instanceof XmlError ? error : new XmlError('not well-formed', { cause: error });
  }
  const root = elementsOf(nodes).filter((node) => !('#text' in node));
  const only = root.length === 1 ? root[0]!['xml'] : undefined;
  if (only === undefined) throw new XmlError('no <xml> document');
  const value = valueOf(only, 0);
  return typeof value === 'string' ? {} : value;
}

/** What stands around the CDATA sections; one that does not end is none. */
function outsideCdata(xml: string): string {
  let outside = '';
  for (let at = 0; ;) {
    const start = xml.indexOf(CDATA, at);
    const end = start < 0 ? -1 : xml.indexOf(']]>', start + CDATA.length);
    if (end < 0) return outside + xml.slice(at);
    outside += xml.slice(at, start);
    at = end + 3;
  }
}

type Node = Record<string, unknown>;

function elementsOf(nodes: unknown): Node[] {
  return Array.isArray(nodes) ? nodes.filter((node): node is Node => typeof node === 'object' && node !== null) : [];
}

function valueOf(nodes: unknown, depth: number): string | XmlObject {
  if (depth > MAX_DEPTH) throw new XmlError('nested too deeply');
  let text = '';
  let result: XmlObject | undefined;
  for (const node of elementsOf(nodes)) {
    for (const name of Object.keys(node)) {
      if (name === ':@') continue;
      if (name === '#text') text += decodeEntities(String(node[name]));
      else if (name === '#cdata') text += rawText(node[name]);
      else {
        result ??= {};
        if (!UNSAFE_NAMES.has(name)) append(result, name, valueOf(node[name], depth + 1));
      }
    }
  }
  return result ?? text;
}

function rawText(nodes: unknown): string {
  return elementsOf(nodes)
    .map((node) => (typeof node['#text'] === 'string' ? node['#text'] : ''))
    .join('');
}

function append(to: XmlObject, name: string, value: string | XmlObject): void {
  const present = Object.hasOwn(to, name) ? to[name] : undefined;
  if (present === undefined) to[name] = value;
  else if (Array.isArray(present)) present.push(value);
  else to[name] = [present, value];
}

function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity]!) : text;
}

/** The text of a child element; undefined when it is absent or holds elements. The first one where it is repeated. */
export function textOf(object: XmlObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

/** Child elements of that name as a list, however many there are. */
export function listOf(object: XmlObject, name: string): (string | XmlObject)[] {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The child elements of that name that hold elements themselves. */
export function objectsOf(object: XmlObject, name: string): XmlObject[] {
  return listOf(object, name).filter((value): value is XmlObject => typeof value === 'object');
}
