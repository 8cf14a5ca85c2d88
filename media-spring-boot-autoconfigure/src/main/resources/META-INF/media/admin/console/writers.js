// How many bodies each writer has sent.

import { element, setText } from './dom.js';
import { count, percent } from './format.js';

export class Writers {

  #rows = new Map();
  #body = element('tbody');
  #none = element('p', { class: 'empty' }, 'No body has been sent yet.');
  #table = element('table', { class: 'writers' },
    element('caption', {}, 'Bodies sent since the start, by writer'),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Writer'),
      element('th', { scope: 'col', class: 'number' }, 'Bodies'), element('th', { scope: 'col', class: 'number' }, 'Share'))),
    this.#body);

  constructor(node) {
    node.append(this.#none, this.#table);
  }

  show(writers) {
    const entries = Object.entries(writers ?? {});
    const all = entries.reduce((sum, [, bodies]) => sum + bodies, 0);
    this.#none.hidden = all > 0;
    this.#table.hidden = all === 0;
    for (const [name, bodies] of entries) {
      const row = this.#rows.get(name) ?? this.#add(name);
      setText(row.cells[1], count(bodies));
      setText(row.cells[2], percent(all > 0 ? bodies / all : null));
    }
  }

  #add(name) {
    const row = element('tr', {}, element('th', { scope: 'row' }, name),
      element('td', { class: 'number' }), element('td', { class: 'number' }));
    this.#rows.set(name, row);
    this.#body.append(row);
    return row;
  }

}
