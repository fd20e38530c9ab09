import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { openPfx, type OpenedPfx } from './openssl.ts';

/** Runs a program; throws its own words where it fails. */
function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
}

/** Opens a Java keystore with keytool, store and key by the same password; throws where keytool refuses it. */
export function openKeystore(path: string, password: string): OpenedPfx {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const copy = join(folder, 'copy.p12');
  const from = ['-srckeystore', path, '-srcstorepass', password];
  const to = ['-destkeystore', copy, '-deststoretype', 'PKCS12', '-deststorepass', password];
  try {
    run('keytool', [
      '-J-XX:TieredStopAtLevel=1',
      '-J-Duser.language=en',
      '-importkeystore',
      '-noprompt',
      ...from,
      ...to,
    ]);
    return openPfx(copy, password);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files of a ZIP in their order, by its central directory (APPNOTE 4.3.12): name and text. */
export function readZip(path: string): { name: string; text: string }[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [method, size, from] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const [named, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const name = bytes.toString('utf8', at + 46, at + 46 + (named ?? 0));
    const start = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
    const content = bytes.subarray(start, start + size);
    at += 46 + (named ?? 0) + (extra ?? 0) + (comment ?? 0);
    return { name, text: (method === 0 ? content : inflateRawSync(content)).toString('utf8') };
  });
}
