/** What can be said here about a .NET expression and a value. The server's engine is not the browser's. */
export type Verdict = 'matches' | 'does not match' | 'cannot tell';

// Only syntax that .NET and JavaScript read alike is judged. What follows a backslash: the classes, the escapes of
// control characters, code points, and signs that stand for themselves. Everything else (\A \Z \z \G \p{…} \k<…> \1 \e …)
// means something else, or nothing, in the other engine. \b is a word boundary outside a class and a backspace inside.
const escape = /\\(?:[dDwWsStrnvf]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\x20-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7e])/y;
const boundary = /\\[bB]/y;
// (?: (?= (?! (?<= (?<! (?<name> only: no inline options, atomic or conditional groups, comments, balancing groups.
const group = /\((?:\?(?::|=|!|<=|<!|<[a-z_]\w*>)|(?!\?))/iy;
const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;
// A shorthand class as the end of a range is an error in .NET and a literal hyphen in JavaScript.
const shorthand = /^\\[dws]/i;

/** One thing that takes characters, or a group of them. */
interface Atom {
  /** the source when it takes one character */
  source?: string;
  group?: Group;
  /** may it repeat without a bound that is small */
  endless: boolean;
  /** may it be left out */
  optional: boolean;
}
type Group = Atom[][];

class Scanner {
  at = 0;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  take(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }
  /** A class from its '[', or undefined where the engines differ: subtraction, a leading ']', '[:'. */
  class(): string | undefined {
    const start = this.at;
    this.take(/\[\^?/y);
    if (this.text[this.at] === ']') return undefined;
    let previous = '';
    let range = false;
    for (;;) {
      const item = this.take(escape)?.[0] ?? this.take(/[^\\]/sy)?.[0];
      if (item === undefined) return undefined;
      if (item === ']') return this.text.slice(start, this.at);
      if (item === '[' && (previous === '-' || this.text[this.at] === ':')) return undefined;
      if (range && shorthand.test(item)) return undefined;
      // A range cannot begin with an escaped hyphen in .NET.
      if (previous === '\\-' && item === '-' && this.text[this.at] !== ']') return undefined;
      range = item === '-' && previous !== '' && !range;
      previous = item;
    }
  }
  /** The alternatives up to ')' or the end, or undefined where the engines differ. */
  alternatives(): Group | undefined {
    let current: Atom[] = [];
    const all = [current];
    for (let sign = this.text[this.at]; sign !== undefined && sign !== ')'; sign = this.text[this.at]) {
      if (sign === '|') {
        this.at++;
        all.push((current = []));
        continue;
      }
      const atom = this.atom(sign);
      if (!atom) return undefined;
      const times = this.take(quantifier);
      if (times) {
        const [text, least, comma, most] = times;
        if ((least ?? '').length > 4 || (most ?? '').length > 4) return undefined;
        atom.endless =
          /^[*+]/.test(text) ||
          (comma !== undefined && most === '') ||
          Number(most) > 9 ||
          (atom.group !== undefined && Number(least) > 9);
        atom.optional = /^[*?]/.test(text) || Number(least) === 0;
      }
      current.push(atom);
    }
    return all;
  }
  private atom(sign: string): Atom | undefined {
    const plain = { endless: false, optional: false };
    if (sign === '^' || sign === '$') {
      this.at++;
      return plain;
    }
    if (this.take(boundary)) return plain;
    if (sign === '[') {
      const source = this.class();
      return source === undefined ? undefined : { ...plain, source };
    }
    if (sign === '(') {
      if (!this.take(group)) return undefined;
      const inner = this.alternatives();
      if (!inner || this.text[this.at++] !== ')') return undefined;
      return { ...plain, group: inner };
    }
    const start = this.at;
    if (sign === '\\') this.take(escape);
    else this.at++;
    return this.at === start ? undefined : { ...plain, source: this.text.slice(start, this.at) };
  }
}

const singles = (g: Group): string[] =>
  g.flat().flatMap((atom) => (atom.group ? singles(atom.group) : atom.source === undefined ? [] : [atom.source]));
const within = (g: Group, test: (atom: Atom) => boolean): boolean =>
  g.flat().some((atom) => test(atom) || (atom.group !== undefined && within(atom.group, test)));

/** Does each round of the group begin or end with a sign that nothing else in it can take? Then rounds are plain to see. */
function hasSeparator(alternatives: Group): boolean {
  const [only, ...more] = alternatives;
  if (!only || more.length > 0) return false;
  return [only[0], only.at(-1)].some((edge) => {
    const literal = edge?.source?.replace(/^\\(?=[^a-z])/i, '');
    if (!edge || literal?.length !== 1 || edge.endless || edge.optional || edge.source === '.') return false;
    const others = singles([only.filter((atom) => atom !== edge)]);
    return others.every((source) => !new RegExp(`^${source}$`, 'i').test(literal));
  });
}

/** A repeated group with a choice or a repetition inside and nothing between its rounds can take exponential time. */
function explosive(g: Group): boolean {
  return within(g, (atom) => {
    if (!atom.endless || !atom.group || hasSeparator(atom.group)) return false;
    return (
      atom.group.length > 1 ||
      within(atom.group, (inner) => inner.endless || inner.optional || (inner.group?.length ?? 0) > 1)
    );
  });
}

/** Repetitions that overlap with a neighbour or with anything: each one more multiplies the time by the length. */
function overlapping(g: Group): number {
  let count = 0;
  for (const alternative of g) {
    let previous: Atom | undefined;
    for (const atom of alternative) {
      if (atom.group) count += overlapping(atom.group);
      else if (atom.endless && (previous?.endless || /^(\.|\[\^|\\[DWS])/.test(atom.source ?? ''))) count++;
      previous = atom;
    }
  }
  return count;
}

/**
 * Would .NET's `Regex.IsMatch` find the pattern anywhere in the value? Says 'cannot tell' instead of guessing: for syntax
 * that only .NET has or that means something else in JavaScript; for values with line breaks (where '$' and '.'
 * differ); for other letters than ASCII where \w, \d, \s, \b or letter case come in; and for patterns that could take
 * exponential time. No 'u' flag: .NET, too, works on UTF-16 units. Without `caseSensitive` both ways must agree.
 */
export function judge(pattern: string, value: string, o: { caseSensitive?: boolean | undefined } = {}): Verdict {
  if (o.caseSensitive === undefined) {
    const [exact, loose] = [true, false].map((caseSensitive) => judge(pattern, value, { caseSensitive }));
    return exact === loose && exact !== undefined ? exact : 'cannot tell';
  }
  if (/[\n\v\f\r\u0085\u2028\u2029]/.test(value) || value.length > 512) return 'cannot tell';
  const foreign = /[^\x20-\x7e]/;
  const classes = /\\[dwsb]/i;
  if (foreign.test(value) && (!o.caseSensitive || classes.test(pattern))) return 'cannot tell';
  if ((foreign.test(pattern) || /\\u|\\x[89a-f]/i.test(pattern)) && !o.caseSensitive) return 'cannot tell';
  try {
    const scanner = new Scanner(pattern);
    const parsed = scanner.alternatives();
    if (!parsed || scanner.at !== pattern.length) return 'cannot tell';
    if ((value.length > 20 && explosive(parsed)) || (value.length > 60 && overlapping(parsed) > 2))
      return 'cannot tell';
    return new RegExp(pattern, o.caseSensitive ? '' : 'i').test(value) ? 'matches' : 'does not match';
  } catch {
    return 'cannot tell';
  }
}
