import { sameBytes } from '../../../domain/certificate.ts';
import type { Csr } from '../../../domain/csr.ts';
import type * as Pkcs8 from '../../../domain/pkcs8.ts';

/** What the form says about a private key that goes with the request. */
export interface KeyValues {
  /** `made`: the one made in this browser; `given`: the one in `keyText`. */
  key: 'none' | 'made' | 'given';
  /** PEM, or base64 of a binary file. */
  keyText: string;
  keyPassword: string;
}

/** A key that may be sent: unencrypted PKCS #8 of the request's own key; else where it goes wrong and why. */
export type RetainedKey =
  | { ok: true; pkcs8: Uint8Array }
  | { ok: false; field: 'key' | 'keyText' | 'keyPassword'; reason: string };

/** A key is to go along and none is there: secrets are emptied when a request goes out, and stay so when it is changed. */
export const keyMissing = ({ key, keyText }: Omit<KeyValues, 'keyPassword'>): boolean =>
  key === 'given' && keyText.trim() === '';

const no = (field: 'key' | 'keyText' | 'keyPassword', reason: string) => ({ ok: false, field, reason }) as const;

async function given(values: KeyValues, { readPrivateKey, decryptPkcs8 }: typeof Pkcs8): Promise<RetainedKey> {
  if (values.keyText.trim() === '') return no('keyText', 'Choose the file of the key, or paste it.');
  const file = readPrivateKey(values.keyText);
  if (!file.ok) return no('keyText', file.reason);
  if (file.value.kind === 'plain') return { ok: true, pkcs8: file.value.der };
  if (values.keyPassword === '') return no('keyPassword', 'This key is encrypted. Enter its password.');
  const opened = await decryptPkcs8(file.value.der, values.keyPassword);
  return opened.ok ? { ok: true, pkcs8: opened.value } : no('keyPassword', opened.reason);
}

/**
 * The key that goes with a request, opened and compared with the request's own; null where none is to go. `made` is the key
 * made in this browser for this very request, if there is one. A key whose public half cannot be worked out here passes: the
 * server compares, too. Never rejects.
 */
export async function readRetainedKey(
  values: KeyValues,
  made: Uint8Array | null,
  csr: Pick<Csr, 'spki'>,
  load: () => Promise<typeof Pkcs8> = () => import('../../../domain/pkcs8.ts'),
): Promise<RetainedKey | null> {
  if (values.key === 'none') return null;
  const field = values.key === 'made' ? 'key' : 'keyText';
  if (values.key === 'made' && made === null) return no('key', 'There is no key made here for this request.');
  try {
    const reader = await load();
    const found: RetainedKey = values.key === 'made' && made ? { ok: true, pkcs8: made } : await given(values, reader);
    if (!found.ok) return found;
    const spki = await reader.publicKeyOf(found.pkcs8);
    const other = spki !== null && !sameBytes(spki, csr.spki);
    return other ? no(field, 'This key belongs to another request: its public half is not the one in the CSR.') : found;
  } catch {
    return no(field, 'The key could not be read on this page. Reload the page.');
  }
}

/** A key file as text for the form: PEM as it is, bytes as base64. */
export function keyFileText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes('-----BEGIN ') || text.includes('PuTTY-User-Key-File') ? text : base64(bytes);
}

/** Base64 without line breaks, as the wire wants keys. */
export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
