import type { Scanner } from './regexScanner.ts';

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A character escape inside a set, or the start of one outside: its code, or undefined when both engines differ. */
export function scanCharEscape(s: Scanner): number | undefined {
  const start = s.at;
  const coded = s.take(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/iy);
  // The letters x and u are told by their case; only the digits are not.
  if (coded && !/^\\[XU]/.test(coded[0])) return Number.parseInt(coded[1] ?? coded[2] ?? '', 16);
  s.at = start;
  const control = s.take(/\\([tnrvf])/y);
  if (control) return controls[control[1] ?? ''];
  const plain = s.take(/\\([\x20-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7e])/y);
  if (plain) return plain[1]?.charCodeAt(0);
  const [text = '\\', sign] = s.ahead(/\\(.)?/suy) ?? [];
  if (sign === undefined) s.fail('a backslash ends the expression', start);
  if (sign === 'x' || sign === 'u') s.fail(`${text} needs ${sign === 'x' ? 'two' : 'four'} hexadecimal digits`, start);
  if (/[abe\d]/.test(sign)) {
    s.note(`${text} is read otherwise by .NET`, start);
    s.take(/\\(?:[0-7]{1,3}|.)/y);
    return undefined;
  }
  if (sign === 'c' || !/\w/.test(sign)) s.giveUp(`${text} is read otherwise by .NET`, start);
  return s.fail(`.NET knows no escape ${text}`, start);
}

/** Steps over `\p{…}`, whose names are .NET's own. */
export function scanProperty(s: Scanner): void {
  const start = s.at;
  const found = s.take(/\\[pP]\{[\w-]+\}/y);
  if (!found) s.fail('\\p needs a name in braces', start);
  s.note(`${found[0]} is a Unicode class with .NET’s own names`, start);
}

/**
 * Reads a set of characters from its '[' (vendor documentation, "Character classes in .NET regular expressions").
 * Notes what JavaScript reads otherwise: subtraction, a first ']', '[:', and hyphens beside a shorthand class.
 */
export function scanSet(s: Scanner): void {
  const start = s.at;
  s.take(/\[\^?/y);
  let rangeFrom: number | 'unknown' | undefined;
  for (let first = true; ; first = false) {
    const at = s.at;
    const sign = s.text[at];
    if (sign === undefined) s.fail('a set of characters is not closed with ]', start);
    if (sign === ']' && !first) {
      s.at++;
      return;
    }
    if (sign === ']') s.note('] as the first sign of a set stands for itself in .NET only', at);
    if (s.take(/\\[dDwWsS]/y) || s.ahead(/\\[pP]/y)) {
      if (s.at === at) scanProperty(s);
      if (rangeFrom !== undefined) s.fail('a class such as \\d cannot end a range', at);
      // JavaScript takes the sign after the hyphen as well, so that it cannot begin a range there.
      if (s.ahead(/-(?!\]|(?:[^\\[\]-]|\\[^\w-])(?!-))/y)) s.note('a hyphen after a class such as \\d', s.at);
      continue;
    }
    if (s.take(/\\-/y)) {
      // Whether it ends the range differs between versions of .NET.
      if (rangeFrom !== undefined) s.giveUp('an escaped hyphen ends a range', at);
      if (s.ahead(/-[^\]]/y)) s.note('an escaped hyphen before a hyphen', at);
      continue;
    }
    if (rangeFrom === undefined && s.ahead(/\[:/y)) s.giveUp('[: … :] in a set is skipped by .NET', at);
    const escaped = sign === '\\';
    if (!escaped) s.at++;
    const code = escaped ? (scanCharEscape(s) ?? 'unknown') : sign.charCodeAt(0);
    if (!escaped && sign === '[' && rangeFrom !== undefined) return subtraction(s, at);
    if (rangeFrom !== undefined) {
      if (typeof rangeFrom === 'number' && typeof code === 'number' && rangeFrom > code)
        s.fail('a range of characters runs backwards', at);
      rangeFrom = undefined;
    } else if (s.take(/-(?=[^\]])/sy)) rangeFrom = code;
    else if (sign === '-' && !first && s.text[s.at] === '[') {
      s.at++;
      return subtraction(s, at);
    }
  }
}

/** After "-[": the inner set, then the ']' that must follow it. */
function subtraction(s: Scanner, at: number): void {
  s.note('-[ … ] subtracts characters from the set, in .NET only', at);
  s.at--;
  scanSet(s);
  if (s.text[s.at] === undefined) s.fail('a set of characters is not closed with ]', at);
  if (s.text[s.at] !== ']') s.fail('a subtraction must be the last thing in its set', s.at);
  s.at++;
}
