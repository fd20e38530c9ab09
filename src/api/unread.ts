import type { MissingRight } from '../domain/missingRight.ts';
import { mayNotRead, notPermitted, permissionOf } from './errors.ts';

/** What a read gave that somebody without the right to it goes on without, or that right. */
export type RowsRead<T> = readonly T[] | MissingRight;

/** Whether a read was refused. */
export const isMissing = (read: readonly unknown[] | MissingRight | undefined): read is MissingRight =>
  read !== undefined && 'permission' in read;

const tellsRight = (value: unknown) => typeof value === 'object' && value !== null && 'permission' in value;

/**
 * Whether what was read may be more once the caller has more rights: it failed as a refusal does, or it, or a part of it,
 * tells a missing right, or there is nothing, as many reads answer what may not be read.
 */
export function wasRefused({ data, error }: { data?: unknown; error: unknown }): boolean {
  if (error !== null) return mayNotRead(error);
  if (data === null || tellsRight(data)) return true;
  return typeof data === 'object' && !Array.isArray(data) && Object.values(data).some(tellsRight);
}

/** The `select` of such reads, for whoever asks not which right is missing: null where it may not be read. */
export const rowsOrNull = <T>(read: RowsRead<T>): readonly T[] | null => (isMissing(read) ? null : read);

/** The rows as far as they were read, none otherwise. */
export const rowsOf = <T>(read: RowsRead<T> | undefined): readonly T[] => (read && rowsOrNull(read)) ?? [];

/** The `select` for whoever asks which right is missing. */
export const asRead = <T>(read: RowsRead<T>): RowsRead<T> => read;

/**
 * The right that a refused read lacks, as the server spells it, null where it named none. Takes anything thrown and which
 * errors are a refusal; throws what is none.
 */
export function missingRight(error: unknown, isRefusal: (error: unknown) => boolean = notPermitted): MissingRight {
  if (isRefusal(error)) return { permission: permissionOf(error) };
  throw error;
}
