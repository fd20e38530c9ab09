import {
  algorithmFacts,
  algorithmRank,
  algorithmsText,
  commonCurves,
  knownAlgorithms,
  rsaSizes,
  sameAlgorithm,
  type AlgorithmFacts,
  type KeyAlgorithm,
} from '../../../domain/keyAlgorithms.ts';
import { curves } from '../../../domain/oids.ts';

import type { AlgorithmRow } from './policyKeysWire.ts';
import type { RuleKind } from './ruleMembers.ts';

/** One algorithm on the screen: what can be chosen of it, and the row that says what is. */
export interface KeySlot {
  /** Place in the loaded policy, −1 for one that the policy does not have. */
  source: number;
  facts: AlgorithmFacts;
  /** What is chosen now; null for nothing. */
  held: AlgorithmRow | null;
  /** What was chosen when the document was loaded; null for nothing. */
  loaded: AlgorithmRow | null;
  /** What the certificate authority offers, or all that is known where none says; null for nothing. */
  offer: KeyAlgorithm | null;
}

/** Everything that is known here, to choose from where no certificate authority says what it takes. */
export function everyAlgorithm(): KeyAlgorithm[] {
  const oids = [...new Set([...commonCurves, ...curves.keys()])];
  return knownAlgorithms.map(({ name, shape, bits }) => ({
    name,
    bitLengths: shape === 'sizes' ? rsaSizes : bits,
    curves: shape === 'curves' ? oids : [],
  }));
}

/** The algorithms to show, the usual ones first: those that came, those added, and those that can be added. */
export function keySlots(
  loaded: readonly AlgorithmRow[],
  rows: readonly AlgorithmRow[],
  offered: readonly KeyAlgorithm[],
): KeySlot[] {
  const offerOf = (name: string) => offered.find((offer) => sameAlgorithm(offer.name, name)) ?? null;
  const slots = loaded.map((row): KeySlot => ({
    source: row.source,
    facts: algorithmFacts(row.name),
    held: rows.find(({ source }) => source === row.source) ?? null,
    loaded: row,
    offer: offerOf(row.name),
  }));
  for (const { name } of [...rows.filter(({ source }) => source < 0), ...offered]) {
    if (slots.some(({ facts }) => sameAlgorithm(facts.name, name))) continue;
    const held = rows.find((row) => row.source < 0 && sameAlgorithm(row.name, name)) ?? null;
    slots.push({ source: -1, facts: algorithmFacts(name), held, loaded: null, offer: offerOf(name) });
  }
  return slots.toSorted((one, other) => algorithmRank(one.facts.name) - algorithmRank(other.facts.name));
}

/** Sizes that can be chosen in a slot, ascending: offered, loaded and chosen ones. */
export function sizesOf({ held, loaded, offer }: KeySlot): number[] {
  const all = [held, loaded, offer].flatMap((entry) => entry?.bitLengths ?? []);
  return [...new Set(all)].toSorted((one, other) => one - other);
}

/** Curves that can be chosen in a slot, each once. */
export function curvesOf({ held, loaded, offer }: KeySlot): string[] {
  return [...new Set([offer, loaded, held].flatMap((entry) => entry?.curves ?? []))];
}

/** Whether an entry allows its algorithm without the sizes or curves by which one would choose. */
export function isBare(entry: KeyAlgorithm | null, { facts: { shape } }: KeySlot): boolean {
  if (entry === null || shape === 'whole') return false;
  return (shape === 'sizes' ? entry.bitLengths : entry.curves).length === 0;
}

type Chosen = Pick<AlgorithmRow, 'bitLengths' | 'curves'>;

function withSlot(rows: readonly AlgorithmRow[], slot: KeySlot, chosen: Chosen | null): AlgorithmRow[] {
  const { source, facts, held, loaded } = slot;
  const others = rows.filter((row) => row !== held);
  if (chosen === null) return others;
  const row: AlgorithmRow = { source, name: loaded?.name ?? facts.name, ...chosen };
  const at = held === null ? rows.findIndex((other) => source >= 0 && (other.source < 0 || other.source > source)) : -1;
  if (held !== null) return rows.map((other) => (other === held ? row : other));
  return at === -1 ? [...rows, row] : [...rows.slice(0, at), row, ...rows.slice(at)];
}

const toggled = <Value>(list: readonly Value[], values: readonly Value[], on: boolean): Value[] => {
  const rest = list.filter((each) => !values.includes(each));
  return on ? [...list, ...values.filter((each) => !list.includes(each))] : rest;
};

/** The rows after a size was chosen or dropped; without its last size the algorithm is dropped. */
export function withSize(rows: readonly AlgorithmRow[], slot: KeySlot, size: number, on: boolean): AlgorithmRow[] {
  const bitLengths = toggled(slot.held?.bitLengths ?? [], [size], on);
  const kept = (slot.held ?? slot.loaded)?.curves ?? [];
  return withSlot(rows, slot, bitLengths.length === 0 ? null : { bitLengths, curves: kept });
}

/** The rows after curves were chosen or dropped; without its last curve the algorithm is dropped. */
export function withCurves(
  rows: readonly AlgorithmRow[],
  slot: KeySlot,
  oids: readonly string[],
  on: boolean,
): AlgorithmRow[] {
  const chosen = toggled(slot.held?.curves ?? [], oids, on);
  // The lengths that came stay in the row: what they must become follows from the curves when it is written.
  const came = slot.held ?? (isBare(slot.loaded, slot) ? null : slot.loaded);
  const bitLengths = came?.bitLengths ?? [];
  return withSlot(rows, slot, chosen.length === 0 ? null : { bitLengths, curves: chosen });
}

/** The rows after an algorithm was chosen or dropped as a whole; one that came returns as it came. */
export function withWhole(rows: readonly AlgorithmRow[], slot: KeySlot, on: boolean): AlgorithmRow[] {
  const { loaded, offer, facts } = slot;
  const whole = loaded ?? offer ?? { bitLengths: facts.bits, curves: [] };
  return withSlot(rows, slot, on ? { bitLengths: [...whole.bitLengths], curves: [...whole.curves] } : null);
}

/** What the sentence about the chosen algorithms goes by. */
interface Restriction {
  kind: RuleKind;
  rows: readonly AlgorithmRow[];
  /** What the policy leaves to the system-wide rules although something is chosen (`leftToSystem`). */
  left: readonly string[];
  /** What those allow: null when they restrict nothing, undefined where they are not known or this is them. */
  system: readonly KeyAlgorithm[] | null | undefined;
}

/** A sentence for each algorithm that is inherited beside those chosen; none where only those count. */
function inheritedTexts({ left, system }: Restriction): string[] {
  if (system === undefined) {
    return left.length === 0 ? [] : [`${left.join(', ')}: not set here, the system-wide rules are in force.`];
  }
  return left.flatMap((name) => {
    const below = (system ?? []).filter((entry) => sameAlgorithm(entry.name, name));
    const texts = below.map((entry) => algorithmsText([entry]).slice(name.length).trim() || 'allowed');
    return texts.length === 0 ? [] : [`${name}: not set here, system-wide: ${texts.join(', ')}.`];
  });
}

/** What the chosen algorithms mean, in a sentence, or in one for each family where some of them are inherited. */
export function restrictionText(restriction: Restriction): string {
  const { kind, rows, system } = restriction;
  if (rows.length > 0) {
    if (kind === 'settings') return 'Only what is chosen here may be used, by every enrollment.';
    const limits = 'and of it what the system-wide rules and the certificate authority allow';
    const inherited = inheritedTexts(restriction);
    if (inherited.length === 0) return `Only what is chosen here may be used, ${limits}.`;
    const own = rows.map(({ name }) => algorithmFacts(name).name).join(', ');
    return [`${own}: only what is chosen here, ${limits}.`, ...inherited].join(' ');
  }
  if (kind === 'settings') return 'Nothing is chosen: the system-wide rules restrict no keys.';
  if (system === undefined) return 'Not restricted here: the system-wide rules are in force.';
  if (system === null) return 'Not restricted here, and the system-wide rules restrict no keys either.';
  return `Not restricted here. In force are the system-wide rules: ${algorithmsText(system)}.`;
}
