// Asks the application for its figures, again and again, and says in which way it did not get them.

const EVERY = 1_000;
const HIDDEN = 30_000;
const LONGEST = 30_000;
const PATIENCE = 10_000;

// After these the endpoint may be elsewhere when the application comes back
const MOVED = ['off', 'missing', 'port', 'unreachable'];

// What is wrong with the page when its own settings do not come
const OF_PAGE = { login: 'expired', denied: 'expired', missing: 'gone' };

/** Why there are no figures; the kind is the name of a notice. */
class Failure extends Error {

  constructor(kind, facts = {}) {
    super(kind);
    this.kind = kind;
    this.facts = facts;
  }

}

export class Connection {

  #listener;
  #config = null;
  #failures = 0;
  #paused = false;
  #timer;
  #request = null;

  /** The listener has the methods figures(figures) and failure(failure, timeOfNextTry). */
  constructor(listener) {
    this.#listener = listener;
    document.addEventListener('visibilitychange', () => this.#wake());
    addEventListener('pageshow', () => this.#wake());
    addEventListener('pagehide', () => this.#sleep());
  }

  get paused() {
    return this.#paused;
  }

  pause() {
    this.#paused = true;
    this.#sleep();
  }

  resume() {
    this.#paused = false;
    this.now();
  }

  /** Asks without waiting any longer. */
  now() {
    this.#sleep();
    this.#turn();
  }

  #sleep() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
  }

  #wake() {
    if (!this.#paused && !document.hidden && this.#request === null) {
      this.now();
    }
  }

  async #turn() {
    const request = new AbortController();
    this.#request = request;
    const patience = setTimeout(() => request.abort(), PATIENCE);
    let failure = null;
    try {
      const figures = await this.#ask(request.signal);
      if (this.#request === request) {
        this.#show(figures);
      }
    }
    catch (error) {
      failure = error instanceof Failure ? error : new Failure('unreachable');
    }
    clearTimeout(patience);
    if (this.#request !== request) {
      return; // paused or asked anew meanwhile
    }
    this.#request = null;
    this.#failures = failure === null ? 0 : this.#failures + 1;
    const delay = this.#delay();
    this.#timer = setTimeout(() => this.#turn(), delay);
    if (failure !== null) {
      if (MOVED.includes(failure.kind)) {
        this.#config = null;
      }
      this.#listener.failure(failure, Date.now() + delay);
    }
  }

  #show(figures) {
    try {
      this.#listener.figures(figures);
    }
    catch (error) {
      console.error(error);
      throw new Failure('unreadable', { endpoint: this.#config.endpoint });
    }
  }

  #delay() {
    const delay = this.#failures === 0 ? EVERY : Math.min(EVERY * 2 ** this.#failures, LONGEST);
    return document.hidden ? Math.max(delay, HIDDEN) : delay;
  }

  async #ask(signal) {
    this.#config ??= await settings(signal);
    const { endpoint, port } = this.#config;
    if (!endpoint) {
      throw new Failure('off');
    }
    try {
      const answer = await read(endpoint, signal);
      if (!Array.isArray(answer?.mounts) || !answer.totals || !answer.history) {
        throw new Failure('unreadable', { endpoint });
      }
      return answer;
    }
    catch (error) {
      // A proxy may answer for the other port, so it was worth asking
      throw port && error.kind === 'missing' ? new Failure('port', { endpoint, port: String(port) }) : error;
    }
  }

}

async function settings(signal) {
  try {
    return await read('console.json', signal);
  }
  catch (error) {
    throw error.kind in OF_PAGE ? new Failure(OF_PAGE[error.kind], { ...error.facts, page: location.pathname }) : error;
  }
}

async function read(path, signal) {
  const url = new URL(path, document.baseURI);
  const endpoint = url.pathname;
  const response = await fetch(url, {
    cache: 'no-store',
    // Where a redirect leads, mostly to a login page, is of no use here
    redirect: 'manual',
    signal,
    headers: {
      'Accept': 'application/json',
      // So that Spring Security answers 401 without asking the browser for its password dialog, once a second
      'X-Requested-With': 'XMLHttpRequest',
    },
  });
  const facts = { endpoint, status: String(response.status) };
  if (response.type === 'opaqueredirect') {
    throw new Failure('login', facts);
  }
  if (response.status === 401 || response.status === 403) {
    throw new Failure('denied', facts);
  }
  if (response.status === 404) {
    throw new Failure('missing', facts);
  }
  if (!response.ok) {
    throw new Failure('error', facts);
  }
  const type = response.headers.get('Content-Type') ?? '';
  if (!/[/+]json\b/.test(type)) {
    throw new Failure(type.startsWith('text/html') ? 'login' : 'unreadable', facts);
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  }
  catch {
    throw new Failure('unreadable', facts);
  }
}
