import type { Atom, Group } from './regexSyntax.ts';

const within = (g: Group, test: (atom: Atom) => boolean): boolean =>
  g.flat().some((atom) => test(atom) || (atom.group !== undefined && within(atom.group, test)));
const singles = (g: Group): string[] =>
  g.flat().flatMap((atom) => (atom.group ? singles(atom.group) : atom.source === undefined ? [] : [atom.source]));

/** A choice or a repetition: more than one way to take the same text. */
const branches = (atom: Atom) => atom.endless || atom.optional || (atom.group?.length ?? 0) > 1;

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

/** Do all alternatives begin with another letter or digit, and have one way only to go on? */
function isPlainChoice(alternatives: Group): boolean {
  const firsts = alternatives.map(([first]) => (/^[a-z0-9]$/i.test(first?.source ?? '') ? first?.source : undefined));
  const different = new Set(firsts.map((first) => first?.toLowerCase())).size === firsts.length;
  return !firsts.includes(undefined) && different && !within(alternatives, branches);
}

/** A repeated group with a choice or a repetition inside and nothing between its rounds: can take exponential time. */
export function explosive(g: Group): Atom | undefined {
  for (const atom of g.flat()) {
    if (!atom.group) continue;
    const choice = atom.group.length > 1 && !isPlainChoice(atom.group);
    if (atom.endless && (choice || within(atom.group, branches)) && !hasSeparator(atom.group)) return atom;
    const inner = explosive(atom.group);
    if (inner) return inner;
  }
  return undefined;
}
