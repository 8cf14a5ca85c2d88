// The endpoint's history as series that can be drawn: figures per second, one for each bucket of time.

export const OUTCOMES = {
  ok: 'ok',
  partial: 'partial',
  notModified: 'not modified',
  notFound: 'not found',
  other: 'other',
};

/**
 * Reads one resolution, "seconds" or "minutes". The times are those at which the buckets begin.
 */
export function readHistory(history, span) {
  const { step, end, requests, bytes, milliseconds, hits, misses, aborted } = history[span];
  const length = Math.max(...Object.values(requests).map((numbers) => numbers.length));
  const buckets = Array.from({ length }, (_, i) => i);
  const column = (numbers) => buckets.map((i) => numbers?.[i] ?? null);
  const perSecond = (numbers) => column(numbers).map((number) => number === null ? null : number / step);
  const outcomes = Object.keys(OUTCOMES).map((outcome) => [outcome, perSecond(requests[outcome])]);
  return {
    step,
    end,
    times: buckets.map((i) => end - (length - i) * step),
    series: {
      ...Object.fromEntries(outcomes),
      bytes: perSecond(bytes),
      milliseconds: column(milliseconds),
      ratio: buckets.map((i) => ratio(hits?.[i], misses?.[i])),
      aborted: column(aborted),
    },
  };
}

/** Share of the hits, or null when nothing was asked for. */
export function ratio(hits = 0, misses = 0) {
  return hits + misses > 0 ? hits / (hits + misses) : null;
}
