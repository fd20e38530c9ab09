/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number} value */
const short = (value) => (Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0));

/** @param {readonly number[]} values */
const pair = (values) => [quantile(values, 0.5), quantile(values, 0.95)];

const vsyncMs = 1000 / 60;

/**
 * How many frames were due between the first and the last of these, and how many of them are missing.
 * @param {readonly number[]} frames in ms
 */
export function missedFrames(frames) {
  let due = 0;
  let missed = 0;
  for (const [at, frame] of frames.entries()) {
    const took = frame - (frames[at - 1] ?? -Infinity);
    // A longer gap is the rest between two scrolls.
    if (took > 1_000) continue;
    const vsyncs = Math.max(1, Math.round(took / vsyncMs));
    due += vsyncs;
    missed += vsyncs - 1;
  }
  return { due, missed };
}

/**
 * A line of times: median and p95 of both pages, and one divided by the other.
 * @param {string} name @param {readonly number[]} app @param {readonly number[]} bare @param {string} [goal]
 */
export function timeLine(name, app, bare, goal = '≤ 1.25') {
  const [a, b] = [pair(app), pair(bare)];
  const ratios = a.map((value, at) => (value / (b[at] ?? Number.NaN)).toFixed(2));
  return [name, a.map(short).join(' / '), b.map(short).join(' / '), ratios.join(' / '), goal, `${app.length}`];
}

/**
 * A line of counts: how many of how many, in percent.
 * @param {string} name @param {readonly [number, number]} app @param {readonly [number, number]} bare @param {string} goal
 */
export function shareLine(name, app, bare, goal) {
  /** @param {readonly [number, number]} counts */
  const text = ([part, whole]) => `${part} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
  return [name, text(app), text(bare), '', goal, `${app[1]}`];
}

const head = ['', 'app', 'bare', 'app ÷ bare', 'goal', 'samples'];

/** @param {readonly string[][]} lines */
export function tableText(lines) {
  const all = [head, ...lines];
  const widths = head.map((_cell, at) => Math.max(...all.map((line) => (line[at] ?? '').length)));
  return all
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}
