import type { Asked } from '../../domain/candidates.ts';
import { parseDn } from '../../domain/dn.ts';
import { isSan } from '../../domain/sans.ts';
import type { KeptRequest } from '../../kept.ts';

/** A request of the list as a found certificate is compared with it; what the list does not hold is said to be forgotten. */
export function askedOfKept({ subject, authority, compare }: KeptRequest): Asked {
  const parsed = parseDn(subject);
  const base = { subject: parsed.ok ? parsed.value : [], authority };
  if (!compare) {
    const forgotten = ['template', 'alternative names', 'key'] as const;
    return { ...base, sans: [], templateId: null, key: null, spki: null, forgotten };
  }
  const { sans, templateId, key, spki } = compare;
  return {
    ...base,
    sans: sans.filter(isSan),
    templateId,
    key: key && { kind: key.kind, bits: key.bits, ...(key.curve === undefined ? {} : { curve: key.curve }) },
    spki: spki === null ? null : Uint8Array.from(atob(spki), (sign) => sign.charCodeAt(0)),
  };
}
