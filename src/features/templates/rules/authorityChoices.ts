import type { Authority } from '../../../api/authorities.ts';
import { rowsOf, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import type { Choice } from '../../../form/choices.ts';

function reasonAgainst({ tenant, standalone }: Authority, own: string): string | undefined {
  if (standalone) return 'a standalone CA has no templates';
  if (own === '' || tenant.toLowerCase() === own.toLowerCase()) return undefined;
  return `of the configuration tenant ${tenant === '' ? 'without a name' : tenant}`;
}

/**
 * The certificate authorities to choose from for a pattern of the configuration tenant `own`; those of another one come
 * last, with the reason against them. Authorities that the pattern holds and the list lacks are named as it names them.
 */
export function authorityChoices(list: readonly Authority[], own: string, pattern: WireDocument): Choice<number>[] {
  const choices = list.map((authority): Choice<number> => {
    const { id, logicalName, hostName, useForEnrollment } = authority;
    const against = reasonAgainst(authority, own);
    const hint = useForEnrollment === false ? `${hostName}, not used for enrollment` : hostName;
    return { value: id, label: logicalName || `CA ${id}`, hint, ...(against ? { disabledReason: against } : {}) };
  });
  const held = rowsOf(pattern['CertificateAuthorities']).flatMap((row): Choice<number>[] => {
    const id = row['Id'];
    if (typeof id !== 'number' || list.some((authority) => authority.id === id)) return [];
    return [{ value: id, label: textOf(row['LogicalName']) || `CA ${id}`, hint: textOf(row['HostName']) }];
  });
  const fits = choices.filter(({ disabledReason }) => disabledReason === undefined);
  return [...held, ...fits, ...choices.filter(({ disabledReason }) => disabledReason !== undefined)];
}
