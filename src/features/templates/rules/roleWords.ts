import type { Role } from '../../../api/roles.ts';

/** The names held that are none of the server's roles. */
export function unknownRoles(roles: readonly Role[], held: unknown): string[] {
  const names = new Set(roles.map(({ name }) => name));
  const list: unknown[] = Array.isArray(held) ? held : [];
  return list.filter((name): name is string => typeof name === 'string' && !names.has(name));
}

/** What a value of the owner rule is called. The vendor does not publish the labels, so each name is a guess and says so. */
export function ownerRoleLabel(value: number): string {
  const guess = ['optional', 'required', 'hidden'][value];
  return guess === undefined ? `Value ${value}` : `Value ${value} (probably ${guess})`;
}
