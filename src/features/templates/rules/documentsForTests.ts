import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import { changes, type Json } from '../../../domain/merge.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/*.json', { eager: true, import: 'default' });

/** A document of the corpus and what it is. */
export interface Sample {
  name: string;
  kind: RuleKind;
  document: WireDocument;
}

/** Every template, pattern and set of system-wide rules in the corpus. */
export const samples: readonly Sample[] = Object.entries(corpus).flatMap(([path, document]) => {
  const name = path.replace(/^.*\/|\.json$/g, '');
  const kind = (['template', 'pattern', 'settings'] as const).find((each) => name.startsWith(`${each}-`));
  return kind === undefined ? [] : [{ name, kind, document }];
});

/** One document of the corpus by its name. */
export function sample(name: string): WireDocument {
  const found = samples.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in the corpus`);
  return found.document;
}

/** Numbers from 0 up to but without `below`, the same ones for a seed each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const oddities: readonly Json[] = [
  null,
  false,
  0,
  '',
  [],
  {},
  [1, { a: null }],
  { deep: { empty: '' } },
  ' \u0000\ud800 ',
];

function mutated(document: WireDocument, below: (count: number) => number, stable: readonly string[]): WireDocument {
  const edited: Record<string, Json> = { ...document };
  const names = Object.keys(document).filter((name) => !stable.includes(name));
  for (let at = below(5); at > 0; at -= 1) {
    const name = names[below(Math.max(names.length, 1))];
    if (name === undefined) continue;
    if (below(2) === 0) delete edited[name];
    else edited[name] = null;
  }
  for (let at = below(4); at > 0; at -= 1) edited[`x-${below(9)}`] = oddities[below(oddities.length)] ?? null;
  return edited;
}

/**
 * A document of the corpus with unknown members at the top and in the policy, and some of its members null or missing,
 * except those named in `stable`; another one for every seed.
 */
export function anyDocument(seed: number, kinds: readonly RuleKind[], stable: readonly string[] = []): Sample {
  const below = numbers(seed);
  const fitting = samples.filter(({ kind }) => kinds.includes(kind));
  const chosen = fitting[below(fitting.length)];
  if (chosen === undefined) throw new Error('no such document in the corpus');
  const { name, kind, document } = chosen;
  const member = ruleMembers(kind, document).policy;
  const policy = document[member];
  // Without its policy, system-wide rules would be taken for those of another generation.
  const top = mutated(document, below, kind === 'settings' ? [...stable, member] : stable);
  const inner = isDocument(policy) && isDocument(top[member]) ? { [member]: mutated(policy, below, stable) } : {};
  return { name, kind, document: { ...top, ...inner } };
}

/** The paths that differ between two documents. */
export const paths = (before: Json, after: Json) => changes(before, after).map(({ path }) => path);
