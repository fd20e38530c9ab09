import { commonName, type Rdn } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { distinctSans, readSan, readSans, sanProblem } from '../../../domain/sanText.ts';
import { sanKey, sanLabels, toALabel, wireSan, type San, type SanKind } from '../../../domain/sans.ts';
import type { Problem } from '../problem.ts';

// What stands in front of a chip. Read strictly, so that a value may hold commas, spaces and colons.
const prefixes: Readonly<Record<SanKind, string>> = {
  dns: 'dns',
  ip4: 'ip',
  ip6: 'ip',
  rfc822: 'email',
  uri: 'uri',
  ms_ntprincipalname: 'upn',
  ms_ntdsreplication: 'guid',
  directory: 'dirname',
  registeredid: 'oid',
  x400: 'x400',
  ediparty: 'ediparty',
  ip: 'ipaddress',
  other: 'other',
};
const kinds = Object.keys(prefixes) as SanKind[];

/** A chip of the editor: a name, or what was typed and why it is none. */
export interface ReadChip {
  chip: string;
  kind: SanKind | null;
  value: string;
  /** As it is asked for, where that is not what was typed: an internationalised name, an IPv6 address. */
  wire: string | null;
  problem: string | undefined;
  /** It cannot be asked for at all: it is of no kind, or empty. What is only malformed is left to the server. */
  blocks: boolean;
}

/** The kind and value of a chip; null for text that is none. */
export function chipSan(chip: string): San | null {
  const colon = chip.indexOf(':');
  const [prefix, value] = [chip.slice(0, Math.max(colon, 0)), chip.slice(colon + 1)];
  const kind = prefix === 'ip' && value.includes(':') ? 'ip6' : kinds.find((each) => prefixes[each] === prefix);
  return kind === undefined ? null : { kind, value };
}

/** What a chip holds. */
export function readChip(chip: string): ReadChip {
  const san = chipSan(chip);
  if (san) return { chip, ...san, wire: wireOf(san), problem: sanProblem(san), blocks: san.value.trim() === '' };
  const read = readSan(chip);
  return {
    chip,
    kind: read.kind,
    value: read.value,
    wire: wireOf(read),
    problem: read.reason,
    blocks: read.kind === null,
  };
}

function wireOf({ kind, value }: { kind: SanKind | null; value: string }): string | null {
  const wire = kind === null ? value : wireSan({ kind, value }).value;
  return wire === value ? null : wire;
}

/** A name as a chip: its kind in front, so that reading it again gives the same kind, and the value as it was typed. */
export function sanChip(san: San): string {
  return `${prefixes[san.kind]}:${san.value}`;
}

/** A name that was read as a chip; what is none as it was typed. */
export const chipOf = ({ kind, value, text }: { kind: SanKind | null; value: string; text: string }): string =>
  kind === null ? text : sanChip({ kind, value });

/** Pasted text as chips, doubles removed; what cannot be read stays as it was typed, to be seen and corrected. */
export function sanChips(text: string): string[] {
  return withNames([], text).chips;
}

export interface JoinedChips {
  chips: string[];
  added: string[];
  doubles: number;
}

/** The chips with those of a text behind them, and how many names of it are left out because they are there already. */
export function withNames(chips: readonly string[], text: string): JoinedChips {
  return joinedChips(chips, readSans(text).map(chipOf));
}

/** The chips with others behind them that are not there yet. */
export function joinedChips(chips: readonly string[], found: readonly string[]): JoinedChips {
  const there = new Set(chips.map(chipKey));
  const added = found.filter((chip) => {
    const key = chipKey(chip);
    if (there.has(key)) return false;
    there.add(key);
    return true;
  });
  return { chips: [...chips, ...added], added, doubles: found.length - added.length };
}

/** The text under which two chips are the same. */
export function chipKey(chip: string): string {
  const { kind, value, problem } = readChip(chip);
  return kind === null || problem !== undefined ? chip : sanKey({ kind, value });
}

/** The names of the chips as they are asked for, each once. A chip that holds no name is left to the form. */
export function requestedSans(chips: readonly string[]): San[] {
  const named = chips.map(readChip).flatMap(({ kind, value, blocks }): San[] => {
    return kind === null || blocks ? [] : [wireSan({ kind, value })];
  });
  return distinctSans(named);
}

/** What keeps the names from being sent: chips of no kind, and empty ones. */
export function sanProblems(chips: readonly string[]): Problem[] {
  return chips.map(readChip).flatMap(({ value, problem, blocks }) => {
    return blocks ? [{ path: ['sans'], text: `${value}: ${problem ?? 'Enter a value.'}` }] : [];
  });
}

/** The findings about a request, and beside them those of its names that are malformed and not among them. */
export function sanFindings(chips: readonly string[], found: readonly Finding[]): Finding[] {
  const said = new Set(found.map(({ text }) => text));
  const malformed = chips.map(readChip).flatMap(({ kind, value, wire, problem, blocks }): Finding[] => {
    if (kind === null || blocks || problem === undefined) return [];
    const text = `${sanLabels[kind]} ${wire ?? value}: ${problem}`;
    return said.has(text) ? [] : [{ grade: 'likely refused', where: 'sans', text }];
  });
  const undocumented = requestedSans(chips).flatMap(({ kind, value }): Finding[] => {
    if (kind !== 'x400' && kind !== 'ediparty') return [];
    const text = `${sanLabels[kind]} ${value}: sent as it is typed; how a server reads it is not documented.`;
    return said.has(text) ? [] : [{ grade: 'worth a look', where: 'sans', text }];
  });
  return [...found, ...malformed, ...undocumented];
}

/**
 * The DNS name that the server adds by itself: with RFC 2818 enforcement the common name, unless it is asked for
 * (vendor documentation, POST Enrollment CSR).
 */
export function serverAdds(subject: readonly Rdn[], chips: readonly string[], rfc: boolean | null): string | null {
  const cn = commonName(subject) ?? '';
  const san = { kind: 'dns', value: cn } as const;
  if (rfc !== true || sanProblem(san) !== undefined) return null;
  const key = sanKey(san);
  return chips.some((chip) => chipKey(chip) === key) ? null : (toALabel(cn) ?? cn);
}
