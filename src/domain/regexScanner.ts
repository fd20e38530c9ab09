/** Where and why an expression cannot be judged here, or cannot be read at all. `why` is the first half of a sentence. */
export interface Halt {
  kind: 'unjudged' | 'invalid';
  why: string;
  /** place in the expression, in UTF-16 units from 0 */
  at: number;
}

class Halted extends Error {
  readonly halt: Halt;
  constructor(halt: Halt) {
    super(halt.why);
    this.halt = halt;
  }
}

/** Walks over an expression as .NET's parser does, and keeps the first thing that only .NET reads like that. */
export class Scanner {
  at = 0;
  readonly text: string;
  foreign: Halt | undefined;
  private foreignCount = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Steps over what the sticky form finds here; null, and no step, when it finds nothing. */
  take(form: RegExp): RegExpExecArray | null {
    const found = this.ahead(form);
    if (found) this.at += found[0].length;
    return found;
  }

  ahead(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at;
    return form.exec(this.text);
  }

  /** Notes something that .NET alone reads like that; reading goes on. */
  note(why: string, at: number): void {
    this.foreign ??= { kind: 'unjudged', why, at };
    this.foreignCount++;
  }

  /** Was anything noted while `read` ran? */
  notes(read: () => void): boolean {
    const before = this.foreignCount;
    read();
    return this.foreignCount > before;
  }

  /** Ends the reading: what follows cannot be read with certainty. */
  giveUp(why: string, at: number): never {
    throw new Halted(this.foreign ?? { kind: 'unjudged', why, at });
  }

  /** Ends the reading: .NET's parser certainly refuses the expression. */
  fail(why: string, at: number): never {
    throw new Halted({ kind: 'invalid', why, at });
  }
}

/** Runs a reader; returns what it read, or why the reading ended. */
export function halting<T>(read: () => T): T | Halt {
  try {
    return read();
  } catch (error) {
    if (error instanceof Halted) return error.halt;
    throw error;
  }
}
