import { generatePassword } from '../../../domain/password.ts';

/** A password from the browser's own random source, longer than the server asks for. */
export function newPassword(minimum: number): string {
  return generatePassword(Math.max(minimum, 20), (n) => crypto.getRandomValues(new Uint8Array(n)));
}
