import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';

/** One stored row: which table, which id, its JSON text (null: remove it). */
export interface Change {
  kind: string;
  id: string;
  json: string | null;
}

/** What the sandbox keeps between runs: rows as JSON texts in one table of one SQLite file. */
export interface Storage {
  /** JSON texts of a kind in the order in which the rows were first written. */
  read(kind: string): string[];
  /** Writes all changes in one transaction. */
  write(changes: readonly Change[]): void;
  clear(): void;
  close(): void;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * A process that is killed inside a transaction leaves `<database>.lock/` behind and every later start would say
 * "database is locked". The pid file tells whether that process is still there.
 */
function takeOver(folder: string, file: string): string {
  const pidFile = join(folder, 'sandbox.pid');
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').trim()) : Number.NaN;
  if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && alive(pid)) {
    throw new Error(
      `The sandbox in ${folder} is in use by process ${pid}. Stop it, or delete ${pidFile} if it is not a sandbox.`,
    );
  }
  rmSync(`${file}.lock`, { recursive: true, force: true });
  writeFileSync(pidFile, `${process.pid}\n`);
  return pidFile;
}

/** Opens (or makes) the store in a folder. Throws a sentence when another living process uses it. */
export function openStorage(folder: string): Storage {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sandbox.sqlite');
  const pidFile = takeOver(folder, file);
  const db = new sqlite.Database(file);
  db.exec(
    'CREATE TABLE IF NOT EXISTS documents (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id))',
  );
  const put =
    'INSERT INTO documents (kind, id, json) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json';

  return {
    read(kind) {
      const rows = db.all('SELECT json FROM documents WHERE kind = ? ORDER BY rowid', [kind]);
      return rows.flatMap((row) => (typeof row.json === 'string' ? [row.json] : []));
    },
    write(changes) {
      const upsert = db.prepare(put);
      const remove = db.prepare('DELETE FROM documents WHERE kind = ? AND id = ?');
      try {
        db.exec('BEGIN');
        for (const { kind, id, json } of changes) {
          if (json === null) remove.run([kind, id]);
          else upsert.run([kind, id, json]);
        }
        db.exec('COMMIT');
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      } finally {
        upsert.finalize();
        remove.finalize();
      }
    },
    clear() {
      db.exec('DELETE FROM documents');
    },
    close() {
      if (db.isOpen) db.close();
      rmSync(pidFile, { force: true });
    },
  };
}
