import { matcher, QueryError, type Field, type Value } from './query.ts';

import type { Permission } from './permissions.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

export type { Field } from './query.ts';

/** One API call as a route sees it: signed in, version checked, body parsed. */
export interface Call {
  world: World;
  user: User;
  /** The world's time. */
  now: Date;
  /** Path parameters as sent (decoded). */
  params: Record<string, string>;
  /** A query parameter by name, whatever its letter case, bare or with the prefix of the route. */
  query(name: string): string | undefined;
  header(name: string): string | undefined;
  apiVersion: 1 | 2;
  /** Parsed JSON; undefined when nothing was sent. Read members with `member`. */
  body: unknown;
}

export interface Reply {
  /** Default 200. */
  status?: number;
  /** JSON; absent means an empty body without Content-Type. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** '/Templates/:id'. Letter case does not matter when matching; fixed segments win over parameters. */
  path: string;
  /** Api-Supported-Versions of the path, as recorded. */
  versions: '1.0' | '1.0, 2';
  /** Versions on a 10.x server where they differ. */
  versionsV10?: '1.0';
  /** First major version that has the route. */
  since?: number;
  /** What list parameters may be prefixed with, besides standing bare: `pq` takes `pq.queryString`. */
  prefix?: 'pq' | 'sq' | 'query' | 'pagedQuery' | 'instanceQuery' | 'certificateStoreQuery';
  /** Needed right; a list means all of them. None: any signed-in user. */
  permission?: Permission | readonly Permission[];
  /** A right on certificates that must be held somewhere; the route itself asks whether it is held here. */
  certificateRight?: Permission;
  /** One of these is enough. */
  anyPermission?: readonly Permission[];
  handle(call: Call): Reply | Promise<Reply>;
}

/** A refusal in the server's own shape: {"ErrorCode","Message"[,"FailedOperations":[{"Reason"}]]}. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly failed: readonly string[] | undefined;
  constructor(status: number, code: string, message: string, failed?: readonly string[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.failed = failed;
  }
}

/** A request that does not fit the model: 400 with an ASP.NET `errors` map of member path → messages. */
export class ModelRefusal extends Error {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  constructor(errors: Readonly<Record<string, readonly string[]>>) {
    super('One or more validation errors occurred.');
    this.errors = errors;
  }
}

/** The general validation refusal: 400 0xA011000F (recorded on 25.4). */
export function invalid(message: string): Refusal {
  return new Refusal(400, '0xA011000F', message);
}

/** An id that does not exist: 404. The code is a guess, no 404 body is recorded. */
export function notFound(what: string, id: string | number): Refusal {
  return new Refusal(404, '0xA0110005', `${what} with id '${id}' does not exist.`);
}

/** Member of a JSON object by name, whatever the letter case (the server binds request names that way). */
export function member(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const wanted = name.toLowerCase();
  let found: unknown;
  for (const [key, value] of Object.entries(body)) {
    if (key === name) return value;
    if (key.toLowerCase() === wanted) found = value;
  }
  return found;
}

/** A whole number from the path; anything else is a model error. */
export function idParam(call: Call, name = 'id'): number {
  const text = call.params[name] ?? '';
  if (!/^-?\d{1,9}$/.test(text)) throw new ModelRefusal({ [name]: [`The value '${text}' is not valid.`] });
  return Number(text);
}

/** A yes/no query parameter; absent is false, anything but true or false is a model error. */
export function flagQuery(call: Call, name: string): boolean {
  const text = call.query(name);
  if (text === undefined || text === '') return false;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  throw new ModelRefusal({ [name]: [`The value '${text}' is not valid.`] });
}

function countQuery(call: Call, name: string, fallback: number): number {
  const text = call.query(name);
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new ModelRefusal({ [name]: [`The value '${text}' is not valid for ${name}.`] });
  const value = Number(text);
  if (value < 1) throw invalid(`'${name}' must be greater than '0'.`);
  return value;
}

export interface ListOptions<T> {
  /** Fields of the query language, by documented name. */
  fields: Record<string, Field<T>>;
  /** Fields that may be sorted by; default: `fields`. */
  sortFields?: Record<string, Field<T>>;
  defaultSort: string;
  render(row: T): unknown;
}

function sortKey(value: Value): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  return String(value).toLowerCase();
}

function sorted<T>(rows: readonly T[], field: Field<T>, descending: boolean): T[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(field(row)) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (typeof a.key === typeof b.key) return a.key < b.key ? -sign : a.key > b.key ? sign : 0;
    return typeof a.key === 'string' ? -sign : sign;
  });
  return keyed.map((k) => k.row);
}

function fieldNamed<T>(fields: Record<string, Field<T>>, name: string): Field<T> | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(fields).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** The rows that a query text finds, all of them for an empty one; a text that cannot be understood is a 400. */
export function matching<T>(
  call: Call,
  rows: readonly T[],
  fields: Record<string, Field<T>>,
  text: string,
): readonly T[] {
  const asker = { now: call.now, login: call.user.login };
  try {
    const matches = matcher(text, fields, asker);
    return matches === null ? rows : rows.filter(matches);
  } catch (error) {
    if (error instanceof QueryError) throw invalid(error.message);
    throw error;
  }
}

/**
 * A list answer: QueryString, SortField, SortAscending (1 means descending), PageReturned from 1, ReturnLimit 50,
 * X-Total-Count with the number of matches before paging. A page past the end is [].
 */
export function listReply<T>(call: Call, rows: readonly T[], o: ListOptions<T>): Reply {
  const found = matching(call, rows, o.fields, call.query('QueryString') ?? '');
  const sortName = call.query('SortField') || o.defaultSort;
  const field = fieldNamed(o.sortFields ?? o.fields, sortName);
  if (field === undefined) throw new Refusal(400, '0xA011004A', `Invalid sort field: ${sortName}.`);
  const order = (call.query('SortAscending') ?? '0').toLowerCase();
  if (!['', '0', '1', 'ascending', 'descending'].includes(order)) {
    throw new ModelRefusal({ SortAscending: [`The value '${order}' is not valid for SortAscending.`] });
  }
  const inOrder = sorted(found, field, order === '1' || order === 'descending');
  const page = countQuery(call, 'PageReturned', 1);
  const size = countQuery(call, 'ReturnLimit', 50);
  const shown = inOrder.slice((page - 1) * size, page * size);
  return { body: shown.map((row) => o.render(row)), headers: { 'X-Total-Count': String(found.length) } };
}
