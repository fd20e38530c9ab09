import { halting, Scanner, type Halt } from './regexScanner.ts';
import { scanCharEscape, scanProperty, scanSet } from './regexSet.ts';

/** One thing that takes characters, holds a place, or groups others. */
export interface Atom {
  /** place in the expression */
  at: number;
  /** the source when it takes one character; `[^]` where only .NET knows which */
  source?: string;
  group?: Group;
  /** an anchor of the whole value */
  edge?: 'start' | 'end';
  /** looks without taking: lookaround, word boundary */
  looks?: boolean;
  /** looks back: takes its inside from the end to the begin */
  behind?: boolean;
  /** is repeated at all */
  repeated: boolean;
  /** how often it stands there at least and, as far as there is a bound, at most */
  least: number;
  most: number;
  /** may it repeat without a bound that is small */
  endless: boolean;
  /** may it be left out */
  optional: boolean;
}
/** The alternatives, each a sequence. */
export type Group = Atom[][];

/** What an expression is made of. `tree` is missing where the reading had to end early. */
export interface Parsed {
  tree?: Group;
  halt?: Halt;
}

const canBeEmpty = (atom: Atom): boolean =>
  atom.optional ||
  atom.edge !== undefined ||
  atom.looks === true ||
  (atom.group?.some((sequence) => sequence.every(canBeEmpty)) ?? false);

const quantifier = /[*+?]|\{(\d+)(?:(,)(\d*))?\}/y;
const anyCharacter = '[^]';

class Parser {
  private readonly s: Scanner;
  private names = new Set<string>();
  private groups = 0;
  private references: { at: number; text: string; name: string }[] = [];
  /** Options and numbers inside the expression change which group has which number. */
  private numbersKnown = true;

  constructor(s: Scanner) {
    this.s = s;
  }

  whole(): Group {
    const tree = this.alternatives();
    if (this.s.at < this.s.text.length) this.s.fail('a ) has no ( before it', this.s.at);
    const lost = this.references.find(({ name }) => this.isLost(name));
    if (lost) this.s.fail(`${lost.text} refers to a group that is not there`, lost.at);
    return tree;
  }

  /** A number of two digits can be a character code instead. */
  private isLost(name: string): boolean {
    if (!/^\d/.test(name)) return !this.names.has(name);
    return this.numbersKnown && /^[1-9]$/.test(name) && Number(name) > this.groups;
  }

  private alternatives(): Group {
    const { s } = this;
    let current: Atom[] = [];
    const all = [current];
    for (;;) {
      this.comments();
      const sign = s.text[s.at];
      if (sign === undefined || sign === ')') return all;
      if (sign === '|') {
        s.at++;
        all.push((current = []));
        continue;
      }
      const nothing = s.ahead(quantifier);
      if (nothing) s.fail(`${nothing[0]} has nothing before it to repeat`, s.at);
      const atom = this.atom(sign);
      if (!atom) continue;
      current.push(atom);
      this.comments();
      this.repeat(atom);
    }
  }

  private comments(): void {
    const { s } = this;
    for (let at = s.at; s.take(/\(\?#[^)]*/y); at = s.at) {
      s.note('(?# … ) is a comment, known to .NET only', at);
      if (s.text[s.at] !== ')') s.fail('a comment is not closed', at);
      s.at++;
    }
  }

  private repeat(atom: Atom): void {
    const { s } = this;
    const at = s.at;
    const times = s.take(quantifier);
    if (!times) return;
    const [text, least = '', comma, most = ''] = times;
    if (least.length > 4 || most.length > 4) s.note('a count of more than four digits', at);
    else if (most !== '' && Number(least) > Number(most)) s.fail(`${text} counts backwards`, at);
    if (atom.edge || (atom.looks && !atom.group)) s.note(`${text} after an anchor is read by .NET only`, at);
    // Vendor documentation, "Quantifiers and empty matches": .NET ends such a repetition by a rule of its own.
    if (atom.group && canBeEmpty(atom)) s.note(`${text} repeats what can be empty`, at);
    atom.repeated = true;
    atom.least = least === '' ? (text === '+' ? 1 : 0) : Number(least);
    atom.most =
      text === '?' ? 1 : least === '' || (comma !== undefined && most === '') ? Infinity : Number(most || least);
    atom.endless = atom.most === Infinity || Number(most) > 9 || (atom.group !== undefined && Number(least) > 9);
    atom.optional = atom.least === 0;
    this.comments();
    if (s.take(/\?/y)) this.comments();
    const second = s.ahead(quantifier);
    if (second?.[0] === '+') s.fail(`.NET has no possessive quantifier ${text}+`, at);
    if (second) s.fail(`${second[0]} repeats a repetition`, s.at);
  }

  private atom(sign: string): Atom | undefined {
    const { s } = this;
    const at = s.at;
    const plain: Atom = { at, repeated: false, least: 1, most: 1, endless: false, optional: false };
    if (sign === '(') return this.group(plain);
    if (sign === '^' || sign === '$') {
      s.at++;
      return { ...plain, edge: sign === '^' ? 'start' : 'end' };
    }
    if (sign === '\\') return this.escape(plain);
    if (sign === '[') {
      const foreign = s.notes(() => scanSet(s));
      return { ...plain, source: foreign ? anyCharacter : s.text.slice(at, s.at) };
    }
    s.at++;
    return { ...plain, source: sign };
  }

  private escape(plain: Atom): Atom {
    const { s } = this;
    const at = s.at;
    if (s.take(/\\[bB]/y)) return { ...plain, looks: true };
    if (s.take(/\\[dDwWsS]/y)) return { ...plain, source: s.text.slice(at, s.at) };
    const edge = s.take(/\\[AGZz]/y)?.[0];
    if (edge !== undefined) {
      s.note(`${edge} is known to .NET only`, at);
      return { ...plain, edge: /[AG]/.test(edge) ? 'start' : 'end' };
    }
    if (s.ahead(/\\[pP]/y)) {
      scanProperty(s);
      return { ...plain, source: anyCharacter };
    }
    const reference = s.take(/\\(?:([1-9]\d*)|k?(?:<(\w+)>|'(\w+)'))/y);
    if (reference) {
      const text = reference[0];
      s.note(`${text} is a backreference, which .NET reads otherwise`, at);
      this.references.push({ at, text, name: reference[1] ?? reference[2] ?? reference[3] ?? '' });
      return { ...plain, source: anyCharacter, least: 0, most: Infinity, endless: true, optional: true };
    }
    if (s.ahead(/\\k[<']/y)) s.giveUp('\\k is a backreference, which .NET reads otherwise', at);
    if (s.take(/\\c[A-Za-z]/y)) {
      s.note('\\c is read otherwise by .NET', at);
      return { ...plain, source: anyCharacter };
    }
    // A set takes \b for a backspace; outside it never comes this far.
    const code = scanCharEscape(s);
    return { ...plain, source: code === undefined ? anyCharacter : s.text.slice(at, s.at) };
  }

  private group(plain: Atom): Atom | undefined {
    const { s } = this;
    const { at } = plain;
    const options = s.take(/\(\?([imnsx+-]+)([:)])/iy);
    if (options) {
      const [text, letters = '', end] = options;
      const why = `${text} sets an inline option of .NET`;
      if (/x/i.test(letters)) s.giveUp(why, at);
      s.note(why, at);
      this.numbersKnown = false;
      return end === ')' ? undefined : this.inside({ ...plain });
    }
    if (s.take(/\(\?(?:[=!]|<[=!])/y)) return this.inside({ ...plain, looks: true }, s.text[at + 2] === '<');
    if (s.take(/\(\?:/y)) return this.inside(plain);
    if (s.take(/\(\?>/y)) {
      s.note('(?> … ) is an atomic group, known to .NET only', at);
      return this.inside(plain);
    }
    if (s.ahead(/\(\?\(/y)) s.giveUp('(?( … ) is a conditional, known to .NET only', at);
    if (s.ahead(/\(\?[<']\w*-/y)) s.giveUp('(?<a-b> … ) is a balancing group, known to .NET only', at);
    const named = s.take(/\(\?(?:<(\w+)>|'(\w+)')/y);
    if (named) return this.named(plain, named[1], named[2]);
    if (s.ahead(/\(\?[<']/y)) s.giveUp('a group name that is not plain', at);
    const odd = s.ahead(/\(\?(.?)/suy);
    if (odd) s.fail(`.NET knows no group that begins with (?${odd[1] ?? ''}`, at);
    s.at++;
    this.groups++;
    return this.inside(plain);
  }

  private named(plain: Atom, angled: string | undefined, quoted: string | undefined): Atom {
    const { s } = this;
    const name = angled ?? quoted ?? '';
    if (/^0+$/.test(name)) s.fail('a group cannot have the number 0', plain.at);
    if (quoted !== undefined) s.note(`(?'${name}' … ) names a group in a form known to .NET only`, plain.at);
    else if (/^\d/.test(name)) s.note(`(?<${name}> … ) numbers a group, which only .NET does`, plain.at);
    else if (this.names.has(name)) s.note(`the group name ${name} stands twice, which .NET alone allows`, plain.at);
    if (/^\d/.test(name)) {
      if (/\D/.test(name)) s.giveUp('a group name that is not plain', plain.at);
      this.numbersKnown = false;
    }
    this.names.add(name);
    this.groups++;
    return this.inside(plain);
  }

  /** The alternatives of an opened group and its ')'. */
  private inside(atom: Atom, behind = false): Atom {
    const { s } = this;
    const group = this.alternatives();
    if (s.text[s.at] !== ')') s.fail('a group is not closed with )', atom.at);
    s.at++;
    if (behind && s.ahead(quantifier)) s.note('a repeated lookbehind is read by .NET only', s.at);
    return behind ? { ...atom, group, behind } : { ...atom, group };
  }
}

/**
 * Reads an expression as .NET does (vendor documentation, "Regular expression language - quick reference"). Returns its
 * tree, and what in it only .NET reads like that or, where that is certain, what makes .NET refuse it.
 */
export function parseRegex(pattern: string): Parsed {
  const scanner = new Scanner(pattern);
  const read = halting(() => new Parser(scanner).whole());
  if (!Array.isArray(read)) return { halt: read };
  return scanner.foreign ? { tree: read, halt: scanner.foreign } : { tree: read };
}
