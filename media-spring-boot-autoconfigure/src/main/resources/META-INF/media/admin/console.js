// The console: requests figures from the application and passes them to the parts of the page.

import { Cache } from './console/cache.js';
import { Connection } from './console/connection.js';
import { byId, element, setText } from './console/dom.js';
import { time } from './console/format.js';
import { Mounts, summary } from './console/mounts.js';
import { Notice } from './console/notice.js';
import { Plots } from './console/plots.js';
import { Problems } from './console/problems.js';
import { Writers } from './console/writers.js';

const NAME = 'Media console';

const plots = new Plots(byId('plots'));
const mounts = new Mounts();
const cache = new Cache(byId('cache-figures'));
const writers = new Writers(byId('writer-figures'));
const problems = new Problems(byId('problem-list'));
const pause = byId('pause');

let last = null; // the last figures and when they came
let failed = false; // whether the last try brought none

const connection = new Connection({

  figures(figures) {
    last = { figures, time: Date.now() };
    failed = false;
    notice.clear();
    reveal();
    show();
  },

  failure(failure, next) {
    notice.show(failure, next);
    byId('waiting').hidden = true;
    failed = true;
    state();
  },

});

const notice = new Notice(() => connection.now());

pause.addEventListener('click', () => {
  if (connection.paused) {
    connection.resume();
  }
  else {
    connection.pause();
  }
  setText(pause, connection.paused ? 'Resume' : 'Pause');
  state();
});
document.querySelectorAll('input[name=span]').forEach((input) => input.addEventListener('change', show));

setText(byId('host'), location.host + new URL('..', document.baseURI).pathname.replace(/\/$/, ''));
byId('waiting').hidden = false;
connection.now();

function reveal() {
  byId('waiting').hidden = true;
  byId('figures').hidden = false;
  byId('controls').hidden = false;
}

function show() {
  const { figures } = last;
  plots.show(figures, document.querySelector('input[name=span]:checked').value);
  mounts.show(figures.mounts, last.time);
  cache.show(figures.cache);
  writers.show(figures.writers);
  problems.show(figures.problems, figures.totals.refused);
  state();
}

/** Live, paused, stale (there were figures once) or failed. */
function stateName() {
  if (failed) {
    return last === null ? 'failed' : 'stale';
  }
  return connection.paused ? 'paused' : 'live';
}

function state() {
  const name = stateName();
  document.body.dataset.state = name;
  if (last === null) {
    setText(byId('state'), '');
    document.title = `No figures · ${NAME}`;
    return;
  }
  const at = time(last.time / 1000);
  setText(byId('updated'), { live: `Updated ${at}`, paused: `Paused at ${at}`, stale: `Last updated ${at}` }[name]);
  const { down, text } = summary(last.figures.mounts);
  const known = name === 'stale' ? `No response since ${at}` : text;
  if (byId('state').dataset.text !== known + down.map(({ url }) => url)) {
    byId('state').dataset.text = known + down.map(({ url }) => url);
    byId('state').replaceChildren(
      element('span', { class: down.length > 0 || name === 'stale' ? 'badge bad' : 'badge' }, element('i', { 'aria-hidden': 'true' }), known),
      ...name === 'stale' ? [] : down.slice(0, 3).map(({ url }) => element('a', { href: `#${mounts.idOf(url)}` }, url)));
  }
  document.title = name === 'stale' ? `No response · ${NAME}` : down.length > 0 ? `${down.length} down · ${NAME}` : NAME;
}
