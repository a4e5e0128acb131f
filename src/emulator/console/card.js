import { el, link, safeUrl } from './dom.js';

const SOURCE_COLOURS = ['source-grey', 'source-ink', 'source-late', 'source-green'];

/** Draws a card as the phone shows it. `tap(key, selected)` is called for what goes to the service. */
export function renderCard(message, tap) {
  const card = message.card ?? {};
  if (card.card_type === 'news') return renderNews(card);
  if (card.card_type === 'textcard') return renderTextCard(card);
  const greyed = typeof card.replace_text === 'string' && card.replace_text !== '';
  const ticks = new Map();
  const parts = [renderSource(card, greyed, tap), renderHead(card), ...renderMiddle(card), ...renderQuestions(card, greyed, ticks)];
  const footer = greyed
    ? el('div', { class: 'card-buttons' }, el('button', { type: 'button', class: 'card-button done', disabled: true }, card.replace_text))
    : renderButtons(card, ticks, tap);
  return el('article', { class: 'card' }, parts, footer);
}

function renderSource(card, greyed, tap) {
  const { source, action_menu: menu } = card;
  if (!source && !menu) return undefined;
  const icon = safeUrl(source?.icon_url);
  const actions = greyed ? [] : (menu?.action_list ?? []);
  return el(
    'header',
    { class: 'card-source' },
    icon && el('img', { src: icon, alt: '', width: 18, height: 18 }),
    el('span', { class: SOURCE_COLOURS[source?.desc_color ?? 0] ?? 'source-grey' }, source?.desc ?? ''),
    actions.length > 0 &&
      el(
        'details',
        { class: 'card-menu' },
        el('summary', { 'aria-label': menu.desc || '更多操作' }, '⋯'),
        el(
          'div',
          { class: 'card-menu-list' },
          actions.map((action) => el('button', { type: 'button', onclick: (event) => tap(action.key, undefined, event.currentTarget) }, action.text)),
        ),
      ),
  );
}

function renderHead(card) {
  const { main_title: title, emphasis_content: emphasis, card_action: action } = card;
  const head = el(
    'div',
    { class: 'card-head' },
    title?.title && el('h3', {}, title.title),
    title?.desc && el('p', { class: 'card-desc' }, title.desc),
    emphasis?.title && el('p', { class: 'card-figure' }, emphasis.title),
    emphasis?.desc && el('p', { class: 'card-desc' }, emphasis.desc),
  );
  const url = action?.type === 1 ? safeUrl(action.url) : undefined;
  return url
    ? el('a', { class: 'card-open', href: url, 'data-open': url }, head, el('span', { class: 'chevron', 'aria-hidden': 'true' }, '›'))
    : head;
}

function renderMiddle(card) {
  const parts = [];
  const image = safeUrl(card.card_image?.url);
  if (image) parts.push(el('img', { class: 'card-image', src: image, alt: '', loading: 'lazy' }));
  const area = card.image_text_area;
  if (area) {
    const picture = safeUrl(area.image_url);
    const texts = el('div', {}, el('p', {}, area.title ?? ''), el('p', { class: 'card-desc' }, area.desc ?? ''));
    parts.push(el('div', { class: 'card-area' }, picture && el('img', { src: picture, alt: '' }), area.type === 1 ? link(area.url, texts) : texts));
  }
  const quote = card.quote_area;
  if (quote && (quote.title || quote.quote_text)) {
    const block = el(
      'blockquote',
      { class: 'card-quote' },
      quote.title && el('p', {}, quote.title),
      quote.quote_text && el('p', {}, quote.quote_text),
    );
    parts.push(quote.type === 1 ? link(quote.url, block) : block);
  }
  if (card.sub_title_text) parts.push(el('p', { class: 'card-sub' }, card.sub_title_text));
  for (const block of card.vertical_content_list ?? []) {
    parts.push(el('div', { class: 'card-block' }, el('p', {}, block.title), block.desc && el('p', { class: 'card-desc' }, block.desc)));
  }
  const rows = card.horizontal_content_list ?? [];
  if (rows.length > 0)
    parts.push(
      el(
        'dl',
        { class: 'card-rows' },
        rows.flatMap((row) => [el('dt', {}, row.keyname), el('dd', {}, rowValue(row))]),
      ),
    );
  for (const jump of card.jump_list ?? []) {
    const label = [el('span', {}, jump.title), el('span', { class: 'chevron', 'aria-hidden': 'true' }, '›')];
    const url = jump.type === 1 ? safeUrl(jump.url) : undefined;
    if (url) parts.push(el('a', { class: 'card-jump', href: url, 'data-open': url }, label));
    else if (jump.type === 3) parts.push(el('button', { type: 'button', class: 'card-jump', 'data-ask': jump.question }, label));
    else parts.push(el('div', { class: 'card-jump' }, label));
  }
  return parts;
}

function rowValue(row) {
  const value = row.value ?? '';
  if (row.type === 1) return link(row.url, value || '打开');
  if (row.type === 2) return el('a', { href: `/_media/${encodeURIComponent(row.media_id)}`, target: '_blank', rel: 'noreferrer' }, value || '附件');
  return value;
}

/** Selectors keep what is chosen in `ticks`, question key → option ids. */
function renderQuestions(card, greyed, ticks) {
  const parts = [];
  for (const question of [card.button_selection, ...(card.select_list ?? [])]) {
    if (!question) continue;
    const options = question.option_list ?? [];
    const preset = options.some(({ id }) => id === question.selected_id) ? question.selected_id : options[0]?.id;
    ticks.set(question.question_key, [preset]);
    const select = el(
      'select',
      {
        disabled: greyed || question.disable === true,
        'aria-label': question.title || '选择',
        onchange: () => ticks.set(question.question_key, [select.value]),
      },
      options.map(({ id, text }) => el('option', { value: id, selected: id === preset }, text)),
    );
    parts.push(el('label', { class: 'card-select' }, el('span', {}, question.title ?? ''), select));
  }
  const box = card.checkbox;
  if (box) {
    const many = box.mode === 1;
    const name = `q${Math.random().toString(36).slice(2)}`;
    const options = box.option_list ?? [];
    const preset = options.filter((option) => option.is_checked).map(({ id }) => id);
    ticks.set(box.question_key, many ? preset : preset.slice(0, 1));
    const list = el(
      'fieldset',
      { class: 'card-options', disabled: greyed || box.disable === true },
      el('legend', { class: 'unseen' }, many ? '可多选' : '单选'),
    );
    for (const { id, text } of options) {
      const input = el('input', { type: many ? 'checkbox' : 'radio', name, value: id, checked: ticks.get(box.question_key).includes(id) });
      list.append(el('label', {}, input, el('span', {}, text)));
    }
    list.addEventListener('change', () =>
      ticks.set(
        box.question_key,
        [...list.querySelectorAll('input:checked')].map((input) => input.value),
      ),
    );
    parts.push(list);
  }
  return parts;
}

function renderButtons(card, ticks, tap) {
  const selected = () => (ticks.size > 0 ? Object.fromEntries(ticks) : undefined);
  const buttons = (card.button_list ?? []).map((button) => {
    const style = `card-button style-${button.style ?? 1}`;
    const url = button.type === 1 ? safeUrl(button.url) : undefined;
    if (url) return el('a', { class: style, href: url, 'data-open': url }, button.text);
    return el(
      'button',
      { type: 'button', class: style, 'data-key': button.key, onclick: (event) => tap(button.key, selected(), event.currentTarget) },
      button.text,
    );
  });
  const submit = card.submit_button;
  if (submit)
    buttons.push(
      el(
        'button',
        {
          type: 'button',
          class: 'card-button style-1',
          'data-key': submit.key,
          onclick: (event) => tap(submit.key, selected(), event.currentTarget),
        },
        submit.text || '提交',
      ),
    );
  return buttons.length > 0 ? el('div', { class: 'card-buttons' }, buttons) : undefined;
}

function renderNews(card) {
  const items = (card.articles ?? []).map((article, at) => {
    const picture = safeUrl(article.picurl);
    const words = el(
      'div',
      {},
      el('h3', {}, article.title ?? ''),
      at === 0 && article.description && el('p', { class: 'card-desc' }, article.description),
    );
    const inside = [picture && el('img', { class: at === 0 ? 'card-image' : 'news-thumb', src: picture, alt: '' }), words];
    const url = safeUrl(article.url);
    return url ? el('a', { class: 'news-item', href: url, 'data-open': url }, inside) : el('div', { class: 'news-item' }, inside);
  });
  return el('article', { class: 'card' }, items);
}

/** A textcard's description may carry `<div class>` and `<br>`: only their classes and breaks are taken over. */
function renderTextCard(card) {
  const lines = [];
  const pattern = /<div\s+class="(gray|highlight|normal)">([\s\S]*?)<\/div>|<br\s*\/?>|([^<]+|<)/gi;
  for (const [, kind, words, plain] of (card.description ?? '').matchAll(pattern)) {
    if (kind) lines.push(el('p', { class: `textcard-${kind.toLowerCase()}` }, words.replace(/<[^>]*>/g, '')));
    else if (plain) lines.push(el('p', {}, plain));
  }
  const url = safeUrl(card.url);
  const more = el(
    'span',
    { class: 'card-jump' },
    el('span', {}, card.btntxt || '详情'),
    el('span', { class: 'chevron', 'aria-hidden': 'true' }, '›'),
  );
  const inside = [el('h3', {}, card.title ?? ''), ...lines, more];
  return el('article', { class: 'card' }, url ? el('a', { class: 'card-whole', href: url, 'data-open': url }, inside) : inside);
}
