import type { CsrReading } from './csrForm.ts';
import type * as Reader from './csrReading.ts';

type Load = () => Promise<typeof Reader>;

const load: Load = () => import('./csrReading.ts');
const notLoaded = 'This part of the page could not be loaded. Reload the page.';

const keyBlock = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----.*?(-----END \1-----|$)/gs;
const puttyKey = /^PuTTY-User-Key-File.*/ms;

/** The text without the private keys that stand in it as PEM, and whether there were any. Needs no other code to be loaded. */
export function withoutKeys(text: string): { text: string; found: boolean } {
  const rest = text.replace(keyBlock, '').replace(puttyKey, '');
  return rest === text ? { text, found: false } : { text: rest.trim(), found: true };
}

/** Whether a text was read and found to be a private key in another form: bare base64, or the bytes of a file. */
export function isPrivateKey(reading: { ok: boolean; reason?: string } | null): boolean {
  return reading?.ok === false && /private key/i.test(reading.reason ?? '');
}

/** What a pasted text holds, or null for an empty one. Never throws: a reader that does not load is a reason, too. */
export async function readRequest(text: string, loadReader: Load = load): Promise<CsrReading | null> {
  if (text.trim() === '') return null;
  try {
    return await (await loadReader()).readCsr(text);
  } catch {
    return { text, ok: false, reason: notLoaded };
  }
}

/** The text of a chosen file, or why there is none. Never throws. */
export async function requestFileText(
  file: Pick<File, 'arrayBuffer'>,
  loadReader: Load = load,
): Promise<{ ok: true; text: string } | { ok: false; reason: string }> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // Moved or changed since it was chosen, or not readable for this user.
    return { ok: false, reason: 'The file could not be read. Choose it again, or paste its text.' };
  }
  try {
    return (await loadReader()).csrFileText(bytes);
  } catch {
    return { ok: false, reason: notLoaded };
  }
}

/** Why what was chosen as a file does not take the place of a request that is there; undefined where it may. */
export async function whyNotTaken(found: Awaited<ReturnType<typeof requestFileText>>): Promise<string | undefined> {
  if (!found.ok) return found.reason;
  const { text } = withoutKeys(found.text);
  if (text === '') return 'This is a private key, not a request.';
  const reading = await readRequest(text);
  return reading?.ok === false ? reading.reason : undefined;
}
