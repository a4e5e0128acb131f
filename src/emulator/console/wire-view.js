import { byId, el } from './dom.js';
import { partsOf } from './time.js';

const KEPT = 500;

/** The record of calls: one line each, its JSON on a tap. */
export class WireView {
  #entries = [];

  constructor(model) {
    this.model = model;
    this.list = byId('wire-list');
    this.filter = byId('wire-filter');
    this.refused = byId('wire-refused');
    this.filter.addEventListener('input', () => this.draw());
    this.refused.addEventListener('change', () => this.draw());
    const toggle = byId('wire-toggle');
    toggle.addEventListener('click', () => {
      const panel = byId('wire');
      panel.hidden = !panel.hidden;
      toggle.setAttribute('aria-expanded', String(!panel.hidden));
      document.body.classList.toggle('with-wire', !panel.hidden);
      if (!panel.hidden) this.draw();
    });
  }

  add(entries) {
    if (entries.length === 0) return;
    this.#entries = [...this.#entries, ...entries].slice(-KEPT);
    if (byId('wire').hidden) return;
    const shown = entries.filter((entry) => this.#passes(entry));
    this.list.prepend(...shown.reverse().map((entry) => this.#line(entry)));
    while (this.list.childElementCount > KEPT) this.list.lastElementChild.remove();
  }

  clear() {
    this.#entries = [];
    this.list.replaceChildren();
  }

  draw() {
    const shown = this.#entries.filter((entry) => this.#passes(entry)).reverse();
    this.list.replaceChildren(...(shown.length > 0 ? shown.map((entry) => this.#line(entry)) : [el('li', { class: 'empty' }, '还没有记录')]));
  }

  #passes(entry) {
    if (this.refused.checked && !entry.refused) return false;
    const wanted = this.filter.value.trim().toLowerCase();
    if (wanted === '') return true;
    return [entry.name, ...entry.people, ...entry.people.map((userid) => this.model.nameOf(userid))].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  }

  #line(entry) {
    const people = entry.people
      .slice(0, 3)
      .map((userid) => this.model.nameOf(userid))
      .join('、');
    const arrow = entry.direction === 'in' ? '→' : '←';
    const outcome = entry.refused ? `▸ ${entry.errcode ?? '未达'}` : (entry.errcode ?? '✓');
    const summary = el(
      'summary',
      {},
      el('time', {}, partsOf(Date.parse(entry.at)).seconds),
      el('span', { class: 'wire-name', title: entry.direction === 'in' ? '服务发往企业微信' : '企业微信发往服务' }, `${arrow} ${entry.name}`),
      el('span', { class: 'wire-people' }, people),
      el('span', { class: entry.refused ? 'wire-outcome refused' : 'wire-outcome' }, String(outcome)),
      entry.note && el('span', { class: 'wire-note' }, entry.note),
    );
    const body = {};
    if (entry.request !== undefined) body.request = entry.request;
    if (entry.response !== undefined) body.response = entry.response;
    const text = typeof body.request === 'string' && body.response === undefined ? body.request : JSON.stringify(body, null, 2);
    return el('li', { class: entry.refused ? 'wire-line is-refused' : 'wire-line' }, el('details', {}, summary, el('pre', {}, text)));
  }
}
