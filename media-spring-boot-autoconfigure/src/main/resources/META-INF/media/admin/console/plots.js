// Which plots there are.

import { bytes, bytesPerSecond, milliseconds, percent, rough } from './format.js';
import { OUTCOMES, readHistory } from './history.js';
import { Cursor, Plot } from './plot.js';

const SPECS = [
  {
    title: 'Requests per second',
    series: Object.entries(OUTCOMES).map(([key, label]) => ({ key, label, colour: key })),
    form: 'bars',
    ceiling: 'decimal',
    format: rough,
    nothing: 'No requests',
    counts: true,
  },
  {
    title: 'Bytes per second',
    series: [{ key: 'bytes', colour: 'plain' }],
    form: 'line',
    ceiling: 'binary',
    format: bytesPerSecond,
    plain: bytes,
    nothing: 'Nothing was sent',
    counts: true,
  },
  {
    title: 'Mean time to last byte',
    series: [{ key: 'milliseconds', colour: 'plain' }],
    form: 'line',
    ceiling: 'fraction',
    format: milliseconds,
    nothing: 'Nothing was sent',
  },
  {
    title: 'Cache hit ratio',
    series: [{ key: 'ratio', colour: 'plain' }],
    form: 'line',
    ceiling: 1,
    format: percent,
    nothing: 'The cache was not used',
  },
  {
    title: 'Client aborts',
    series: [{ key: 'aborted', colour: 'other' }],
    form: 'bars',
    ceiling: 'decimal',
    format: rough,
    nothing: 'No client aborts',
    counts: true,
  },
];

export class Plots {

  #plots;
  #cached;

  constructor(node) {
    const cursor = new Cursor();
    this.#plots = SPECS.map((spec) => new Plot(spec, cursor));
    this.#cached = this.#plots[SPECS.findIndex(({ title }) => title.startsWith('Cache'))].node;
    node.append(...this.#plots.map((plot) => plot.node));
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.#plots.forEach((plot) => plot.recolour()));
    }
  }

  show({ history, cache }, span) {
    this.#cached.hidden = !cache;
    const data = readHistory(history, span);
    this.#plots.forEach((plot) => plot.show(data));
  }

}
