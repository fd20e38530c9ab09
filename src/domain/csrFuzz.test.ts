import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCsr } from './csr.ts';
import { checkCsrSignature } from './csrSignature.ts';
import { type Der, DerError, readDer } from './der.ts';

// Damage to every file of the corpus, the same in every run. Nothing here measures time: what would never end would run
// into the limit of the test, and the number of inputs is what bounds the work.
const folder = join(import.meta.dirname, '../../e2e/corpus/csr');
const files = readdirSync(folder).filter(
  (file) => !file.endsWith('.jsonl') && statSync(join(folder, file)).size <= 2048,
);
const bytesOf = (file: string) => new Uint8Array(readFileSync(join(folder, file)));
const sources = files.map(bytesOf);
const requests = files.filter((file) => !/^(broken|other|form)-/.test(file)).map(bytesOf);

let state = 19_870_604;
/** Below the number; mulberry32, so that a failure can be found again by its round. */
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}
const pick = <T>(list: readonly T[], otherwise: T): T => list[random(list.length)] ?? otherwise;

const telling = [
  0, 1, 2, 3, 4, 5, 6, 0x0c, 0x13, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x85, 0xa0, 0xa3, 0xbf, 0xff,
];

function derOf(source: Uint8Array): Uint8Array {
  const text = Buffer.from(source).toString('latin1');
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(text)?.[1];
  return body === undefined ? source : new Uint8Array(Buffer.from(body, 'base64'));
}

const anyByte = (bytes: Uint8Array) => bytes.with(random(bytes.length), random(256));
const tellingByte = (bytes: Uint8Array) => bytes.with(random(bytes.length), pick(telling, 0));

// A changed byte keeps the lengths right more often than not, so it comes more often.
const damages: readonly ((bytes: Uint8Array) => Uint8Array)[] = [
  anyByte,
  anyByte,
  anyByte,
  anyByte,
  tellingByte,
  tellingByte,
  tellingByte,
  (bytes) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes) => bytes.subarray(random(bytes.length)),
  (bytes) => {
    const at = random(bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), pick(telling, 0), ...bytes.subarray(at)]);
  },
  (bytes) => {
    const [from, size, at] = [random(bytes.length), random(40), random(bytes.length)];
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(from, from + size), ...bytes.subarray(at)]);
  },
  (bytes) => {
    const other = derOf(pick(sources, bytes));
    const [at, from] = [random(bytes.length), random(Math.max(1, other.length))];
    return Uint8Array.from([...bytes.subarray(0, at), ...other.subarray(from)]);
  },
];

function damaged(source: Uint8Array): Uint8Array {
  let bytes = source;
  for (let times = random(3); times >= 0 && bytes.length > 0; times--) bytes = pick(damages, (same) => same)(bytes);
  return bytes;
}

/** The damaged bytes as they may arrive: DER, PEM, base64, or the damage in the text itself. */
function input(): string | Uint8Array {
  const source = pick(random(4) === 0 ? sources : requests, new Uint8Array());
  switch (random(5)) {
    case 0:
      return damaged(source);
    case 1:
      return Buffer.from(damaged(source)).toString('latin1');
    case 2:
      return Buffer.from(damaged(derOf(source))).toString('base64');
    case 3:
      return `-----BEGIN CERTIFICATE REQUEST-----\n${Buffer.from(damaged(derOf(source))).toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    default:
      return damaged(derOf(source));
  }
}

const elements = (node: Der): number => node.kids.reduce((sum, kid) => sum + elements(kid), 1);

test('20,000 damaged inputs are read or refused with a reason, and none makes the reader or the check throw', async () => {
  const problems: string[] = [];
  const verdicts = new Set<string>();
  let read = 0;
  for (let round = 0; round < 20_000; round++) {
    const parsed = parseCsr(input());
    if (!parsed.ok) {
      if (!/^[A-Z][\w ,.:;#()-]{5,140}$/.test(parsed.reason)) problems.push(`${round}: ${parsed.reason}`);
      continue;
    }
    read += 1;
    // Every element is met once: the steps grow with the bytes and not with how they are nested.
    const { der } = parsed.value;
    if (elements(readDer(der)) > der.length / 2) problems.push(`${round}: more elements than bytes can hold`);
    if (read % 20 === 0) verdicts.add(await checkCsrSignature(parsed.value));
  }
  expect(problems).toEqual([]);
  // Enough gets past the outer form for the inner readers to be tried.
  expect(read).toBeGreaterThan(2000);
  expect([...verdicts].sort()).toEqual(['cannot tell', 'invalid', 'valid']);
});

/** A megabyte of one thing, as DER and as text. */
const million = 999_990;
const wrap = (length: number) => [0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255];
const long: readonly (readonly [string, () => string | Uint8Array])[] = [
  ['opening bytes only', () => new Uint8Array(million).fill(0x30)],
  [
    'empty elements',
    () => Uint8Array.from([...wrap(999_000), ...new Uint8Array(999_000).map((_, i) => (i % 2 ? 0 : 5))]),
  ],
  ['indefinite lengths', () => new Uint8Array(million).map((_, i) => (i % 2 ? 0x80 : 0x30))],
  [
    'one endless object identifier',
    () => Uint8Array.from([...wrap(999_005), 6, 0x83, 0x0f, 0x3e, 0x58, ...new Uint8Array(999_000).fill(0xff)]),
  ],
  ['dashes', () => '-'.repeat(million)],
  ['lines that begin a block', () => '-----BEGIN A-----\n'.repeat(55_000)],
  ['lines that begin a request', () => '-----BEGIN CERTIFICATE REQUEST-----\n'.repeat(27_000)],
  ['blocks of other things', () => '-----BEGIN X-----\nAA==\n-----END X-----\n'.repeat(25_000)],
  ['spaces', () => `${' '.repeat(million - 1)}x`],
  ['base64', () => 'A'.repeat(million)],
  ['words with colons', () => 'a-b:'.repeat(240_000)],
];

test.each(long)('a million of %s is refused', (_what, make) => {
  expect(parseCsr(make())).toEqual({ ok: false, reason: expect.any(String) });
});

test('more than a million of anything is not looked at', () => {
  for (const given of ['A'.repeat(1_000_001), new Uint8Array(1_000_001)])
    expect(parseCsr(given)).toEqual({ ok: false, reason: expect.stringContaining('too large') });
});

function refusal(bytes: Uint8Array): unknown {
  try {
    readDer(bytes);
    return undefined;
  } catch (error) {
    return error;
  }
}

test('what is not DER is refused by the one error that callers catch', () => {
  const refusals = Array.from({ length: 2000 }, () => refusal(damaged(derOf(pick(sources, new Uint8Array())))));
  expect(refusals.filter((error) => error !== undefined && !(error instanceof DerError))).toEqual([]);
});
