import { member, ModelRefusal } from './http.ts';

/*
 * Reading request bodies as strictly as the server's JSON binder: names in any letter case, unknown members ignored,
 * a wrong JSON type is a 400. The wording of that 400 is known for one case (a boolean for KeyUsage); the ASP.NET
 * `errors` shape around it is a guess.
 */

function firstCharacter(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, 1);
}

function wrongType(path: string, value: unknown): never {
  throw new ModelRefusal({
    [path]: [`Unexpected character encountered while parsing value: ${firstCharacter(value)}. Path '${path}'`],
  });
}

/** Where a member is, for error messages: 'Policies.AllowWildcards'. */
export function at(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

/** A text, null when it is absent or null. */
export function text(body: unknown, name: string, parent = ''): string | null {
  const value = member(body, name);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : wrongType(at(parent, name), value);
}

/** A text that must be there and not be blank. */
export function requiredText(body: unknown, name: string, parent = ''): string {
  const value = text(body, name, parent);
  if (value === null || value.trim() === '') required(at(parent, name));
  return value;
}

/** Refuses: the member is missing. */
export function required(path: string): never {
  throw new ModelRefusal({ [path]: [`The ${path.split('.').at(-1)} field is required.`] });
}

/** A whole number (digits in a string will do, as the server's binder takes them), null when absent or null. */
export function int(body: unknown, name: string, parent = ''): number | null {
  const value = member(body, name);
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (typeof value === 'string' && /^-?\d{1,9}$/.test(value)) return Number(value);
  return wrongType(at(parent, name), value);
}

/** A whole number out of a small set; null when absent or null. */
export function oneOf(body: unknown, name: string, allowed: readonly number[], parent = ''): number | null {
  const value = int(body, name, parent);
  if (value === null || allowed.includes(value)) return value;
  const path = at(parent, name);
  throw new ModelRefusal({ [path]: [`The value '${value}' is not valid for ${name}.`] });
}

/** true or false; null when absent or null. */
export function bool(body: unknown, name: string, parent = ''): boolean | null {
  const value = member(body, name);
  if (value === undefined || value === null) return null;
  return typeof value === 'boolean' ? value : wrongType(at(parent, name), value);
}

/** A list, each element read by `read(element, path)`; null when absent or null. */
export function list<T>(
  body: unknown,
  name: string,
  read: (element: unknown, path: string) => T,
  parent = '',
): T[] | null {
  const value = member(body, name);
  if (value === undefined || value === null) return null;
  const path = at(parent, name);
  if (!Array.isArray(value)) return wrongType(path, value);
  return value.map((element: unknown, i) => read(element, `${path}[${i}]`));
}

/** An object; null when absent or null. */
export function object(body: unknown, name: string, parent = ''): object | null {
  const value = member(body, name);
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return wrongType(at(parent, name), value);
  return value;
}

/** An element that is a text; refuses anything else. For `list`. */
export function textElement(element: unknown, path: string): string {
  return typeof element === 'string' ? element : wrongType(path, element);
}

/** An element that is a whole number; refuses anything else, digits in a text too. For `list`. */
export function intElement(element: unknown, path: string): number {
  return typeof element === 'number' && Number.isInteger(element) ? element : wrongType(path, element);
}

/** An element that is an object; refuses anything else, null too. For `list`. */
export function objectElement(element: unknown, path: string): object {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return wrongType(path, element);
  return element;
}

/** The whole body must be an object. */
export function objectBody(body: unknown): object {
  if (body === undefined || body === null) throw new ModelRefusal({ '': ['A non-empty request body is required.'] });
  return objectElement(body, '$');
}
