import { regexAdvice, type AdviceCode } from '../../../domain/regexAdvice.ts';
import { parseRegex, type Atom, type Group } from '../../../domain/regexSyntax.ts';

// What can be read off a .NET expression without running it; null where its syntax is not read here.

const star = /^(\\\*|\[\\?\*\]|\\x2[aA]|\\u002[aA])$/;
/** What a part is made of where only .NET knows which characters it takes. */
const anyCharacter = '[^]';

const anchors: ReadonlySet<AdviceCode> = new Set(['start', 'end', 'one alternative']);

/** Whether an expression ties both ends of a match to those of the value; null where it cannot be read. */
export function isAnchored(pattern: string): boolean | null {
  if (!parseRegex(pattern).tree) return null;
  return regexAdvice(pattern).every(({ code }) => !anchors.has(code));
}

function sourcesOf(alternatives: Group): string[] {
  const taking = alternatives.flat().filter((atom) => atom.looks !== true);
  return taking.flatMap((atom) =>
    atom.group ? sourcesOf(atom.group) : atom.source === undefined ? [] : [atom.source],
  );
}

/** Whether a part of the expression can stand for `*`; null where that cannot be read here. */
export function takesStar(pattern: string): boolean | null {
  const { tree } = parseRegex(pattern);
  if (!tree) return null;
  const sources = sourcesOf(tree);
  const plain = sources.filter((source) => source !== anyCharacter);
  try {
    if (plain.some((source) => new RegExp(`^${source}$`).test('*'))) return true;
  } catch {
    return null;
  }
  return plain.length === sources.length ? false : null;
}

const isStar = (atom: Atom): boolean =>
  !atom.optional &&
  atom.looks !== true &&
  (atom.group ? allNeedStar(atom.group) : atom.source !== undefined && star.test(atom.source));
const allNeedStar = (alternatives: Group): boolean => alternatives.every((alternative) => alternative.some(isStar));

/** Whether every value that matches holds a `*`. */
export function needsStar(pattern: string): boolean | null {
  const { tree } = parseRegex(pattern);
  return tree ? allNeedStar(tree) : null;
}
