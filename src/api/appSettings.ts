import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import type { MissingRight } from '../domain/missingRight.ts';
import { call } from './client.ts';
import { serverQuery } from './server.ts';
import { missingRight } from './unread.ts';
import { loose, maybe, read, text } from './wire.ts';

/** The application settings that shape an enrollment. `source` says where the length of passwords comes from. */
export interface EnrollmentAppSettings {
  passwordLength: number;
  /** Whether a request needs a friendly name; null where nothing is said. */
  friendlyNameRequired: boolean | null;
  /** Whether requesters may choose the password of a file; null where nothing is said. */
  customPassword: boolean | null;
  /** Whether a request may name a cryptographic service provider; null where nothing is said. */
  providersAllowed: boolean | null;
  /** The providers it may name; null where they are not said. */
  providers: readonly string[] | null;
  source: 'server' | 'defaults';
  /** Set where the caller may not read them. */
  missing: MissingRight | null;
}

/** What Keyfactor ships with (vendor documentation, Application Settings: Enrollment). */
export const shippedSettings: EnrollmentAppSettings = {
  passwordLength: 12,
  friendlyNameRequired: null,
  customPassword: null,
  providersAllowed: null,
  providers: null,
  source: 'defaults',
  missing: null,
};

const wireAppSettings = z.array(loose({ DisplayName: maybe(text), Value: maybe(text) }));

function truth(value: string | undefined): boolean | null {
  if (value === undefined || value === '') return null;
  return /^(true|1|yes)$/i.test(value);
}

/** Names in one text: which sign separates them is not documented. */
function names(value: string | undefined): string[] | null {
  if (value === undefined) return null;
  const found = value.split(/[\r\n;,|]+/).map((name) => name.trim());
  return [...new Set(found.filter((name) => name !== ''))];
}

/** Picks the settings by their label: their short names are documented nowhere. Values are always text. */
export function readAppSettings(body: unknown): EnrollmentAppSettings {
  const rows = read(wireAppSettings, body, 'the application settings');
  const value = (label: string) =>
    rows.find((row) => row.DisplayName?.trim().toLowerCase() === label)?.Value?.trim() ?? undefined;
  const length = Number(value('password length') ?? '');
  const told = Number.isInteger(length) && length > 0;
  return {
    passwordLength: told ? length : shippedSettings.passwordLength,
    friendlyNameRequired: truth(value('require custom friendly name')),
    customPassword: truth(value('allow custom password')),
    providersAllowed: truth(value('allow cryptographic service providers')),
    providers: names(value('cryptographic service providers')),
    source: told ? 'server' : 'defaults',
    missing: null,
  };
}

/** Few enrollers may read application settings: a refusal answers what Keyfactor ships with, and the server stays the judge. */
export function appSettingsQuery() {
  return queryOptions({
    queryKey: ['application settings', 'enrollment'],
    queryFn: async ({ client, signal }): Promise<EnrollmentAppSettings> => {
      const { abilities } = await client.ensureQueryData(serverQuery());
      if (!abilities.appSettings) return shippedSettings;
      try {
        return readAppSettings((await call('/AppSetting', { signal })).body);
      } catch (error) {
        return { ...shippedSettings, missing: missingRight(error) };
      }
    },
    staleTime: 5 * 60_000,
  });
}
