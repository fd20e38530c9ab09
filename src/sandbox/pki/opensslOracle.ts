import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program answered; `status` is 0 where it agreed. */
export interface Answer {
  status: number;
  stdout: Buffer;
  text: string;
}

/** A temporary folder in which tests ask the OpenSSL and keytool programs for their opinion. */
export interface Oracle {
  /** Writes a file and returns its path. */
  file: (name: string, content: string | Uint8Array) => string;
  path: (name: string) => string;
  run: (program: string, args: readonly string[], input?: string | Uint8Array) => Answer;
  openssl: (...args: string[]) => Answer;
  close: () => void;
}

/** Java for a moment: without the slower compiler, and in English. */
const quickJava = ['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC', '-J-Duser.language=en'];

/** Opens an oracle in a folder of its own; `close` removes the folder. */
export function openOracle(): Oracle {
  const folder = mkdtempSync(join(tmpdir(), 'pki-'));
  const path = (name: string): string => join(folder, name);
  const run: Oracle['run'] = (program, args, input) => {
    const done = spawnSync(program, [...(program === 'keytool' ? quickJava : []), ...args], {
      cwd: folder,
      ...(input === undefined ? {} : { input }),
    });
    if (done.error !== undefined) throw done.error;
    return {
      status: done.status ?? -1,
      stdout: done.stdout,
      text: Buffer.concat([done.stdout, done.stderr]).toString('utf8'),
    };
  };
  return {
    path,
    run,
    file: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    openssl: (...args) => run('openssl', args),
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
