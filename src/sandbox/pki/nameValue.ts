import { utf8Text } from './der.ts';

/** A value read from a name: `end` is where its separator stands (or the length of the text). */
export type ParsedValue = { value: string; end: number; hex?: string } | { error: string };

const separators = new Set([',', '+']);

/** Reads one attribute value from position `start`: quoted, escaped, plain, or `#hex` (RFC 4514 §2.4 and §3). */
export function parseValue(text: string, start: number): ParsedValue {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (text[at] === '"') return parseQuoted(text, at + 1);
  if (text[at] === '#') return parseHex(text, at + 1);
  return parsePlain(text, at);
}

function parsePlain(text: string, start: number): ParsedValue {
  const bytes: Buffer[] = [];
  let at = start;
  let kept = 0;
  while (at < text.length && !separators.has(text[at] ?? '')) {
    const char = text[at] ?? '';
    if (char === '"' || char === ';') return { error: `${char} must be escaped or stand inside quotes.` };
    const piece = char === '\\' ? readEscape(text, at) : readCharacter(text, at);
    if (piece === undefined) return { error: 'a backslash is followed by nothing it can escape.' };
    bytes.push(piece.bytes);
    at = piece.end;
    if (char !== ' ') kept = bytes.length;
  }
  return decoded(bytes.slice(0, kept), at);
}

function parseQuoted(text: string, start: number): ParsedValue {
  const bytes: Buffer[] = [];
  let at = start;
  for (;;) {
    const char = text[at];
    if (char === undefined) return { error: 'a quote is not closed.' };
    if (char === '"' && text[at + 1] !== '"') break;
    const piece =
      char === '"'
        ? { bytes: Buffer.from('"'), end: at + 2 }
        : char === '\\'
          ? readEscape(text, at)
          : readCharacter(text, at);
    if (piece === undefined) return { error: 'a backslash is followed by nothing it can escape.' };
    bytes.push(piece.bytes);
    at = piece.end;
  }
  at += 1;
  while (text[at] === ' ') at += 1;
  if (at < text.length && !separators.has(text[at] ?? '')) return { error: 'there is text after the closing quote.' };
  return decoded(bytes, at);
}

function parseHex(text: string, start: number): ParsedValue {
  let end = start;
  while (end < text.length && !separators.has(text[end] ?? '')) end += 1;
  const hex = text.slice(start, end).trim();
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return { error: 'the value after # is not hex.' };
  return { value: `#${hex}`, end, hex };
}

function readCharacter(text: string, at: number): { bytes: Buffer; end: number } {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { bytes: Buffer.from(char, 'utf8'), end: at + char.length };
}

function readEscape(text: string, at: number): { bytes: Buffer; end: number } | undefined {
  const pair = text.slice(at + 1, at + 3);
  if (/^[0-9a-f]{2}$/i.test(pair)) return { bytes: Buffer.from(pair, 'hex'), end: at + 3 };
  const char = text[at + 1];
  return char !== undefined && ' "#+,;<=>\\'.includes(char) ? { bytes: Buffer.from(char), end: at + 2 } : undefined;
}

function decoded(bytes: Buffer[], end: number): ParsedValue {
  const value = utf8Text(Buffer.concat(bytes));
  return value === undefined ? { error: 'an escaped value is not UTF-8.' } : { value, end };
}
