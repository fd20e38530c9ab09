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

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/**
 * How to take a request's own secrets out of a text that the server answered, since some servers repeat what they were
 * sent: passwords and keys of the body, and the sign-in. Runs of white space in the text must be single spaces.
 */
export function secretsHider(body: unknown, authorization: string | null): (text: string) => string {
  return (text) => {
    const whole = [...secretsIn(body), ...secretsOfSignIn(authorization)].map((each) => each.replaceAll(/\s+/g, ' '));
    const pieces = whole.flatMap((each) => each.split(' ')).filter((piece) => piece.length >= shortestPiece);
    return [...whole.flatMap((each) => [each.trim(), inJson(each.trim())]), ...pieces]
      .filter((secret) => secret.length >= shortest)
      .toSorted((a, b) => b.length - a.length)
      .reduce((shown, secret) => shown.replaceAll(secret, notShown), text);
  };
}
