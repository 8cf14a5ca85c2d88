// Numbers and times as people read them. Numbers are written in the language of the page: "1.234" among English words
// would be taken for a fraction. Times are those of the reader's clock.

const LANGUAGE = 'en';

const whole = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
const seconds = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const minutes = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export const NOTHING = '–';

export function count(number) {
  return known(number) ? whole.format(number) : NOTHING;
}

/** Three digits or so: 0.25, 3.4, 56.7, 1,234. */
export function rough(number) {
  if (!known(number)) {
    return NOTHING;
  }
  return (number < 1 ? twoDigits : number < 100 ? oneDigit : whole).format(number);
}

export function bytes(number) {
  if (!known(number)) {
    return NOTHING;
  }
  let unit = 0;
  while (number >= 1023.5 && unit < UNITS.length - 1) {
    number /= 1024;
    unit++;
  }
  return `${unit === 0 ? whole.format(number) : rough(number)} ${UNITS[unit]}`;
}

export function bytesPerSecond(number) {
  return known(number) ? `${bytes(number)}/s` : NOTHING;
}

export function milliseconds(number) {
  if (!known(number)) {
    return NOTHING;
  }
  return number < 1000 ? `${rough(number)} ms` : `${rough(number / 1000)} s`;
}

export function percent(fraction) {
  if (!known(fraction)) {
    return NOTHING;
  }
  // Not 100 % when there was a miss, and not 0 % when there was a hit
  const value = fraction * 100;
  return `${value > 99 && value < 100 ? '>99' : value > 0 && value < 1 ? '<1' : whole.format(value)} %`;
}

export function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Time of day of a number of seconds since the epoch. */
export function time(epochSeconds, step = 1) {
  return (step < 60 ? seconds : minutes).format(epochSeconds * 1000);
}

/** Time of day, with the day unless it is today. */
export function moment(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    return String(text);
  }
  const today = date.toDateString() === new Date().toDateString();
  return today ? seconds.format(date) : `${day.format(date)}, ${seconds.format(date)}`;
}

function known(number) {
  return typeof number === 'number' && Number.isFinite(number);
}
