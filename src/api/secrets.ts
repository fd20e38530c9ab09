/** Members of a request that hold a password or a private key, at any depth. */
const secretName = /password|passphrase|privatekey|secret/i;

/** True for the name of a member that holds a password or a private key. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** What stands in the place of a secret. */
export const notShown = '(not shown)';

/** A shorter text is too likely a part of ordinary words. */
const shortest = 4;
/** A piece of a key that a message may quote by itself, such as one line of it. */
const shortestPiece = 16;

function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    typeof each === 'string' && isSecretName(name) ? [each] : secretsIn(each),
  );
}

/** Of Basic credentials (RFC 7617 §2) the whole and the password, of any other kind the whole. */
function secretsOfSignIn(authorization: string | null): string[] {
  const credentials = authorization?.split(' ').at(-1) ?? '';
  try {
    const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
    const [, ...password] = new TextDecoder().decode(bytes).split(':');
    return [credentials, password.join(':')];
  } catch {
    return [credentials];
  }
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** Hexadecimal digits in either letter case. */
const anyCase = (hex: string) => hex.replaceAll(/[a-f]/gi, (sign) => `[${sign.toLowerCase()}${sign.toUpperCase()}]`);

/** A lone half of a surrogate pair has no UTF-8, so that no address can hold it. */
const percentBytes = (sign: string) => (/\p{Cs}/u.test(sign) ? [] : [...new TextEncoder().encode(sign)]);

/**
 * A sign as it is, and as JSON (RFC 8259 §7), addresses (RFC 3986 §2.1) and HTML escape it, also when that was done more
 * than once. Letters and digits are escaped by none of them.
 */
function signPattern(sign: string): string {
  if (/^[a-z0-9]$/i.test(sign)) return sign;
  if (/^\s$/.test(sign)) return String.raw`(?:\s|\+|%(?:25)*(?:20|0[aAdD9])|\\+[nrt])+`;
  const code = sign.codePointAt(0) ?? 0;
  const units = Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at).toString(16).padStart(4, '0'));
  const bytes = percentBytes(sign).map((byte) => byte.toString(16).padStart(2, '0'));
  const entity = entities[sign];
  const forms = [
    String.raw`\\*${sign.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)}`,
    units.map((unit) => String.raw`\\+u${anyCase(unit)}`).join(''),
    ...(bytes.length === 0 ? [] : [bytes.map((byte) => `%(?:25)*${anyCase(byte)}`).join('')]),
    `&(?:amp;)*(?:#0*${code}|#[xX]0*${anyCase(code.toString(16))}${entity === undefined ? '' : `|${entity}`});`,
  ];
  return `(?:${forms.join('|')})`;
}

const patternOf = (secret: string) =>
  new RegExp(Array.from(secret.replaceAll(/\s+/g, ' '), signPattern).join(''), 'gu');

/**
 * How to take secrets out of a text by their values, wherever they stand in it and however they are escaped. Those of
 * fewer than four characters stay, as they are parts of ordinary words; of a long one each line is hidden by itself, too.
 */
export function hiderOf(secrets: readonly string[]): (text: string) => string {
  let patterns: RegExp[] | undefined;
  const made = (): RegExp[] => {
    const whole = secrets.map((each) => each.trim());
    const pieces = whole.flatMap((each) => each.split(/\s+/)).filter((piece) => piece.length >= shortestPiece);
    return [...new Set([...whole, ...pieces])]
      .filter((secret) => secret.length >= shortest)
      .toSorted((a, b) => b.length - a.length)
      .map(patternOf);
  };
  return (text) => {
    patterns ??= made();
    return patterns.reduce((shown, pattern) => shown.replaceAll(pattern, notShown), text);
  };
}

/**
 * How to take a request's own secrets out of a text that the server answered, since some servers repeat what they were
 * sent: passwords and keys of the body, the sign-in, and what else the caller knows to be secret (`more`).
 */
export function secretsHider(
  body: unknown,
  authorization: string | null,
  more: readonly string[] = [],
): (text: string) => string {
  return hiderOf([...secretsIn(body), ...secretsOfSignIn(authorization), ...more]);
}
