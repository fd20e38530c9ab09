// Letters and digits that are easy to tell apart (no I, l, O, o, 0, 1), and signs that mean nothing to IIS, a shell, a
// URL or XML. 60 characters, so that 240 of the 256 byte values can be used without favouring any.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_.!';
const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[-_.!]/];
const usableBytes = 256 - (256 % alphabet.length);

function draw(length: number, random: (n: number) => Uint8Array): string {
  let text = '';
  for (let round = 0; text.length < length && round < 1000; round++) {
    for (const byte of random(length)) {
      if (byte < usableBytes && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

/**
 * A password of `length` characters (at least 4) with an upper-case and a lower-case letter, a digit and a sign. Whole
 * candidates are drawn again until they have all four, so every password that qualifies is equally likely. `random`
 * returns n random bytes; throws when it is so far from random that none qualifies.
 */
export function generatePassword(length: number, random: (n: number) => Uint8Array): string {
  const wanted = Math.max(classes.length, Math.floor(length));
  for (let attempt = 0; attempt < 1000; attempt++) {
    const text = draw(wanted, random);
    if (text.length === wanted && classes.every((form) => form.test(text))) return text;
  }
  throw new Error('The source of random bytes does not work.');
}

/** Why the server would not take this password, or undefined. `minimum` counts UTF-16 units as .NET does. */
export function passwordProblem(password: string, minimum: number): string | undefined {
  if (password === '') return 'Enter a password.';
  if (password.length < minimum) return `Use at least ${minimum} characters.`;
  // oxlint-disable-next-line no-control-regex -- a pasted tab or line break is what this looks for
  if (/[\u0000-\u001f\u007f]/.test(password)) return 'Remove tabs and line breaks from the password.';
  return undefined;
}

/**
 * Whether a password holds printable ASCII only. The JDK refuses any other for PKCS #12 with "Password is not ASCII"
 * (com.sun.crypto.provider.PBEKey).
 */
export function isPlainPassword(password: string): boolean {
  return /^[ -~]*$/.test(password);
}
