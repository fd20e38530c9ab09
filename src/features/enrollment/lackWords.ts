import { permissionOf } from '../../api/errors.ts';
import type { MissingRight } from '../../domain/missingRight.ts';
import { isPart, type Scope } from '../../domain/scope.ts';
import { takenWords } from '../../domain/takenWords.ts';

/** A read that the caller may not do, and what was asked for. */
export interface Refused extends MissingRight {
  scope: Scope;
}

export const refusedBy = (error: unknown, scope: Scope): Refused => ({ permission: permissionOf(error), scope });

/** Says that certificates may not be searched and what follows; of the whole server, that it may be open in part. */
export function noSearchWords(refused: Refused | undefined, so: string): string {
  const part =
    refused && !isPart(refused.scope)
      ? '. If your rights end at a collection or a container, enroll from its certificates'
      : '';
  return `you may not search certificates${takenWords(refused?.permission)}, so ${so}${part}`;
}
