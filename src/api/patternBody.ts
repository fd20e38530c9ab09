import type { Json } from '../domain/merge.ts';
import { isDocument, policyBody, without, type WireDocument } from './wireDocument.ts';

/** The id goes in the path, and a pattern can never move to another template (PUT EnrollmentPatterns). */
const serverOwned = new Set(['Id', 'Template']);

function eachAs(list: Json, member: string): Json {
  if (!Array.isArray(list)) return list;
  return list.map((entry: Json) => (isDocument(entry) ? (entry[member] ?? entry) : entry));
}

function memberBody(name: string, value: Json): Json {
  if (name === 'AssociatedRoles') return eachAs(value, 'Name');
  if (name === 'CertificateAuthorities') return eachAs(value, 'Id');
  if (name === 'Policies') return policyBody(value);
  return value;
}

/**
 * The body of PUT EnrollmentPatterns/{id} for a document that GET gave. What is read and what is written differ: roles
 * go back as names, certificate authorities as ids, the template and the id not at all (recorded on 25.5). Every other
 * member goes back as it came, unknown ones included.
 */
export function patternBody(pattern: WireDocument): WireDocument {
  return Object.fromEntries(
    Object.entries(without(pattern, serverOwned)).map(([name, value]) => [name, memberBody(name, value)]),
  );
}
