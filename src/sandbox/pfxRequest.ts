import { bool, int, objectBody, text } from './bodyReaders.ts';
import { readCommon, readStores, readTime, type CommonRequest } from './enrollRequest.ts';
import { notImplemented } from './enrollment.ts';
import { invalid, type Call } from './http.ts';
import { parseDn, type Rdn } from './pki/names.ts';
import type { WantedStore } from './storeRows.ts';
import type { World } from './world.ts';

/** Minimum length of a PFX password where the application setting says nothing (vendor documentation). */
const defaultPasswordLength = 12;

export interface PfxRequest extends CommonRequest {
  subject: Rdn[];
  keyType: string;
  keyLength: number | null;
  curve: string;
  password: string | null;
  friendlyName: string;
  legacyEncryption: boolean;
  stores: WantedStore[] | null;
  jobTime: number | null;
  installIntoExisting: boolean;
}

function setting(world: World, displayName: string): string | null {
  return world.appSettings.all().find((row) => row.DisplayName === displayName)?.Value ?? null;
}

function readSubject(body: object): Rdn[] {
  const parsed = parseDn(text(body, 'Subject') ?? '');
  if ('error' in parsed) throw invalid(`The subject could not be parsed. ${parsed.error}`);
  return parsed;
}

function readPassword(world: World, body: object): string | null {
  const password = text(body, 'Password');
  if (password === null || password === '') return null;
  const minimum = Number(setting(world, 'Password Length') ?? defaultPasswordLength);
  if (password.length < minimum) throw invalid(`The password must be at least ${minimum} characters long.`);
  return password;
}

function readFriendlyName(world: World, body: object): string {
  const name = (text(body, 'CustomFriendlyName') ?? '').trim();
  const wanted = /^true$/i.test(setting(world, 'Require Custom Friendly Name') ?? '');
  if (wanted && name === '') throw invalid('A custom friendly name is required.');
  return name;
}

function checkProvider(world: World, body: object): void {
  const provider = text(body, 'MicrosoftTargetCSP') ?? '';
  if (provider === '') return;
  const allowed = /^true$/i.test(setting(world, 'Allow Cryptographic Service Providers') ?? '');
  if (!allowed) throw invalid('A target cryptographic service provider is not allowed.');
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
  const subject = readSubject(body);
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
    const none = { keyType: '', keyLength: null, curve: '', legacyEncryption: false };
    return { ...shared, ...none, rootFirst: false, subjectHeader: true };
  }
  checkProvider(world, body);
  checkAlternativeKey(body);
  return {
    ...shared,
    keyType: text(body, 'KeyType') ?? '',
    keyLength: int(body, 'KeyLength'),
    curve: text(body, 'Curve') ?? '',
    legacyEncryption: bool(body, 'UseLegacyEncryption') ?? false,
  };
}
