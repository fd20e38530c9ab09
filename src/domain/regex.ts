import { affordableSteps, stepsAtMost } from './regexSteps.ts';
import { parseRegex } from './regexSyntax.ts';

/** What can be said here about a .NET expression and a value. The server's engine is not the browser's. */
export type Verdict = 'matches' | 'does not match' | 'cannot tell';

/** Whether an expression can be judged here at all. `why` is half a sentence, `at` the place in UTF-16 units from 0. */
export type RegexReading = { kind: 'judged' } | { kind: 'unjudged' | 'invalid'; why: string; at: number };

/**
 * Reads a .NET expression: can it be judged here, does it use what only .NET reads like that, or would .NET certainly
 * refuse it? (vendor documentation, "Regular expression language - quick reference" and `RegexParseError`)
 */
export function readRegex(pattern: string): RegexReading {
  const { halt } = parseRegex(pattern);
  if (halt) return halt;
  return compiled(pattern, '') ? { kind: 'judged' } : { kind: 'unjudged', why: notRead, at: 0 };
}

const notRead = 'this browser does not read the expression';

function compiled(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** A verdict, with the part that matched (UTF-16 units, end excluded) where that is certain, or why there is none. */
export interface Trial {
  verdict: Verdict;
  start?: number;
  end?: number;
  why?: string;
}

export interface TrialOptions {
  /** Left out where it is not known: then both ways must agree. */
  caseSensitive?: boolean | undefined;
  /** Also run what could take very long; only where a time limit stands behind it. */
  patient?: boolean;
}

const foreign = /[^\x20-\x7e]/;
const unknown = (why: string): Trial => ({ verdict: 'cannot tell', why });

/**
 * Would .NET's `Regex.Match` find the pattern anywhere in the value, and where? Says 'cannot tell' instead of guessing:
 * for syntax that only .NET has or that means something else in JavaScript; for values with line breaks (where '$' and
 * '.' differ); for other letters than ASCII where \w, \d, \s, \b or letter case come in; and where it could
 * take more than `affordableSteps`. No 'u' flag: .NET, too, works on UTF-16 units. That the server's culture is not one with another
 * letter i (Turkish, Azeri) is taken for granted.
 */
export function tryRegex(pattern: string, value: string, o: TrialOptions = {}): Trial {
  if (o.caseSensitive === undefined) {
    const exact = tryRegex(pattern, value, { ...o, caseSensitive: true });
    const loose = tryRegex(pattern, value, { ...o, caseSensitive: false });
    if (exact.verdict === 'cannot tell') return exact;
    if (exact.verdict === loose.verdict) {
      return exact.start === loose.start && exact.end === loose.end ? exact : { verdict: exact.verdict };
    }
    return unknown(loose.why ?? 'it depends on letter case, and whether the server minds that is not known');
  }
  const { tree, halt } = parseRegex(pattern);
  if (halt) return unknown(halt.kind === 'invalid' ? `.NET cannot read the expression: ${halt.why}` : halt.why);
  if (/[\n\v\f\r\u0085\u2028\u2029]/.test(value)) return unknown('.NET treats line breaks in a value otherwise');
  if (value.length > 512) return unknown('the value is longer than 512 characters');
  if (foreign.test(value) && /\\[dwsb]/i.test(pattern))
    return unknown('.NET reads \\w, \\d, \\s and \\b otherwise where a value has other letters than a to z');
  const beyond = foreign.test(value) || foreign.test(pattern) || /\\u|\\x[89a-f]/i.test(pattern);
  if (beyond && !o.caseSensitive) return unknown('.NET compares other letters than a to z by rules of its own');
  const costly = o.patient !== true && tree && stepsAtMost(tree, value) > affordableSteps;
  if (costly) return unknown('it could take very long');
  const regex = compiled(pattern, o.caseSensitive ? '' : 'i');
  if (!regex) return unknown(notRead);
  const found = regex.exec(value);
  if (!found) return { verdict: 'does not match' };
  return { verdict: 'matches', start: found.index, end: found.index + found[0].length };
}

/** The verdict alone; see `tryRegex`. */
export function judge(pattern: string, value: string, o: { caseSensitive?: boolean | undefined } = {}): Verdict {
  return tryRegex(pattern, value, o).verdict;
}
