import { commonName, type Rdn } from '../../../domain/dn.ts';
import { readSan, readSans } from '../../../domain/sanText.ts';
import { sanKey, type San, type SanKind } from '../../../domain/sans.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { chipKey, chipOf, chipSan, readChip, sanChip, type ReadChip } from './sansForm.ts';

/** The chips with what was typed in the place of one of them, which may be several names or none. */
export function replacedChips(chips: readonly string[], at: number, typed: string): { chips: string[]; words: string } {
  const others = chips.toSpliced(at, 1);
  const wanted = chipSan(typed) ? [typed] : readSans(typed).map(chipOf);
  const there = new Set(others.map(chipKey));
  const fresh = wanted.filter((chip) => !there.has(chipKey(chip)));
  const doubles = wanted.length - fresh.length;
  return { chips: others.toSpliced(at, 0, ...fresh), words: doubles === 0 ? '' : doublesWords(doubles) };
}

const doublesWords = (doubles: number): string =>
  `${formatCount(doubles)} ${doubles === 1 ? 'double' : 'doubles'} left out.`;

/** What was done with a text, in words: what cannot be asked for is not counted among the names. */
export function addedWords(added: readonly string[], doubles: number): string {
  const read = added.map(readChip);
  const usable = read.filter(({ blocks }) => !blocks);
  const wrong = read.length - usable.length;
  const doubtful = usable.filter(({ problem }) => problem !== undefined).length;
  const what = usable.length > 3 ? `${formatCount(usable.length)} names` : usable.map(({ value }) => value).join(', ');
  return [
    usable.length === 0 ? '' : `Added ${what}${doubtful > 0 ? ` (${formatCount(doubtful)} malformed)` : ''}.`,
    wrong === 0 ? '' : `${formatCount(wrong)} cannot be asked for.`,
    doubles === 0 ? '' : doublesWords(doubles),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

/** The host of an address as browsers show it, `https://app01.example.com:8443/login`; undefined where it is none. */
export function hostOfAddress(text: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@\s]*@)?(\[[^\]\s]+\]|[^/?#:\s]+)(?:[:/?#]\S*)?$/i.exec(text.trim());
  const short = /^([^/?#:@\s]+\.[^/?#:@\s]+)(?::\d{1,5}(?:[/?#]\S*)?|\/\S*)$/.exec(text.trim());
  const host = whole?.[1] ?? short?.[1];
  // An address block (10.0.0.0/8) is no host with a path.
  return host === undefined || (short && /^[\d.]+\/\d+$/.test(text.trim())) ? undefined : host.replace(/^\[|\]$/g, '');
}

/** The common name, or the host of it where it is an address, as the alternative name it would be; null where there is none. */
export function nameToAdd(subject: readonly Rdn[], chips: readonly string[]): San | null {
  const typed = commonName(subject)?.trim() ?? '';
  const cn = hostOfAddress(typed) ?? typed;
  const { kind, value, reason } = readSan(cn);
  // A word is a DNS name too, but mostly the name of a person or a product.
  if (kind === null || reason !== undefined || (kind === 'dns' && !/[.]/.test(value))) return null;
  const key = sanKey({ kind, value });
  return chips.some((chip) => chipKey(chip) === key) ? null : { kind, value };
}

/** The chip with another kind. A URI becomes a DNS name by its host. */
export function withKind(chip: ReadChip, kind: SanKind): string {
  const host = chip.kind === 'uri' && kind === 'dns' ? hostOfAddress(chip.value) : undefined;
  return sanChip({ kind, value: host ?? chip.value });
}
