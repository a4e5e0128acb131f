import { isObject, listOf, objectOf, textOf, type Json } from './shape.js';

export type CardButton = { key: string; text: string; url?: string };

/** Whether taps are over for a card: its buttons have been replaced by a text. */
export function isGreyed(card: Json): boolean {
  return textOf(card['replace_text']) !== '';
}

/** What can be tapped: buttons, the submit button, the items of the ⋯ menu. None once greyed; undefined when there never were any. */
export function buttonsOf(card: Json): CardButton[] | undefined {
  if (isGreyed(card)) return undefined;
  const buttons: CardButton[] = [];
  for (const entry of listOf(card['button_list'])) {
    const button = objectOf(entry);
    const url = textOf(button['url']);
    const opens = button['type'] === 1 && url !== '';
    buttons.push({ key: textOf(button['key']), text: textOf(button['text']), ...(opens ? { url } : {}) });
  }
  if (isObject(card['submit_button'])) {
    buttons.push({ key: textOf(card['submit_button']['key']), text: textOf(card['submit_button']['text']) || '提交' });
  }
  for (const entry of listOf(objectOf(card['action_menu'])['action_list'])) {
    const action = objectOf(entry);
    buttons.push({ key: textOf(action['key']), text: textOf(action['text']) });
  }
  return buttons.length > 0 ? buttons : undefined;
}

/** The texts of a card from top to bottom, one a line: what a reader's eye passes, without buttons. */
export function cardText(card: Json): string {
  const lines: string[] = [];
  const add = (...texts: unknown[]): void => {
    for (const text of texts) if (textOf(text) !== '') lines.push(textOf(text));
  };
  const titled = (key: string, ...fields: string[]): void => {
    const block = objectOf(card[key]);
    add(...fields.map((field) => block[field]));
  };
  titled('source', 'desc');
  titled('main_title', 'title', 'desc');
  titled('emphasis_content', 'title', 'desc');
  titled('quote_area', 'title', 'quote_text');
  add(card['sub_title_text'], card['title'], plainOf(textOf(card['description'])));
  titled('image_text_area', 'title', 'desc');
  for (const entry of listOf(card['articles'])) add(objectOf(entry)['title'], objectOf(entry)['description']);
  for (const entry of listOf(card['vertical_content_list'])) add(objectOf(entry)['title'], objectOf(entry)['desc']);
  for (const entry of listOf(card['horizontal_content_list'])) {
    const row = objectOf(entry);
    add([textOf(row['keyname']), textOf(row['value'])].filter((part) => part !== '').join('：'));
  }
  for (const entry of listOf(card['jump_list'])) add(objectOf(entry)['title']);
  const selection = objectOf(card['button_selection']);
  add(selection['title']);
  for (const option of listOf(selection['option_list'])) add(objectOf(option)['text']);
  for (const option of listOf(objectOf(card['checkbox'])['option_list'])) add(objectOf(option)['text']);
  for (const entry of listOf(card['select_list'])) {
    const select = objectOf(entry);
    add(select['title']);
    for (const option of listOf(select['option_list'])) add(objectOf(option)['text']);
  }
  add(card['replace_text']);
  return lines.join('\n');
}

/** A textcard's description carries a little markup; a phone shows its words. */
function plainOf(description: string): string {
  return description
    .replace(/<br\s*\/?>|<\/div>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .trim();
}
