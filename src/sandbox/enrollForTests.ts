import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, records, text, type Api, type Seen } from './apiForTests.ts';

export const password = 'Vq7-hdk2-MMz9';

/** Runs the openssl program with named files; returns what it printed. Throws with its words when it refuses. */
export function openssl(args: readonly string[], files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A body that the sandbox issues at once: pattern "Web servers – Ops", an EC key. */
export function pfxBody(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Subject: 'CN=app01.keyexample.com,O="Key Example, Inc.",C=US',
    EnrollmentPatternId: 3,
    CertificateAuthority: 'CorpIssuingCA1',
    KeyType: 'ECC',
    KeyLength: 256,
    Password: password,
    Timestamp: '2026-03-20T16:36:23Z',
    ...more,
  };
}

/** POST Enrollment/PFX, version 2. */
export async function enroll(
  api: Api,
  more: Record<string, unknown> = {},
  format: string | null = 'STORE',
): Promise<Seen> {
  return api('POST', '/Enrollment/PFX', {
    version: 2,
    headers: { 'x-certificateformat': format },
    body: pfxBody(more),
  });
}

/** The certificate id of a PFX answer. */
export function idOf(answer: Seen): number {
  const id = at(answer.body, 'CertificateInformation', 'KeyfactorId');
  if (typeof id !== 'number' || id === 0) throw new Error(`Not issued: ${answer.status} ${answer.text.slice(0, 300)}`);
  return id;
}

/** Moves the world's clock. */
export async function advance(api: Api, seconds: number): Promise<void> {
  await api('PATCH', '/sandbox/world', { body: { advanceMs: seconds * 1000 } });
}

/** Who calls from now on. */
export async function become(api: Api, user: string): Promise<void> {
  await api('PATCH', '/sandbox/world', { body: { user } });
}

/** A seeded store by machine, path or both: the first of the list. */
export async function storeId(api: Api, query: string): Promise<string> {
  const answer = await api('GET', `/CertificateStores?certificateStoreQuery.queryString=${encodeURIComponent(query)}`);
  return text(answer.body, 0, 'Id');
}

/** Entry parameters that an IIS store requires. */
export const binding = { Port: '443', IPAddress: '*', SiteName: 'Shop', Protocol: 'https' };

/** Adds a certificate to one store and returns the job id. */
export async function addTo(
  api: Api,
  certificateId: number,
  store: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const answer = await api('POST', '/CertificateStores/Certificates/Add', {
    body: {
      CertificateId: certificateId,
      CertificateStores: [{ CertificateStoreId: store, IncludePrivateKey: true, EntryPassword: null, ...more }],
      Schedule: { Immediate: true },
    },
  });
  return text(answer.body, 0);
}

/** History rows of a job, newest first. */
export async function historyOf(api: Api, jobId: string): Promise<Record<string, unknown>[]> {
  const query = encodeURIComponent(`JobId -eq "${jobId}"`);
  const path = `/OrchestratorJobs/JobHistory?QueryString=${query}&ReturnLimit=100&SortAscending=1&SortField=JobHistoryId`;
  return records((await api('GET', path)).body);
}
