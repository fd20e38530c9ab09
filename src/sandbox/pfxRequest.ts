import { bool, int, objectBody, text } from './bodyReaders.ts';
import { readPassword, readProvider, setting } from './bundleSettings.ts';
import { populated } from './directory.ts';
import { readCommon, readStores, readTime, type CommonRequest } from './enrollRequest.ts';
import { notImplemented } from './enrollment.ts';
import { invalid, type Call } from './http.ts';
import { parseDn, type Rdn } from './pki/names.ts';
import type { WantedStore } from './storeRows.ts';
import type { World } from './world.ts';

export interface PfxRequest extends CommonRequest {
  subject: Rdn[];
  keyType: string;
  keyLength: number | null;
  curve: string;
  password: string | null;
  friendlyName: string;
  legacyEncryption: boolean;
  /** Name of a Microsoft cryptographic service provider; '' for none. */
  provider: string;
  stores: WantedStore[] | null;
  jobTime: number | null;
  installIntoExisting: boolean;
}

function readSubject(body: object): Rdn[] {
  const parsed = parseDn(text(body, 'Subject') ?? '');
  if ('error' in parsed) throw invalid(`The subject could not be parsed. ${parsed.error}`);
  return parsed;
}

function readFriendlyName(world: World, body: object): string {
  const name = (text(body, 'CustomFriendlyName') ?? '').trim();
  const wanted = /^true$/i.test(setting(world, 'Require Custom Friendly Name') ?? '');
  if (wanted && name === '') throw invalid('A custom friendly name is required.');
  return name;
}

function checkAlternativeKey(body: object): void {
  const alternative = text(body, 'AlternativeKeyType') ?? '';
  if (alternative !== '') throw notImplemented('Alternative (post-quantum) keys');
}

/** Reads the body of POST Enrollment/PFX; a 10.x server does not know key choice, chain order, encryption or owners. */
export function readPfxRequest(call: Call): PfxRequest {
  const body = objectBody(call.body);
  const { world } = call;
  const common = readCommon(body);
  const fillIn = call.apiVersion === 1 && (bool(body, 'PopulateMissingValuesFromAD') ?? false);
  const subject = fillIn ? populated(readSubject(body), call.user) : readSubject(body);
  const second = call.apiVersion === 2;
  const shared = {
    ...common,
    subject,
    password: readPassword(world, body),
    friendlyName: readFriendlyName(world, body),
    stores: second ? readStores(body) : null,
    jobTime: second ? readTime(body, 'JobTime') : null,
    installIntoExisting: second && (bool(body, 'InstallIntoExistingCertificateStores') ?? true),
  };
  if (!world.profile.keyChoice) {
    const none = { keyType: '', keyLength: null, curve: '', legacyEncryption: false, provider: '' };
    return { ...shared, ...none, rootFirst: false, subjectHeader: true };
  }
  checkAlternativeKey(body);
  return {
    ...shared,
    keyType: text(body, 'KeyType') ?? '',
    keyLength: int(body, 'KeyLength'),
    curve: text(body, 'Curve') ?? '',
    legacyEncryption: bool(body, 'UseLegacyEncryption') ?? false,
    provider: readProvider(world, body),
  };
}
