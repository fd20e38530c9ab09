import * as z from 'zod/mini';
import { ApiError } from './errors.ts';

// Without this zod probes `new Function` once, which a strict content security policy reports as a violation.
z.config({ jitless: true });

/** A whole number. */
export const int = z.int();
/** Any text, the empty one included. */
export const text = z.string();
/** True or false; null and "not there" are other values (see `maybe`). */
export const bool = z.boolean();
/** An enum as it came: Keyfactor sends some as numbers and some as names. Read it with `enumNumber`. */
export const numberOrName = z.union([z.int(), z.string()]);
/** The value, null, or not there: three values that stay apart. */
export const maybe = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
/** An object whose unknown members are kept as they came. */
export const loose = <T extends z.core.$ZodLooseShape>(shape: T) => z.looseObject(shape);
/** An array where null and "not there" mean empty; only for what is read, not for what is written back. */
export const listOf = <T extends z.core.SomeType>(schema: T) =>
  z.pipe(
    z.optional(z.nullable(z.array(schema))),
    z.transform((rows) => rows ?? []),
  );

/**
 * Checks an answer's body against a schema. Returns the value with unknown members kept; throws `ApiError` of kind
 * `unreadable` that says where the body differs, never what it held. `afterWrite` marks the outcome as unknown.
 */
export function read<T extends z.core.$ZodType>(
  schema: T,
  body: unknown,
  what: string,
  o: { afterWrite?: boolean } = {},
): z.output<T> {
  const result = z.safeParse(schema, body);
  if (result.success) return result.data;
  const reasons = result.error.issues.slice(0, 5).map((issue) => {
    const where = issue.path.map(String).join('.');
    const expected =
      'expected' in issue && typeof issue.expected === 'string' ? `expected ${issue.expected}` : 'unexpected value';
    return `${what}${where === '' ? '' : `, ${where}`}: ${expected}`;
  });
  throw new ApiError({ kind: 'unreadable', reasons, outcomeUnknown: o.afterWrite ?? false });
}

/** A member of a JSON object by name, ignoring case (`KeyfactorID` and `KeyfactorId` differ per call); else undefined. */
export function readCaseless(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  const wanted = name.toLowerCase();
  if (Object.hasOwn(object, name)) return Reflect.get(object, name);
  const key = Object.keys(object).find((each) => each.toLowerCase() === wanted);
  return key === undefined ? undefined : Reflect.get(object, key);
}

/** The number of an enum that came as a number, a numeric text or a name (case ignored); null when it is none of them. */
export function enumNumber(value: unknown, names: Readonly<Record<string, number>>): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  if (typeof value !== 'string') return null;
  if (/^-?\d+$/.test(value)) return Number(value);
  const found = readCaseless(names, value);
  return typeof found === 'number' ? found : null;
}

/**
 * A date as Keyfactor writes it: ISO 8601 with up to seven fraction digits, and UTC where no zone is given (a
 * certificate authority's `LastScan` on 25.4). Null when it is no date.
 */
export function parseInstant(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    value.trim(),
  );
  if (parts === null) return null;
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = parts;
  const milliseconds = fraction === '' ? '' : `.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const date = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}${milliseconds}${zone.toUpperCase()}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
