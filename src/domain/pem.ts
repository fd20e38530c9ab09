import { DerError, hex } from './der.ts';
import type { Parsed } from './dn.ts';

type Wanted = 'request' | 'certificate';

const maxBytes = 1_000_000;
const labels: Readonly<Record<Wanted, RegExp>> = {
  request: /^(NEW )?CERTIFICATE REQUEST$/,
  certificate: /^(X509 )?CERTIFICATE$/,
};
const called = { request: 'a certificate signing request', certificate: 'a certificate' } as const;
const privateKey = 'This is a private key. Do not paste it here; it should not leave the system it was made on.';

const no = (reason: string) => ({ ok: false, reason }) as const;
const instead = (found: string, wanted: Wanted) => no(`This is ${found}, not ${called[wanted]}.`);

/** PEM text with LF, 64 characters a line (RFC 7468). */
export function pem(label: string, der: Uint8Array): string {
  const text = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''));
  return `-----BEGIN ${label}-----\n${text.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
}

function fromBase64(text: string): Uint8Array | undefined {
  const body = text.replace(/^(#|[\w-]+:).*$/gm, '').replace(/\s+/g, '');
  if (body === '' || /[^A-Za-z0-9+/=]/.test(body)) return undefined;
  try {
    return Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

// How things begin that are pasted by mistake: the hex inside the outer SEQUENCE of their DER or BER.
const sequence = '30(?:..|81..|82....)';
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^020103/, 'a PKCS #12 file (PFX)'],
  [/^06092A864886F70D0107/, 'a PKCS #7 file (P7B)'],
  [/^02010[01](02|04|30)/, privateKey],
  [new RegExp(`^${sequence}06..2A864886F70D01(05|0C)`), privateKey],
  [new RegExp(`^${sequence}06`), 'a public key'],
  [new RegExp(`^${sequence}02010030`), called.request],
  [new RegExp(`^${sequence}(A0030201|02)`), called.certificate],
];

/**
 * The reason for bytes that are not what was wanted: a private key, PKCS #12, PKCS #7 or Java keystore is called by its
 * name. `error` is what the reader of the wanted kind threw.
 */
export function nameMistake(bytes: Uint8Array, wanted: Wanted, error: unknown): { ok: false; reason: string } {
  const length = bytes[1] ?? 0;
  const from = length < 0x80 ? 2 : 2 + (length & 0x7f);
  const inside = bytes[0] === 0x30 ? hex(bytes.subarray(from, from + 20)) : '';
  const keystore = /^(FEEDFEED|CECECECE)/.test(hex(bytes.subarray(0, 4))) ? 'a Java keystore' : undefined;
  const found = keystore ?? beginnings.find(([form]) => form.test(inside))?.[1];
  if (found === privateKey) return no(privateKey);
  if (found !== undefined && found !== called[wanted]) return instead(found, wanted);
  const why = error instanceof DerError ? ` (${error.message})` : '';
  return no(`This is not ${called[wanted]}, or it is damaged${why}.`);
}

function decodeText(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(wide).decode(bytes);
}

const otherLabels: readonly (readonly [RegExp, string])[] = [
  [labels.request, called.request],
  [labels.certificate, called.certificate],
  [/PUBLIC KEY$/, 'a public key'],
  [/^(PKCS7|CMS)$/, 'a PKCS #7 file (P7B)'],
  [/CRL$/, 'a revocation list'],
];

// Without header lines only what begins as DER or as a Java keystore is worth a closer look.
const looksBinary = (bytes: Uint8Array | undefined): boolean => [0x30, 0xfe, 0xce].includes(bytes?.[0] ?? 0);

function fromText(text: string, wanted: Wanted, place: 'text' | 'file'): Parsed<Uint8Array> {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)];
  const begun = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((found) => found[1] ?? '');
  if (begun.some((label) => label.endsWith('PRIVATE KEY')) || text.includes('PuTTY-User-Key-File'))
    return no(privateKey);
  const fitting = blocks.filter((found) => labels[wanted].test(found[1] ?? ''));
  if (wanted === 'request' && fitting.length > 1)
    return no(`These are ${fitting.length} requests. Give one at a time.`);
  const other = begun.find((label) => !labels[wanted].test(label));
  if (fitting.length === 0 && other !== undefined) {
    return instead(otherLabels.find(([form]) => form.test(other))?.[1] ?? 'something else', wanted);
  }
  // A lost BEGIN or END line does not matter when the rest is whole.
  const body = fitting[0]?.[2] ?? text.replace(/^.*-----BEGIN [^-]*-----/s, '').replace(/-----.*$/s, '');
  const bytes = fromBase64(body);
  if (begun.length === 0 && !text.includes('-----END ') && !looksBinary(bytes))
    return no(`There is no ${called[wanted].replace(/^a /, '')} in this ${place}.`);
  return bytes ? { ok: true, value: bytes } : no(`This is not ${called[wanted]}: neither PEM nor base64 can be read.`);
}

/**
 * The DER inside pasted text or a dropped file: PEM with or without text around it, any line end, a byte order mark,
 * UTF-16, bare base64, or DER. Private keys are refused by name even beside what was wanted. Never throws and never
 * repeats the input in a reason.
 */
export function unwrap(input: string | Uint8Array, wanted: Wanted): Parsed<Uint8Array> {
  if (input.length > maxBytes) return no(`This is too large to be ${called[wanted]}.`);
  if (input.length === 0 || (typeof input === 'string' && input.trim() === '')) return no('There is nothing here yet.');
  if (typeof input === 'string') return fromText(input.replace(/^\uFEFF/, ''), wanted, 'text');
  const [first, second] = input;
  const binary =
    (first === 0x30 && ((second ?? 0) >= 0x80 || second === input.length - 2)) ||
    (first === 0xfe && second === 0xed) ||
    first === 0xce;
  return binary ? { ok: true, value: input } : fromText(decodeText(input), wanted, 'file');
}
