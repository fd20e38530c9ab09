import { explosive } from './regexCost.ts';
import { judge } from './regex.ts';
import { parseRegex, type Atom, type Group } from './regexSyntax.ts';

export type AdviceCode =
  | 'invalid'
  | 'unjudged'
  | 'start'
  | 'end'
  | 'one alternative'
  | 'blank'
  | 'dot'
  | 'slow'
  | 'space';

/** A remark about an expression. It never blocks anything. `at` is a place in UTF-16 units from 0. */
export interface Advice {
  code: AdviceCode;
  /** A sentence for the reader. */
  words: string;
  at?: number;
}

type Edge = 'start' | 'end';

/** Does every way through the group hold on to this edge of the value? */
function heldTo(edge: Edge, group: Group): boolean {
  return group.every((sequence) => isHeld(edge, sequence));
}

function isHeld(edge: Edge, sequence: readonly Atom[]): boolean {
  const inOrder = edge === 'start' ? sequence : sequence.toReversed();
  for (const atom of inOrder) {
    // .* and .+ at the edge take whatever stands there: an anchor would change nothing. With a bound it would.
    if (atom.source === '.' && atom.most === Infinity) return true;
    if (atom.optional) return false;
    if (atom.edge === edge) return true;
    if (atom.group && !atom.looks) return heldTo(edge, atom.group);
    if (atom.looks !== true) return false;
  }
  return false;
}

const signs: Record<Edge, string> = { start: '^', end: '$' };

function anchorAdvice(tree: Group, edge: Edge): Advice[] {
  if (heldTo(edge, tree)) return [];
  const sign = signs[edge];
  if (tree.length > 1 && tree.some((sequence) => isHeld(edge, sequence))) {
    return [
      {
        code: 'one alternative',
        words: `${sign} counts for one of the alternatives only. Put the alternatives in a group, as in ^(a|b)$, to hold all of them.`,
      },
    ];
  }
  const words =
    edge === 'start'
      ? 'Not anchored at the start: anything may stand before what matches. Begin with ^ to forbid it.'
      : 'Not anchored at the end: anything may follow what matches. End with $ to forbid it.';
  return [{ code: edge, words }];
}

const letter = /^[a-z0-9]$/i;
const isLetter = (atom: Atom | undefined) => letter.test(atom?.source ?? '');
const beginsWithLetter = (atom: Atom | undefined) =>
  isLetter(atom) || (atom?.group !== undefined && !atom.looks && atom.group.every(([first]) => isLetter(first)));

/** Dots that stand between letters, as in example.com, where a dot itself was probably meant. */
function bareDots(group: Group): number[] {
  return group.flatMap((sequence) =>
    sequence.flatMap((atom, index) => {
      if (atom.group) return bareDots(atom.group);
      const before = sequence[index - 1];
      const after = sequence[index + 1];
      const takes = before !== undefined && (before.group !== undefined || before.source !== undefined);
      const bare = atom.source === '.' && !atom.repeated && takes && before.source !== '.' && beginsWithLetter(after);
      return bare ? [atom.at] : [];
    }),
  );
}

function dotAdvice(tree: Group): Advice[] {
  const [at, ...more] = bareDots(tree);
  if (at === undefined) return [];
  const which = more.length > 0 ? 'Dots without a backslash stand' : 'A dot without a backslash stands';
  return [{ code: 'dot', at, words: `${which} for any character. Write \\. where a dot is meant.` }];
}

/**
 * Remarks about a .NET expression: what cannot be read or judged here, missing anchors, an accepted blank, a bare dot
 * between letters, nested repetitions (vendor documentation, "Backtracking in .NET regular expressions"), spaces at the
 * ends. An empty expression is no rule and gives none.
 */
export function regexAdvice(pattern: string): Advice[] {
  if (pattern === '') return [];
  const { tree, halt } = parseRegex(pattern);
  const found: Advice[] = [];
  if (halt?.kind === 'invalid')
    found.push({ code: 'invalid', at: halt.at, words: `.NET cannot read this expression: ${halt.why}.` });
  if (halt?.kind === 'unjudged')
    found.push({ code: 'unjudged', at: halt.at, words: `Cannot be judged here: ${halt.why}.` });
  if (tree) {
    found.push(...anchorAdvice(tree, 'start'), ...anchorAdvice(tree, 'end'), ...dotAdvice(tree));
    const slow = explosive(tree);
    if (slow)
      found.push({
        code: 'slow',
        at: slow.at,
        words: 'A repetition inside a repetition: some values can take very long, and the server may refuse or hang.',
      });
  }
  if (judge(pattern, '') === 'matches') found.push({ code: 'blank', words: 'An empty value matches, too.' });
  if (/^ | $/.test(pattern) && halt?.kind !== 'invalid') {
    const both = /^ .* $/s.test(pattern);
    const where = both ? 'Begins and ends' : pattern.startsWith(' ') ? 'Begins' : 'Ends';
    found.push({ code: 'space', words: `${where} with a space, which is part of the expression.` });
  }
  return found;
}
