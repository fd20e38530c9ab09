import type { Atom, Group } from './regexSyntax.ts';

/** A tree laid out as states with arrows: what a backtracking engine can be in at one place of the value. */
interface State {
  /** per place of the value, whether the character there can be taken; without it the state takes none */
  takes?: Uint8Array;
  edge?: 'start' | 'end';
  /** steps that each visit costs */
  weight: number;
  next: State[];
  /** visits at this place and, for those that come by taking a character, at the next */
  now: number;
  later: number;
}

/** What an expression may cost where nobody can end it: some milliseconds. */
export const affordableSteps = 500_000;
/** With more states than this, counting itself would take too long. */
const affordableStates = 4000;

/** More rounds than characters and one never come about: a repeated group takes at least one. */
const copiesOf = ({ least, most }: Atom, length: number) =>
  Math.min(most === Infinity ? Math.max(least, 1) : most, length + 1);

const sizeOf = (group: Group, length: number): number =>
  group.flat().reduce((sum, atom) => {
    const body = atom.group ? sizeOf(atom.group, length) : 1;
    return sum + copiesOf(atom, length) * (body + Number(atom.repeated));
  }, 1);

/** The tree for a value that is read from its end. */
const mirrored = (group: Group): Group =>
  group.map((sequence) =>
    sequence.toReversed().map((atom) => ({
      ...atom,
      ...(atom.edge ? { edge: atom.edge === 'start' ? ('end' as const) : ('start' as const) } : {}),
      // What looks around inside a lookbehind turns with it.
      ...(atom.looks === true && atom.group ? { behind: atom.behind !== true } : {}),
      ...(atom.group ? { group: mirrored(atom.group) } : {}),
    })),
  );

/** Steps from one place and ways through alternatives that repeat nothing, whatever the value; null where they do. */
function plainSteps(group: Group): { steps: number; ways: number } | null {
  const all = { steps: 1, ways: 0 };
  for (const sequence of group) {
    let ways = 1;
    for (const atom of sequence) {
      const inside = atom.group ? plainSteps(atom.group) : { steps: 1, ways: 1 };
      if (atom.repeated || inside === null) return null;
      all.steps += ways * inside.steps;
      if (atom.looks !== true) ways *= inside.ways;
    }
    all.ways += ways;
  }
  return all;
}

class Layout {
  readonly states: State[] = [];
  private readonly value: string;
  private readonly taken = new Map<string, Uint8Array>();

  constructor(value: string) {
    this.value = value;
  }

  /** The state in which the alternatives begin and from which they lead to `next`. */
  group(alternatives: Group, next: State | null): State {
    return this.state(alternatives.map((sequence) => this.sequence(sequence, next)).filter((entry) => entry !== null));
  }

  private state(next: State[], more: Partial<State> = {}): State {
    const made = { weight: 1, next, now: 0, later: 0, ...more };
    this.states.push(made);
    return made;
  }

  private sequence(sequence: readonly Atom[], next: State | null): State | null {
    return sequence.reduceRight<State | null>((after, atom) => this.repeated(atom, after ?? this.state([])), next);
  }

  private repeated(atom: Atom, next: State): State {
    const copies = copiesOf(atom, this.value.length);
    let entry = next;
    let left = copies;
    if (atom.most === Infinity) {
      const loop = this.state([next]);
      const body = this.once(atom, loop);
      loop.next = [body, next];
      entry = atom.least === 0 ? loop : body;
      left--;
    }
    for (; left > 0; left--) {
      const body = this.once(atom, entry);
      entry = left > atom.least ? this.state([body, next]) : body;
    }
    return entry;
  }

  private once(atom: Atom, next: State): State {
    if (atom.edge) return this.state([next], { edge: atom.edge });
    if (atom.behind === true && atom.group) {
      return this.state([next], { weight: 1 + this.stepsBack(atom.group) });
    }
    if (atom.looks === true) return this.state(atom.group ? [this.group(atom.group, null), next] : [next]);
    if (atom.group) return this.group(atom.group, next);
    return this.state([next], { takes: this.placesOf(atom.source ?? '') });
  }

  private stepsBack(group: Group): number {
    const plain = plainSteps(group);
    if (plain) return plain.steps;
    return stepsAtMost(mirrored(group), this.value.split('').toReversed().join(''));
  }

  /** With letter case and without: the bound holds both ways. */
  private placesOf(source: string): Uint8Array {
    let places = this.taken.get(source);
    if (!places) {
      const [exact, loose] = [new RegExp(`^${source}$`), new RegExp(`^${source}$`, 'i')];
      const takes = (sign: string) => Number(exact.test(sign) || loose.test(sign));
      places = Uint8Array.from({ length: this.value.length }, (_, at) => takes(this.value.charAt(at)));
      this.taken.set(source, places);
    }
    return places;
  }
}

/** The states so that, at one place, each comes before those it leads to. No round is empty, so there is such an order. */
function inOrder(states: readonly State[]): State[] {
  const seen = new Set<State>();
  const done: State[] = [];
  const visit = (state: State): void => {
    if (seen.has(state)) return;
    seen.add(state);
    if (!state.takes) for (const next of state.next) visit(next);
    done.push(state);
  };
  for (const state of states) visit(state);
  return done.toReversed();
}

/**
 * How many steps a backtracking engine makes at most to find out that an expression is nowhere in a value: the number of
 * ways to come to each part of the expression at each place of the value (vendor documentation, "Backtracking in .NET
 * regular expressions"). Takes a tree that both engines read alike; counts without running it, in time that grows with
 * tree times value. Infinity where even that is too much.
 */
export function stepsAtMost(tree: Group, value: string): number {
  if (sizeOf(tree, value.length) > affordableStates) return Infinity;
  const places = value.length + 1;
  const layout = new Layout(value);
  const entry = layout.group(tree, null);
  const order = inOrder(layout.states);
  let steps = 0;
  for (let at = 0; at < places; at++) {
    // An engine begins anew at each place.
    entry.now++;
    for (const state of order) {
      const { now: visits, next, takes, edge } = state;
      state.now = 0;
      if (visits === 0) continue;
      steps += visits * state.weight;
      if (takes) {
        if (takes[at] === 1) for (const each of next) each.later += visits;
      } else if (edge === undefined || (edge === 'start' ? at === 0 : at === places - 1)) {
        for (const each of next) each.now += visits;
      }
    }
    for (const state of order) {
      state.now = state.later;
      state.later = 0;
    }
  }
  return steps;
}
