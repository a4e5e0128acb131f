/** Makes an element. Texts are only ever set as text, never parsed. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'selected' || name === 'disabled' || name === 'hidden') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false && child !== ''));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** The address when it is http or https, otherwise nothing. */
export function safeUrl(text) {
  if (typeof text !== 'string' || !/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text).href;
  } catch {
    return undefined;
  }
}

/** A link that opens in the phone it stands in; `tel:` shows the number, anything else stays plain text. */
export function link(url, ...children) {
  const href = safeUrl(url);
  if (href) return el('a', { href, 'data-open': href, rel: 'noreferrer' }, ...children);
  if (typeof url === 'string' && /^tel:[\d+*#,-]+$/i.test(url))
    return el('button', { type: 'button', class: 'inline-link', 'data-dial': url.slice(4) }, ...children);
  return el('span', {}, ...children);
}
