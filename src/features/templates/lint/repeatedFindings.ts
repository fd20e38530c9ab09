import type { LintFinding, LintInput } from './lintInput.ts';

interface Named {
  /** What makes rows the same; undefined for a row that says nothing yet. */
  key: string | undefined;
  text: string;
}

/** One finding for each key that several rows have, at the second of them. */
function repeated(rows: readonly Named[], section: string, member: string): LintFinding[] {
  const times = new Map<string, number>();
  return rows.flatMap(({ key, text }, at): LintFinding[] => {
    if (key === undefined) return [];
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    if (before !== 1) return [];
    return [{ id: `${section} repeat ${key}`, severity: 'advice', text, section, path: `${section}.${at}.${member}` }];
  });
}

/** Rows that are about the same thing: which of them counts is not known. */
export function repeatedFindings({ values, definitions }: LintInput): LintFinding[] {
  const counts = 'Which of them counts is not known here.';
  const ofPart = (what: string) => (row: { subjectPart: string }) => ({
    key: row.subjectPart === '' ? undefined : row.subjectPart.toUpperCase(),
    text: `${row.subjectPart} has more than one ${what} here. ${counts}`,
  });
  const metadata = (values.metadata ?? []).map(({ metadataId }) => {
    const name = definitions?.find((field) => field.metadataId === metadataId)?.name;
    const text = `${name ?? `Metadata field ${metadataId ?? ''}`} has more than one row here. ${counts}`;
    return { key: metadataId === null ? undefined : String(metadataId), text };
  });
  const fields = (values.fields ?? []).map(({ name }) => ({
    key: name === '' ? undefined : name,
    text: `More than one enrollment field is called ${name}: the CA gets their values under one name.`,
  }));
  return [
    ...repeated((values.regexes ?? []).map(ofPart('regex')), 'regexes', 'subjectPart'),
    ...repeated((values.defaults ?? []).map(ofPart('default')), 'defaults', 'subjectPart'),
    ...repeated(metadata, 'metadata', 'metadataId'),
    ...repeated(fields, 'fields', 'name'),
  ];
}
