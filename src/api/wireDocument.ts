import * as z from 'zod/mini';
import type { Json } from '../domain/merge.ts';
import { ApiError } from './errors.ts';
import { loose, maybe, read } from './wire.ts';

/** A JSON object as the server sent it: what a screen writes back stays this, unknown members included. */
export type WireDocument = { readonly [member: string]: Json };

/** Whether a JSON value is an object (not null, not an array). */
export function isDocument(value: Json | undefined): value is WireDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list member; null, a missing member and entries that are no objects give nothing. */
export function rowsOf(value: Json | undefined): readonly WireDocument[] {
  return Array.isArray(value) ? value.filter((row: Json) => isDocument(row)) : [];
}

/** A member as text; null, a missing member or another kind of value gives the empty text. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The name a document uses for a member, whatever its letter case (`Regex` and `RegEx` are both served), or undefined
 * when it is not there. An exact match comes first.
 */
export function memberName(document: WireDocument, name: string): string | undefined {
  if (Object.hasOwn(document, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(document).find((key) => key.toLowerCase() === wanted);
}

/** A copy of the document without the named members; the others keep order and spelling. */
export function without(document: WireDocument, names: ReadonlySet<string>): WireDocument {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.has(name)));
}

/** A copy of the document in which one existing member is passed through `change`; a missing member stays missing. */
export function withMember(document: WireDocument, name: string, change: (value: Json) => Json): WireDocument {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, key === name ? change(value) : value]),
  );
}

const derivedPolicyMembers = new Set(['DefaultCertificateOwnerRoleName']);
const supersededPolicyMembers = new Set(['KeyInfo', ...derivedPolicyMembers]);

/**
 * The part of a policy that a PUT may carry. Where the key algorithm lists came, `KeyInfo` is only a mirror of them and
 * stays out (vendor documentation, POST Enrollment Patterns); the owner role's name is derived from its id (recorded on
 * 25.4 and 25.5). A policy that is null stays null.
 */
export function policyBody(policy: Json): Json {
  if (!isDocument(policy)) return policy;
  const lists = Object.hasOwn(policy, 'PrimaryKeyAlgorithms');
  const named = Object.hasOwn(policy, 'DefaultCertificateOwnerRoleId');
  if (lists) return without(policy, supersededPolicyMembers);
  return named ? without(policy, derivedPolicyMembers) : policy;
}

/** The body of an answer, parsed from JSON by the client, as a document. */
function isJsonObject(body: unknown): body is WireDocument {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/**
 * The body of an answer as a document, untouched. The named members must be lists of objects, null or missing; throws
 * `ApiError` of kind `unreadable` otherwise. `what` names the document in that error.
 */
export function asWireDocument(body: unknown, what: string, lists: readonly string[]): WireDocument {
  read(loose(Object.fromEntries(lists.map((name) => [name, maybe(z.array(loose({})))]))), body, what);
  if (!isJsonObject(body)) throw new ApiError({ kind: 'unreadable' });
  return body;
}
