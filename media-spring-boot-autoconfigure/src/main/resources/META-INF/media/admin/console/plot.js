// One plot: a figure with its current value, a legend, the drawing, a sentence about it and a table of the same numbers.
// The drawing is a slider over time, so that a keyboard moves its cursor and a screen reader says the values there.

import { copyTemplate, element, setAttribute, setText } from './dom.js';
import { time } from './format.js';

const SENTENCE_EVERY = 5_000;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };

export class Plot {

  #spec;
  #plain;
  #cursor;
  #drawing = null;
  #data = null;
  #said = 0;
  #pointing = false;
  #parts;

  /**
   * The spec has a title, series (key, label, colour), a format for values and a plain one where the unit is clear, a
   * ceiling for the axis ("decimal", "fraction", "binary" or a number) and a form, "bars" or "line". It says what is the
   * matter when there is nothing to draw, which is also so when all values of "counts" are zero.
   */
  constructor(spec, cursor) {
    this.#spec = spec;
    this.#plain = spec.plain ?? spec.format;
    this.#cursor = cursor;
    const fragment = copyTemplate('plot');
    this.node = fragment.querySelector('figure');
    this.#parts = {
      now: fragment.querySelector('.now strong'),
      at: fragment.querySelector('.now span'),
      legend: fragment.querySelector('.legend'),
      canvas: fragment.querySelector('.canvas'),
      caption: fragment.querySelector('figcaption'),
      details: fragment.querySelector('details'),
      table: fragment.querySelector('table'),
    };
    this.#label();
    this.#listen();
    cursor.follow(this);
  }

  show(data) {
    const changed = this.#data?.end !== data.end || this.#data?.step !== data.step;
    const resized = this.#data?.step !== data.step;
    this.#data = data;
    if (!changed) {
      return;
    }
    if (this.#drawing === null) {
      this.#draw();
    }
    else {
      // At once, so that the cursor below finds the new scale
      this.#drawing.batch(() => this.#drawing.setData(this.#columns()));
    }
    if (resized || Date.now() - this.#said >= SENTENCE_EVERY) {
      this.#said = Date.now();
      this.#tell();
    }
    this.showCursor();
  }

  /** Shows the values at the cursor, or the last ones when there is none. */
  showCursor() {
    if (this.#drawing === null) {
      return;
    }
    const { times, step, series } = this.#data;
    const index = this.#cursor.index(times);
    const shown = index ?? times.length - 1;
    const values = this.#spec.series.map(({ key }) => series[key][shown]);
    if (index === null) {
      this.#drawing.setCursor({ left: -10, top: -10 }, false);
    }
    else if (this.#cursor.source !== this) {
      this.#drawing.setCursor({ left: this.#drawing.valToPos(times[index] + step / 2, 'x'), top: 0 }, false);
    }
    setText(this.#parts.now, this.#spec.format(total(values)));
    setText(this.#parts.at, index === null ? `last ${step < 60 ? 'second' : 'minute'}` : `at ${time(times[index], step)}`);
    this.#parts.legend.querySelectorAll('b').forEach((node, i) => setText(node, this.#spec.format(values[i])));
    const { canvas } = this.#parts;
    setAttribute(canvas, 'aria-valuemin', String(times[0]));
    setAttribute(canvas, 'aria-valuemax', String(times.at(-1)));
    // Without a cursor this stands still, or it would be read aloud every second
    if (index !== null || !canvas.hasAttribute('aria-valuetext')) {
      setAttribute(canvas, 'aria-valuenow', String(times[shown]));
      setAttribute(canvas, 'aria-valuetext', `${time(times[shown], step)}: ${this.#sentence(values)}`);
    }
  }

  /** Draws anew, in the colours that hold now. */
  recolour() {
    this.#drawing?.redraw();
  }

  #label() {
    const { title, series } = this.#spec;
    const { canvas, legend, table, details } = this.#parts;
    const heading = this.node.querySelector('h3');
    setText(heading, title);
    heading.id = `plot-${series[0].key}`;
    this.node.setAttribute('aria-labelledby', heading.id);
    canvas.setAttribute('aria-label', `${title}, time`);
    setText(details.querySelector('summary span'), `: ${title}`);
    details.querySelector('.scroll').setAttribute('aria-label', `Table: ${title}`);
    setText(table.caption, title);
    table.tHead.rows[0].append(...['Time', ...series.map(({ label }) => label ?? title)]
      .map((text) => element('th', { scope: 'col' }, text)));
    if (series.length > 1) {
      // In the order in which they lie upon each other
      legend.append(...series.map(({ colour, label }) => element('li', {},
        element('i', { class: colour, 'aria-hidden': 'true' }), `${label} `, element('b'))));
    }
    else {
      legend.remove();
    }
  }

  #listen() {
    const { canvas, details } = this.#parts;
    canvas.addEventListener('keydown', (event) => this.#key(event));
    canvas.addEventListener('focus', () => {
      if (this.#data !== null && canvas.matches(':focus-visible')) {
        this.#cursor.put(this.#cursor.time ?? this.#data.times.at(-1));
      }
    });
    canvas.addEventListener('blur', () => this.#cursor.leave(this));
    canvas.addEventListener('mouseenter', () => this.#pointing = true);
    canvas.addEventListener('mouseleave', () => this.#pointing = false);
    details.addEventListener('toggle', () => this.#data && this.#tell());
    new ResizeObserver(() => this.#drawing?.setSize(this.#size())).observe(canvas);
  }

  #key(event) {
    if (this.#data === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === 'Escape') {
      this.#cursor.leave(this);
    }
    else if (event.key in STEPS) {
      event.preventDefault();
      const { times } = this.#data;
      const last = times.length - 1;
      const from = this.#cursor.index(times) ?? last + 1;
      const to = Math.min(Math.max(from + STEPS[event.key], 0), last);
      this.#cursor.put(times[to]);
    }
  }

  /** One column of times and one of values per series; stacked ones are sums, the highest first, each painted over it. */
  #columns() {
    const { times, step, series } = this.#data;
    const middles = times.map((start) => start + step / 2);
    const columns = this.#spec.series.map(({ key }) => series[key]);
    const sums = columns.map((_, i) => i === 0 ? columns[0]
      : middles.map((_, row) => total(columns.slice(0, i + 1).map((column) => column[row]))));
    return [middles, ...sums.reverse()];
  }

  #size() {
    const { clientWidth, clientHeight } = this.#parts.canvas;
    return { width: Math.max(clientWidth, 50), height: Math.max(clientHeight, 50) };
  }

  #draw() {
    const { canvas } = this.#parts;
    const colour = (name) => () => getComputedStyle(canvas).getPropertyValue(`--${name}`).trim();
    const font = '12px ' + getComputedStyle(canvas).fontFamily;
    const axis = { stroke: colour('soft'), font, ticks: { show: false }, gap: 6 };
    const bars = this.#spec.form === 'bars';
    const series = this.#spec.series.map((each) => ({
      stroke: bars ? undefined : colour(each.colour),
      fill: bars ? colour(each.colour) : colour(`${each.colour}-soft`),
      width: bars ? 0 : 1.75,
      paths: bars ? uPlot.paths.bars({ size: [0.8, 24] }) : undefined,
      points: { show: false, filter: (plot, index) => bars ? null : alone(plot.data[index]), size: 4, fill: colour(each.colour) },
    }));
    this.#drawing = new uPlot({
      ...this.#size(),
      padding: [8, 6, 0, 0],
      legend: { show: false },
      scales: {
        x: { range: () => [this.#data.times[0], this.#data.end] },
        y: { range: (_, min, max) => [0, ceiling(max ?? 0, this.#spec.ceiling)] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          grid: { show: false },
          space: 76,
          incrs: [15, 30, 60, 600, 1200, 1800, 3600],
          // None that the edge would cut
          values: (plot, times) => times.map((at) => plot.valToPos(at, 'x') > plot.over.clientWidth - 24 ? '' : time(at, this.#data.step)),
        },
        {
          ...axis,
          size: 58,
          grid: { stroke: colour('line'), width: 1 },
          splits: (_, index, min, max) => [0, max / 2, max],
          values: (_, values) => values.map(this.#plain),
        },
      ],
      series: [{}, ...series.reverse()],
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: bars ? { show: false } : { size: 8 },
      },
      hooks: { setCursor: [(drawing) => this.#pointed(drawing)] },
    }, this.#columns(), canvas);
  }

  /** The pointer moved, or the numbers moved below it. */
  #pointed({ cursor }) {
    if (this.#pointing && cursor.left >= 0 && cursor.idx !== null) {
      this.#cursor.put(this.#data.times[cursor.idx], this);
    }
    else if (this.#cursor.source === this) {
      this.#cursor.leave(this);
    }
  }

  #tell() {
    const { times, step, series } = this.#data;
    const sums = times.map((_, row) => total(this.#spec.series.map(({ key }) => series[key][row])));
    const known = sums.filter((sum) => sum !== null);
    const [mean, most] = this.#parts.caption.children;
    const highest = Math.max(...known, 0);
    if (known.length === 0 || (highest === 0 && this.#spec.counts)) {
      setText(mean, `${this.#spec.nothing}.`);
      setText(most, '');
    }
    else {
      const when = highest > 0 ? ` at ${time(times[sums.indexOf(highest)], step)}` : '';
      setText(mean, `Mean ${this.#plain(known.reduce((sum, each) => sum + each) / known.length)}. `);
      setText(most, `Maximum ${this.#plain(highest)}${when}.`);
    }
    if (this.#parts.details.open) {
      this.#parts.table.tBodies[0].replaceChildren(...times.map((start, row) => element('tr', {},
        element('th', { scope: 'row' }, time(start, step)),
        ...this.#spec.series.map(({ key }) => element('td', {}, this.#spec.format(series[key][row]))))).reverse());
    }
  }

  #sentence(values) {
    const { series, format } = this.#spec;
    return series.length === 1 ? format(values[0])
      : `${format(total(values))} in total, ${series.map(({ label }, i) => `${format(values[i])} ${label}`).join(', ')}`;
  }

}

/** The time that all plots show, when somebody points at one. */
export class Cursor {

  #plots = [];

  time = null;
  /** The plot that a pointer is on, null when the keyboard put the cursor. */
  source = null;

  follow(plot) {
    this.#plots.push(plot);
  }

  /** A pointer stays where it is while time moves on below it; without one the cursor stays at its time. */
  put(at, source = null) {
    if (this.time !== at || this.source !== source) {
      this.time = at;
      this.source = source;
      this.#plots.forEach((plot) => plot.showCursor());
    }
  }

  leave(plot) {
    if (this.time !== null && (this.source === null || this.source === plot)) {
      this.time = null;
      this.source = null;
      this.#plots.forEach((each) => each.showCursor());
    }
  }

  /** The bucket that the cursor is in, null when there is no cursor. */
  index(times) {
    if (this.time === null) {
      return null;
    }
    const later = times.findIndex((start) => start > this.time);
    return later === -1 ? times.length - 1 : Math.max(later - 1, 0);
  }

}

function total(values) {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value) : null;
}

/** A value without neighbours has no line, so it is drawn as a point. */
function alone(values) {
  return values.flatMap((value, i) =>
    value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? [i] : []);
}

/** The next round number, so that the axis seldom moves. */
function ceiling(value, kind) {
  if (typeof kind === 'number') {
    return kind;
  }
  if (kind === 'binary') {
    return 2 ** Math.max(Math.ceil(Math.log2(Math.max(value, 1))), 10);
  }
  const fraction = kind === 'fraction';
  const power = 10 ** Math.floor(Math.log10(Math.max(value, fraction ? 0.1 : 1)));
  // Halves are marked too, and nobody goes away by halves
  const digits = power === 1 && !fraction ? [2, 4, 6, 8, 10] : [1, 1.6, 2, 3, 4, 6, 8, 10];
  return digits.map((digit) => digit * power).find((round) => round >= value);
}
