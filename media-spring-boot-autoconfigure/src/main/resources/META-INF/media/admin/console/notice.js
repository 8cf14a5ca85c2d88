// Says why there are no figures, and what to do about it. The words are in the page, as templates.

import { byId, copyTemplate, element, setText } from './dom.js';
import { time } from './format.js';

export class Notice {

  #node = byId('notice');
  #again = element('button', { type: 'button' }, 'Try again now');
  #next = element('span', { class: 'next' });
  #shown = null;

  constructor(again) {
    this.#again.addEventListener('click', again);
    this.#node.after(element('p', { class: 'again', id: 'again', hidden: true }, this.#again, ' ', this.#next));
  }

  show({ kind, facts }, next) {
    const shown = JSON.stringify([kind, facts]);
    if (this.#shown !== shown) {
      this.#shown = shown;
      const fragment = copyTemplate(`notice-${kind}`);
      fragment.querySelectorAll('[data-text]').forEach((node) => setText(node, facts[node.dataset.text] ?? ''));
      fragment.querySelectorAll('[data-href]').forEach((node) => node.href = facts[node.dataset.href]);
      this.#node.replaceChildren(element('section', { class: 'notice' }, fragment));
    }
    byId('again').hidden = false;
    setText(this.#next, `Next attempt at ${time(next / 1000)}`);
  }

  clear() {
    if (this.#shown !== null) {
      this.#shown = null;
      if (document.activeElement === this.#again) {
        byId('main').focus({ preventScroll: true });
      }
      this.#node.replaceChildren();
      byId('again').hidden = true;
    }
  }

}
