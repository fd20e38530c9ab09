import { readRegex } from '../../../domain/regex.ts';
import type { LintFinding, LintInput } from './lintInput.ts';
import { isAnchored } from './regexShape.ts';

interface Row {
  regex: string;
}

interface Placed {
  row: Row;
  name: string;
  section: string;
  path: string;
}

const look = ({ regex }: Row) => ({ reading: readRegex(regex), anchored: isAnchored(regex) });
// A row that did not change is the very same object as before, and need not be read again after each key.
const looks = new WeakMap<Row, ReturnType<typeof look>>();

function lookAt(row: Row): ReturnType<typeof look> {
  const seen = looks.get(row) ?? look(row);
  looks.set(row, seen);
  return seen;
}

function ofRegex({ row, name, section, path }: Placed): LintFinding[] {
  const { regex } = row;
  const at = { section, path };
  const { reading, anchored } = lookAt(row);
  if (reading.kind === 'invalid') {
    const text = `${name}: .NET does not read the regex ${regex}: ${reading.why}.`;
    return [{ id: `${path} refused`, severity: 'warning', text, ...at }];
  }
  const found: LintFinding[] = [];
  if (anchored === false) {
    const text = `${name}: the regex ${regex} is not tied to begin and end with ^ and $, so a longer text passes when a part of it fits.`;
    found.push({ id: `${path} unanchored`, severity: 'warning', text, ...at });
  }
  if (reading.kind === 'unjudged') {
    const text = `${name}: the regex ${regex} cannot be judged here: ${reading.why}.`;
    found.push({ id: `${path} not judged`, severity: 'advice', text, ...at });
  }
  return found;
}

/** Expressions that .NET refuses, that cannot be judged here, or that let more pass than they seem to. */
export function regexFindings({ values, definitions }: LintInput): LintFinding[] {
  const nameOf = (id: number | null) =>
    definitions?.find((field) => field.metadataId === id)?.name ?? `Metadata field ${id ?? ''}`;
  const all: Placed[] = [
    ...(values.regexes ?? []).map((row, at) => ({
      row,
      name: row.subjectPart,
      section: 'regexes',
      path: `regexes.${at}.regex`,
    })),
    ...(values.metadata ?? []).map((row, at) => ({
      row,
      name: nameOf(row.metadataId),
      section: 'metadata',
      path: `metadata.${at}.regex`,
    })),
  ];
  return all.filter(({ row }) => row.regex !== '').flatMap(ofRegex);
}
