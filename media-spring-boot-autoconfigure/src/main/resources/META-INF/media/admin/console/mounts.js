// The table of mounts: one row each that stays while its mount does, so that what is open stays open and focus stays put.

import { byId, element, path, setAttribute, setText, Terms } from './dom.js';
import { bytes, count, milliseconds, NOTHING, percent, plural, rough } from './format.js';

const RATE_OVER = 10_000;

const OUTCOMES = {
  ok: 'OK',
  handedOver: 'OK, sent by the web server',
  partial: 'Partial content',
  notModified: 'Not modified',
  notFound: 'Not found',
  rangeNotSatisfiable: 'Range not satisfiable',
  redirection: 'Redirections',
  clientError: 'Other client errors',
  serverError: 'Server errors',
};

export class Mounts {

  #rows = new Map();
  #body = byId('mount-rows');

  show(mounts, now) {
    const gone = new Set(this.#rows.keys());
    mounts.forEach((mount, place) => {
      gone.delete(mount.url);
      const row = this.#rows.get(mount.url) ?? this.#add(mount.url);
      row.show(mount, now);
      if (this.#body.rows[2 * place] !== row.nodes[0]) {
        this.#body.insertBefore(row.nodes[0], this.#body.rows[2 * place] ?? null);
        row.nodes[0].after(row.nodes[1]);
      }
    });
    gone.forEach((url) => this.#remove(url));
    this.#body.closest('table').hidden = mounts.length === 0;
    byId('no-mounts').hidden = mounts.length > 0;
  }

  /** The row of a mount, for links to it. */
  idOf(url) {
    return this.#rows.get(url)?.nodes[0].id;
  }

  #add(url) {
    const row = new Row(url);
    this.#rows.set(url, row);
    return row;
  }

  #remove(url) {
    const { nodes } = this.#rows.get(url);
    if (nodes.some((node) => node.contains(document.activeElement))) {
      byId('mounts').focus({ preventScroll: true });
    }
    nodes.forEach((node) => node.remove());
    this.#rows.delete(url);
  }

}

class Row {

  static #last = 0;

  #before = [];
  #shown;
  #cells = {};
  #button;
  #outcomes = new Terms();
  #bodies = new Terms();
  #policy = new Terms();

  constructor(url) {
    const id = `mount-${++Row.#last}`;
    const cells = ['State', 'Mount', 'Location', 'Content', 'Cache-Control', 'Requests', 'Bytes', 'Open', 'Details'];
    const row = element('tr', { role: 'row', id, tabindex: '-1' }, ...cells.map((label) => this.#cell(label)));
    const panel = element('div', { class: 'details' },
      group('Outcomes', this.#outcomes), group('Transfers', this.#bodies), group('Mount', this.#policy));
    const details = element('tr', { role: 'row', id: `${id}-details`, class: 'more', hidden: true },
      element('td', { role: 'cell', colspan: cells.length }, panel));
    this.nodes = [row, details];
    this.#button = element('button', { 'type': 'button', 'aria-expanded': 'false', 'aria-controls': details.id },
      'Details', element('span', { class: 'unseen' }, ` of ${url}`));
    this.#button.addEventListener('click', () => this.#toggle());
    this.#cells.Details.append(this.#button);
    this.#cells.Mount.append(path(url));
  }

  show(mount, now) {
    const { totals } = mount;
    const down = mount.state !== 'up';
    const cells = this.#cells;
    this.nodes.forEach((node) => node.classList.toggle('down', down));
    if (cells.State.dataset.state !== mount.state) {
      cells.State.dataset.state = mount.state;
      cells.State.replaceChildren(badge(down));
    }
    this.#location(mount, down);
    setText(cells.Content, mount.content);
    setText(cells['Cache-Control'], mount.cacheControl ?? NOTHING);
    this.#requests(totals.requests, now);
    setText(cells.Bytes, bytes(totals.bytes));
    setText(cells.Open, count(totals.open));
    this.#shown = mount;
    this.#details();
  }

  #location({ location, problem }, down) {
    const text = `${location}\n${down ? problem : ''}`;
    const cell = this.#cells.Location;
    if (cell.dataset.text !== text) {
      cell.dataset.text = text;
      cell.replaceChildren(path(location));
      if (down) {
        cell.append(element('p', { class: 'problem' }, problem ?? 'The location cannot be read.'));
      }
    }
  }

  #requests(requests, now) {
    const cell = this.#cells.Requests;
    if (cell.childElementCount === 0) {
      cell.append(element('span'), element('small'));
    }
    setText(cell.firstChild, count(requests));
    const recent = this.#before.filter((look) => now - look.now <= RATE_OVER);
    this.#before = recent.length > 0 ? recent : this.#before.slice(-1);
    const [first] = this.#before;
    if (first && now > first.now) {
      const rate = (requests - first.requests) / (now - first.now) * 1000;
      setText(cell.lastChild, rate > 0 ? `${rough(rate)}/s` : '');
    }
    this.#before.push({ requests, now });
  }

  #details() {
    if (this.nodes[1].hidden) {
      return;
    }
    const mount = this.#shown;
    const { totals } = mount;
    const requests = totals.requests;
    for (const [key, label] of Object.entries(OUTCOMES)) {
      const number = totals.outcomes[key] ?? 0;
      this.#outcomes.set(label, number > 0 && requests > 0 ? `${count(number)} (${percent(number / requests)})` : count(number));
    }
    this.#bodies.set('Mean time to last byte', requests > 0 ? milliseconds(totals.seconds / requests * 1000) : NOTHING);
    this.#bodies.set('Precompressed', count(totals.precompressed));
    this.#bodies.set('Client aborts', count(totals.aborted));
    this.#bodies.set('Ended early', count(totals.cutShort));
    this.#bodies.set('Refused paths', count(totals.refused));
    this.#bodies.set('Denied by rules', count(totals.denied ?? 0));
    this.#policy.set('Access', list(mount.access, 'everybody'));
    this.#policy.set('Host', mount.host ?? 'any');
    this.#policy.set('Index files', list(mount.index, 'none'));
    this.#policy.set('Precompressed files', mount.precompressed ? 'used if present' : 'not used');
    this.#policy.set('Extensions', list(mount.extensions, 'all'));
    this.#policy.set('Disposition', mount.disposition ?? 'by content');
    this.#policy.set('CORS', mount.cors ? 'allowed' : 'none');
    this.#policy.set('Dispatch', mount.dispatch === 'filter' ? 'before application filters' : 'after application filters');
    this.#policy.set('Generation', count(mount.generation));
  }

  #toggle() {
    const details = this.nodes[1];
    details.hidden = !details.hidden;
    setAttribute(this.#button, 'aria-expanded', String(!details.hidden));
    this.#details();
  }

  #cell(label) {
    const number = ['Requests', 'Bytes', 'Open'].includes(label);
    const attributes = { 'data-label': label, 'class': number ? 'number' : null };
    return this.#cells[label] = label === 'Mount'
      ? element('th', { role: 'rowheader', scope: 'row', ...attributes })
      : element('td', { role: 'cell', ...attributes });
  }

}

function badge(down) {
  return element('span', { class: down ? 'badge bad' : 'badge' }, element('i', { 'aria-hidden': 'true' }), down ? 'Down' : 'Up');
}

function group(title, terms) {
  return element('section', {}, element('h3', {}, title), terms.node);
}

function list(names, none) {
  return names?.length > 0 ? names.join(', ') : none;
}

/** The state of all mounts in a few words. */
export function summary(mounts) {
  const down = mounts.filter(({ state }) => state !== 'up');
  const states = down.length > 0 ? `${count(down.length)} down` : mounts.length > 1 ? 'all up' : 'up';
  return { down, text: mounts.length > 0 ? `Serving ${plural(mounts.length, 'mount', 'mounts')}, ${states}` : 'Nothing is mounted' };
}
