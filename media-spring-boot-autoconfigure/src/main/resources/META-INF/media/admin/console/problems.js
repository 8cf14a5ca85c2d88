// Recent problems, newest first.

import { element, path, setText } from './dom.js';
import { moment, plural } from './format.js';

const KINDS = {
  'overloaded': 'Overloaded',
  'short-body': 'Ended early',
  'unavailable': 'Unavailable',
  'unreadable': 'Unreadable',
};

export class Problems {

  #node;
  #shown = null;
  #refused = element('p', { class: 'hint' });

  constructor(node) {
    this.#node = node;
    node.before(this.#refused);
  }

  show(problems, refused) {
    setText(this.#refused, refused > 0
      ? `${plural(refused, 'path was', 'paths were')} refused since the start. Such paths contain names that are never served.`
      : 'No path has been refused since the start.');
    const text = JSON.stringify(problems);
    if (this.#shown !== text) {
      this.#shown = text;
      this.#node.replaceChildren(problems?.length > 0 ? table(problems) : element('p', { class: 'empty' }, 'No problems have occurred.'));
    }
  }

}

function table(problems) {
  const columns = ['Time', 'Problem', 'Mount', 'Detail'];
  return element('table', { class: 'cards problems', role: 'table' },
    element('caption', { class: 'unseen' }, 'Recent problems, newest first'),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' },
      ...columns.map((column) => element('th', { scope: 'col', role: 'columnheader' }, column)))),
    element('tbody', { role: 'rowgroup' }, ...problems.map(({ time, kind, mount, detail, times }) => element('tr', { role: 'row' },
      element('td', { 'role': 'cell', 'data-label': 'Time' }, element('time', { datetime: time }, moment(time))),
      element('td', { 'role': 'cell', 'data-label': 'Problem' }, problem(kind, times)),
      element('td', { 'role': 'cell', 'data-label': 'Mount' }, path(mount)),
      element('td', { 'role': 'cell', 'data-label': 'Detail' }, detail)))));
}

function problem(kind, times) {
  const name = KINDS[kind] ?? kind;
  return times > 1 ? `${name}, ${times} times` : name;
}
