import type { PfxFormat } from '../../../api/enrollment.ts';
import { bundleFiles, type BundleKind } from '../../../domain/bundle.ts';
import { commonName } from '../../../domain/dn.ts';
import type { SentRequest } from '../sent.ts';

/** What files of this enrollment are named after: the common name, else the first alternative name. */
export function fileTitle(sent: Pick<SentRequest, 'subject' | 'sans'>): string {
  return commonName(sent.subject) ?? sent.sans[0]?.value ?? '';
}

/** STORE and REPLACE prepare a delivery to stores. */
export const isDelivery = (format: PfxFormat): boolean => format === 'STORE' || format === 'REPLACE';

/** The formats that are a file; a delivery comes as a PFX (recorded on 25.4). */
const kinds: Record<PfxFormat, BundleKind> = {
  PFX: 'PFX',
  ZIP: 'ZIP',
  PEM: 'PEM',
  JKS: 'JKS',
  STORE: 'PFX',
  REPLACE: 'PFX',
};

/**
 * Ending and media type of the file in an answer: by what was asked for, unless the bytes plainly are something else. Java
 * keystores since Java 9 are PKCS #12 inside, so that those stay what they were asked for as.
 */
export function bundleFile(
  format: PfxFormat,
  found: BundleKind | null,
): { kind: BundleKind; extension: string; type: string; asAsked: boolean } {
  const asked = kinds[format];
  const kind = found === null || (asked === 'JKS' && found === 'PFX') ? asked : found;
  return { kind, ...bundleFiles[kind], asAsked: kind === asked };
}
