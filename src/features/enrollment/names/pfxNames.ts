import { subjectParts, type Rdn } from '../../../domain/dn.ts';
import { parseSans, sanKey, toALabel, type San } from '../../../domain/sans.ts';

/** The subject parts with a field of their own, in the order they are sent. */
export const partNames = ['CN', 'OU', 'O', 'L', 'ST', 'C', 'E'] as const;
type SubjectPart = (typeof partNames)[number];

/** True for a part with a field of its own. */
export function isSubjectPart(type: string): type is SubjectPart {
  return partNames.some((name) => name === type);
}

interface SubjectValues {
  subject: Readonly<Record<SubjectPart, string>>;
  moreParts: readonly { type: string; value: string }[];
}

/** The subject in the order Keyfactor's own clients send it, common name first. A pasted space at an end does not go out. */
export function requestedSubject(values: SubjectValues): Rdn[] {
  const more = values.moreParts
    .map((row) => ({ ...row, value: row.value.trim() }))
    .filter((row) => row.type !== '' && row.value !== '');
  return partNames.flatMap((type): Rdn[] => {
    const value = values.subject[type].trim();
    const extra = type === 'OU' ? more : [];
    return [
      ...(value === '' ? [] : [[{ type, value }]]),
      ...extra.map((row) => [{ type: row.type, value: row.value }]),
    ];
  });
}

/** The names of the chips, each once. A chip that holds no name is left to the form. */
export function requestedSans(values: { sans: readonly string[] }): San[] {
  const byKey = new Map(values.sans.flatMap((chip) => parseSans(chip).sans).map((san) => [sanKey(san), san]));
  return [...byKey.values()];
}

/** Pasted text as chips, doubles removed; what cannot be read stays as it was typed, to be seen and corrected. */
export function sanChips(text: string): string[] {
  const { sans, rejected } = parseSans(text);
  return [...new Set([...sans.map(sanChip), ...rejected.map((each) => each.text)])];
}

/** A name as a chip: its kind in front, so that reading it again gives the same kind; DNS names in their ASCII form. */
export function sanChip(san: San): string {
  if (san.kind === 'dns') return `dns:${toALabel(san.value) ?? san.value}`;
  const prefix: Partial<Record<San['kind'], string>> = {
    ip4: 'ip',
    ip6: 'ip',
    rfc822: 'email',
    ms_ntprincipalname: 'upn',
  };
  return `${prefix[san.kind] ?? san.kind}:${san.value}`;
}

/** The parts with a field of their own, with their labels. */
export const subjectFields = subjectParts.filter((each) => isSubjectPart(each.type));
