import { text } from './bodyReaders.ts';
import { invalid } from './http.ts';
import { randomOctets } from './pki/crypto.ts';
import type { World } from './world.ts';

/** Minimum length of a password where the application setting says nothing (vendor documentation). */
const defaultPasswordLength = 12;
/** 64 of them, so that every byte names one fairly. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#%+-=?@';

/** The value of an application setting by the label of the vendor's portal; null where there is none. */
export function setting(world: World, displayName: string): string | null {
  return world.appSettings.all().find((row) => row.DisplayName === displayName)?.Value ?? null;
}

function minimumLength(world: World): number {
  return Number(setting(world, 'Password Length') ?? defaultPasswordLength);
}

/** The password the server makes where none is sent: 16 letters, or as many as the setting asks of people. */
export function randomPassword(world: World): string {
  const length = Math.max(16, minimumLength(world));
  return [...randomOctets(length)].map((byte) => letters[byte % letters.length]).join('');
}

/** Password of a bundle; null where none is sent. One that is shorter than the setting says is refused. */
export function readPassword(world: World, body: object): string | null {
  const password = text(body, 'Password');
  if (password === null || password === '') return null;
  const minimum = minimumLength(world);
  if (password.length < minimum) throw invalid(`The password must be at least ${minimum} characters long.`);
  return password;
}

/**
 * MicrosoftTargetCSP: only where the setting allows it, and only a name of its list, one a line, whatever the letter case
 * (vendor documentation, POST Enrollment PFX). '' where none is sent.
 */
export function readProvider(world: World, body: object): string {
  const provider = (text(body, 'MicrosoftTargetCSP') ?? '').trim();
  if (provider === '') return '';
  const allowed = /^true$/i.test(setting(world, 'Allow Cryptographic Service Providers') ?? '');
  if (!allowed) throw invalid('A target cryptographic service provider is not allowed.');
  const listed = (setting(world, 'Cryptographic Service Providers') ?? '').split(/[\r\n]+/).map((line) => line.trim());
  const known = listed.find((name) => name.toLowerCase() === provider.toLowerCase());
  if (known === undefined) throw invalid(`'${provider}' is not in the list of cryptographic service providers.`);
  return known;
}
