import type { Page } from '@playwright/test';
import { expect } from './world.ts';

/** A certificate as the API lists it. */
export interface CertificateRow {
  Id: number;
  IssuedCN: string;
  SerialNumber: string;
  TemplateName: string;
  HasPrivateKey: boolean;
  Locations: { StoreMachine: string; StorePath: string; CertStoreId: string }[];
}

/**
 * Enrolls a web server's certificate past the page, as whoever is signed in. The server keeps its key. Returns its id.
 * @param source what it is enrolled with, as the request names it
 */
export async function issued(
  page: Page,
  commonName: string,
  source: Record<string, unknown> = { EnrollmentPatternId: 3 },
): Promise<number> {
  const answer = await page.context().request.post('/KeyfactorAPI/Enrollment/PFX', {
    headers: {
      'x-keyfactor-requested-with': 'APIClient',
      'x-keyfactor-api-version': '2',
      'x-certificateformat': 'STORE',
    },
    data: {
      Subject: `CN=${commonName},O="Key Example, Inc.",C=US`,
      SANs: { DNS: [commonName] },
      ...source,
      CertificateAuthority: 'CorpIssuingCA1',
      KeyType: 'ECC',
      KeyLength: 256,
      Password: 'Chosen-by-hand-2026',
      Timestamp: '2026-03-20T16:36:23Z',
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { CertificateInformation } = (await answer.json()) as { CertificateInformation: { KeyfactorId: number } };
  return CertificateInformation.KeyfactorId;
}
