import { ApiError } from '../../../api/errors.ts';

/** The section of the editor that edits a member; members that no section edits are not here. */
const sections: Readonly<Record<string, string>> = {
  friendlyname: 'naming',
  name: 'naming',
  description: 'naming',
  templatedefault: 'naming',
  allowedenrollmenttypes: 'enrollment-types',
  useallowedrequesters: 'who',
  allowedrequesters: 'who',
  useadpermissions: 'who',
  associatedroles: 'who',
  restrictcas: 'authorities',
  certificateauthorities: 'authorities',
  metadatafields: 'metadata',
  enrollmentfields: 'fields',
  templateregexes: 'regexes',
  regexes: 'regexes',
  templatedefaults: 'defaults',
  defaults: 'defaults',
  templatepolicy: 'policy',
  policies: 'policy',
  keyretention: 'keys',
  keyretentiondays: 'keys',
  allowoneclickrenewals: 'keys',
  certificatecleanupenabled: 'clean-up',
  timeafterexpiration: 'clean-up',
  timeafterexpirationunits: 'clean-up',
  deletewitharchivedkey: 'clean-up',
};

/** Sentences of the server that name no member (recorded on 25.4 and 25.5). */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/number of days to retain/i, 'keys'],
  [/at least one associated role/i, 'who'],
  [/at least one certificate authority/i, 'authorities'],
];

/**
 * How a member is named in a refusal: before a colon with the way to it (ASP.NET's map of errors), in quotes with its
 * words apart, `'Key Retention Days' must …` (validation of Command), or after `Path` (its JSON reader).
 */
const namings = [/^\$?\.?([a-z]+)[\w.[\]]*: /i, /^'([a-z ]+)'/i, /Path '([a-z]+)/i];

function sectionOfWords(words: string): string | null {
  const told = sentences.find(([pattern]) => pattern.test(words));
  if (told !== undefined) return told[1];
  for (const naming of namings) {
    const member = naming.exec(words)?.[1]?.replaceAll(' ', '').toLowerCase() ?? '';
    const section = Object.hasOwn(sections, member) ? sections[member] : undefined;
    if (section !== undefined) return section;
  }
  return null;
}

/**
 * The id of the section that a refusal is about, where its words say so and all of them agree; null otherwise: a wrong
 * place would be worse than none.
 */
export function sectionOf(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.status !== 400) return null;
  const words = [error.serverWords ?? '', ...error.reasons].map(sectionOfWords).filter((section) => section !== null);
  return new Set(words).size === 1 ? (words[0] ?? null) : null;
}
