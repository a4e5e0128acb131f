import { ApiError } from './errors.js';
import { bytesOf, intOf, isObject, listOf, objectOf, textOf, type Json } from './shape.js';

/**
 * How a card is judged. `update`: `replace_text` may appear, and the task id may be left out because the card keeps its own.
 * `urlButtons` and `attachmentRows` exist for apps only; `askJumps` (jump type 3) on the aibot only.
 */
export type CardLimits = {
  update: boolean;
  urlButtons: boolean;
  attachmentRows: boolean;
  askJumps: boolean;
  taskIdForMultiple: boolean;
};

export const APP_LIMITS: CardLimits = { update: false, urlButtons: true, attachmentRows: true, askJumps: false, taskIdForMultiple: true };
export const AIBOT_LIMITS: CardLimits = { update: false, urlButtons: false, attachmentRows: false, askJumps: true, taskIdForMultiple: false };

const COMMON = ['card_type', 'source', 'task_id', 'main_title', 'feedback'];
/** Blocks each type shows, beside the common ones. Source: wecom-app §4.3. */
const BLOCKS: Record<string, string[]> = {
  text_notice: ['action_menu', 'quote_area', 'emphasis_content', 'sub_title_text', 'horizontal_content_list', 'jump_list', 'card_action'],
  news_notice: [
    'action_menu',
    'quote_area',
    'card_image',
    'image_text_area',
    'vertical_content_list',
    'horizontal_content_list',
    'jump_list',
    'card_action',
  ],
  button_interaction: [
    'action_menu',
    'quote_area',
    'sub_title_text',
    'horizontal_content_list',
    'card_action',
    'button_selection',
    'button_list',
    'replace_text',
  ],
  vote_interaction: ['checkbox', 'submit_button', 'replace_text'],
  multiple_interaction: ['select_list', 'submit_button', 'replace_text'],
};

const INTERACTIVE = new Set(['button_interaction', 'vote_interaction', 'multiple_interaction']);

/** Whether taps on this card come back to the app: then it gets a response code and needs a callback. */
export function callsBack(card: Json): boolean {
  return INTERACTIVE.has(textOf(card['card_type'])) || hasMenu(card);
}

/** Whether WeCom refuses this card while the app has no callback address (43012): only url buttons need none. */
export function needsCallback(card: Json): boolean {
  if (hasMenu(card) || isObject(card['submit_button'])) return true;
  return listOf(card['button_list']).some((button) => intOf(objectOf(button)['type']) !== 1);
}

export function isInteractive(card: Json): boolean {
  return INTERACTIVE.has(textOf(card['card_type']));
}

function hasMenu(card: Json): boolean {
  return listOf(objectOf(card['action_menu'])['action_list']).length > 0;
}

/** The card as a phone shows it: blocks its type does not have are left out. */
export function shownCard(card: Json, limits: CardLimits): Json {
  const blocks = [...COMMON, ...(BLOCKS[textOf(card['card_type'])] ?? [])];
  const shown = Object.fromEntries(Object.entries(card).filter(([name]) => blocks.includes(name)));
  if (!limits.update) delete shown['replace_text'];
  if (!limits.urlButtons && Array.isArray(shown['button_list'])) {
    shown['button_list'] = shown['button_list'].map((button: unknown) =>
      Object.fromEntries(Object.entries(objectOf(button)).filter(([name]) => name !== 'type' && name !== 'url')),
    );
  }
  return shown;
}

/** Throws the 420xx code for the first thing wrong with a template card. Lengths that are only recommended pass. */
export function checkCard(card: Json, limits: CardLimits): void {
  const type = textOf(card['card_type']);
  if (!BLOCKS[type]) throw new ApiError(42031, 'invalid template card_type');
  checkTaskId(card, type, limits);
  if (textOf(objectOf(card['main_title'])['title']) === '') {
    if (type !== 'text_notice') throw new ApiError(42033, 'main_title.title is needed');
    if (textOf(card['sub_title_text']) === '') throw new ApiError(42033, 'main_title.title or sub_title_text is needed');
  }
  checkMenu(card);
  const action = objectOf(card['card_action']);
  if (type === 'text_notice' || type === 'news_notice' || isObject(card['card_action'])) {
    checkCardAction(action, type === 'text_notice' || type === 'news_notice');
  }
  if (type === 'text_notice' || type === 'news_notice') checkJumps(card, limits);
  if (type !== 'vote_interaction' && type !== 'multiple_interaction') checkRows(card, limits);
  if (type === 'news_notice') checkNews(card);
  if (type === 'button_interaction') checkButtons(card, limits);
  if (type === 'vote_interaction') checkVote(card);
  if (type === 'multiple_interaction') checkSelects(card);
  if (type === 'vote_interaction' || type === 'multiple_interaction') checkSubmit(card);
}

function checkTaskId(card: Json, type: string, limits: CardLimits): void {
  const given = card['task_id'];
  const taskId = textOf(given);
  if (taskId !== '' || (given !== undefined && given !== '')) {
    if (!/^[0-9A-Za-z_\-@]+$/.test(taskId) || bytesOf(taskId) > 128) throw new ApiError(42014, 'invalid task_id: 1 to 128 bytes of 0-9A-Za-z_-@');
    return;
  }
  const needed =
    hasMenu(card) || type === 'button_interaction' || type === 'vote_interaction' || (type === 'multiple_interaction' && limits.taskIdForMultiple);
  if (needed && !limits.update) throw new ApiError(42014, 'task_id is needed');
}

function checkMenu(card: Json): void {
  if (card['action_menu'] === undefined) return;
  const actions = listOf(objectOf(card['action_menu'])['action_list']).map(objectOf);
  if (actions.length < 1 || actions.length > 3) throw new ApiError(42034, 'action_menu.action_list must have 1 to 3 items');
  for (const action of actions) {
    if (textOf(action['text']) === '') throw new ApiError(42017, 'action_menu.action_list.text is needed');
    checkKey(action['key'], 42018, 'action_menu.action_list.key');
  }
  if (new Set(actions.map((action) => action['key'])).size < actions.length) throw new ApiError(42051, 'duplicate action_list.key');
}

function checkKey(value: unknown, errcode: number, name: string): void {
  const key = textOf(value);
  if (key === '' || bytesOf(key) > 1_024) throw new ApiError(errcode, `${name} must be 1 to 1024 bytes`);
}

function isUrl(value: unknown): boolean {
  return /^https?:\/\/./i.test(textOf(value)) && bytesOf(textOf(value)) <= 2_048;
}

function checkCardAction(action: Json, needed: boolean): void {
  const type = intOf(action['type']) ?? 0;
  const good = (type === 1 && isUrl(action['url'])) || (type === 2 && textOf(action['appid']) !== '') || (type === 0 && !needed);
  if (!good) throw new ApiError(42045, 'invalid card_action: type 1 with url or type 2 with appid');
}

function checkJumps(card: Json, limits: CardLimits): void {
  const jumps = listOf(card['jump_list']).map(objectOf);
  if (jumps.length > 3) throw new ApiError(42042, 'jump_list must not exceed 3');
  for (const jump of jumps) {
    const type = intOf(jump['type']) ?? 0;
    if (textOf(jump['title']) === '') throw new ApiError(42033, 'jump_list.title is needed');
    if (type === 1 && !isUrl(jump['url'])) throw new ApiError(42045, 'jump_list.url is needed');
    if (type === 2 && textOf(jump['appid']) === '') throw new ApiError(42045, 'jump_list.appid is needed');
    if (type === 3) {
      const question = textOf(jump['question']);
      if (!limits.askJumps || question === '' || bytesOf(question) > 200) throw new ApiError(42045, 'invalid jump_list.type or question');
    }
    if (type < 0 || type > 3) throw new ApiError(42045, 'invalid jump_list.type');
  }
}

function checkRows(card: Json, limits: CardLimits): void {
  const rows = listOf(card['horizontal_content_list']).map(objectOf);
  if (rows.length > 6) throw new ApiError(42035, 'horizontal_content_list must not exceed 6');
  for (const row of rows) {
    const type = intOf(row['type']) ?? 0;
    if (textOf(row['keyname']) === '') throw new ApiError(42027, 'horizontal_content_list.keyname is needed');
    if (type === 1 && !isUrl(row['url'])) throw new ApiError(42028, 'horizontal_content_list.url is needed');
    if (type === 2 && (!limits.attachmentRows || textOf(row['media_id']) === ''))
      throw new ApiError(42029, 'horizontal_content_list.media_id is needed');
    if (type === 3 && textOf(row['userid']) === '') throw new ApiError(42050, 'horizontal_content_list.userid is needed');
  }
  if (isObject(card['quote_area']) && intOf(card['quote_area']['type']) === 1 && !isUrl(card['quote_area']['url'])) {
    throw new ApiError(42028, 'quote_area.url is needed');
  }
}

function checkNews(card: Json): void {
  const image = objectOf(card['card_image']);
  const area = objectOf(card['image_text_area']);
  const hasImage = textOf(image['url']) !== '';
  if (!hasImage && textOf(area['image_url']) === '') throw new ApiError(42044, 'card_image.url or image_text_area.image_url is needed');
  const ratio = image['aspect_ratio'];
  if (hasImage && ratio !== undefined && !(typeof ratio === 'number' && ratio >= 1.3 && ratio < 2.25)) {
    throw new ApiError(42044, 'card_image.aspect_ratio must lie between 1.3 and 2.25');
  }
  const texts = listOf(card['vertical_content_list']).map(objectOf);
  if (texts.length > 4) throw new ApiError(42036, 'vertical_content_list must not exceed 4');
  if (texts.some((text) => textOf(text['title']) === '')) throw new ApiError(42033, 'vertical_content_list.title is needed');
}

function checkButtons(card: Json, limits: CardLimits): void {
  const buttons = listOf(card['button_list']).map(objectOf);
  const greyed = limits.update && textOf(card['replace_text']) !== '';
  if ((buttons.length < 1 && !greyed) || buttons.length > 6) throw new ApiError(42037, 'button_list must have 1 to 6 items');
  for (const button of buttons) {
    if (textOf(button['text']) === '') throw new ApiError(42038, 'button_list.text is needed');
    if (limits.urlButtons && intOf(button['type']) === 1) {
      if (!isUrl(button['url'])) throw new ApiError(42028, 'button_list.url is needed');
    } else checkKey(button['key'], 42039, 'button_list.key');
  }
  if (card['button_selection'] !== undefined) checkQuestion(objectOf(card['button_selection']), 10);
}

function checkQuestion(question: Json, most: number): void {
  checkKey(question['question_key'], 42043, 'question_key');
  const options = listOf(question['option_list']).map(objectOf);
  if (options.length < 1 || options.length > most) throw new ApiError(42040, `option_list must have 1 to ${most} items`);
  for (const option of options) {
    const id = textOf(option['id']);
    if (id === '' || bytesOf(id) > 128 || textOf(option['text']) === '') throw new ApiError(42041, 'option_list needs id (1 to 128 bytes) and text');
  }
  if (new Set(options.map((option) => option['id'])).size < options.length) throw new ApiError(42041, 'duplicate option_list.id');
}

function checkVote(card: Json): void {
  const checkbox = objectOf(card['checkbox']);
  checkQuestion(checkbox, 20);
  const mode = intOf(checkbox['mode']) ?? 0;
  if (mode !== 0 && mode !== 1) throw new ApiError(40058, 'checkbox.mode must be 0 or 1');
}

function checkSelects(card: Json): void {
  const selects = listOf(card['select_list']).map(objectOf);
  if (selects.length < 1 || selects.length > 3) throw new ApiError(42047, 'select_list must have 1 to 3 items');
  for (const select of selects) checkQuestion(select, 10);
  if (new Set(selects.map((select) => select['question_key'])).size < selects.length) throw new ApiError(42043, 'duplicate question_key');
}

/** The text of a submit button may be left out (提交); its key may not. */
function checkSubmit(card: Json): void {
  const submit = card['submit_button'];
  if (!isObject(submit)) throw new ApiError(42046, 'submit_button is needed');
  if (submit['text'] !== undefined && typeof submit['text'] !== 'string') throw new ApiError(42049, 'invalid submit_button.text');
  checkKey(submit['key'], 42046, 'submit_button.key');
}
