// How full the cache is, and how many requests it serves.

import { element, setAttribute, setText, Terms } from './dom.js';
import { bytes, count, percent } from './format.js';
import { ratio } from './history.js';

export class Cache {

  #node;
  #fill = element('i');
  // Browsers draw <meter> each in its own way, and not in all colours
  #meter = element('div', { 'class': 'meter', 'role': 'meter', 'aria-labelledby': 'cache-used', 'aria-valuemin': '0' }, this.#fill);
  #used = element('p', { id: 'cache-used' });
  #terms = new Terms();
  #none = element('p', { class: 'empty' }, 'There is no cache: every request opens its file.');

  constructor(node) {
    this.#node = node;
  }

  show(cache) {
    if (!cache) {
      this.#put(this.#none);
      return;
    }
    this.#put(this.#used, this.#meter, this.#terms.node);
    setText(this.#used, `${bytes(cache.bytes)} of ${bytes(cache.maxBytes)} used`);
    setAttribute(this.#meter, 'aria-valuemax', String(cache.maxBytes));
    setAttribute(this.#meter, 'aria-valuenow', String(cache.bytes));
    setAttribute(this.#meter, 'aria-valuetext', this.#used.textContent);
    this.#fill.style.width = `${Math.min(cache.bytes / cache.maxBytes * 100, 100)}%`;
    this.#terms.set('Files', count(cache.files));
    this.#terms.set('Hits', count(cache.hits));
    this.#terms.set('Misses', count(cache.misses));
    this.#terms.set('Hit ratio', percent(ratio(cache.hits, cache.misses)));
    this.#terms.set('Evictions', count(cache.evictions));
  }

  #put(...nodes) {
    if (this.#node.firstChild !== nodes[0]) {
      this.#node.replaceChildren(...nodes);
    }
  }

}
