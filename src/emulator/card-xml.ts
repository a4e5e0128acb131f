import { isObject, objectOf, textOf, type Json } from './shape.js';

/** JSON names that are not the snake-case of their XML element. Source: wecom-app §1.7. */
const NAMES: Record<string, string> = {
  KeyName: 'keyname',
  UserId: 'userid',
  AppId: 'appid',
  Appid: 'appid',
  PagePath: 'pagepath',
  Pagepath: 'pagepath',
  CheckBox: 'checkbox',
  Checkbox: 'checkbox',
};

const LISTS = new Set(['ActionList', 'VerticalContentList', 'HorizontalContentList', 'JumpList', 'OptionList', 'ButtonList', 'SelectList']);
const NUMBERS = new Set(['DescColor', 'Type', 'Style', 'Mode']);
const BOOLEANS = new Set(['Disable', 'IsChecked']);

/** A `TemplateCard` of an update reply as the JSON card it mirrors: PascalCase names, lists as repeated siblings. */
export function cardFromXml(node: Json): Json {
  const card: Json = {};
  for (const [name, value] of Object.entries(node)) {
    const key = NAMES[name] ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
    if (LISTS.has(name)) card[key] = (Array.isArray(value) ? value : [value]).map((item) => cardFromXml(objectOf(item)));
    else if (isObject(value)) card[key] = cardFromXml(value);
    else if (NUMBERS.has(name) || name === 'AspectRatio') card[key] = Number(textOf(value));
    else if (BOOLEANS.has(name)) card[key] = /^(true|1)$/i.test(textOf(value));
    else card[key] = textOf(value);
  }
  return card;
}
