import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { serverQuery } from './server.ts';
import { loose, maybe, read, text } from './wire.ts';

/** The application settings that shape an enrollment. `source` says whether the server told us or these are its defaults. */
export interface EnrollmentAppSettings {
  passwordLength: number;
  friendlyNameRequired: boolean;
  source: 'server' | 'defaults';
}

/** What Keyfactor ships with (vendor documentation, Application Settings: Enrollment). */
export const shippedSettings: EnrollmentAppSettings = {
  passwordLength: 12,
  friendlyNameRequired: false,
  source: 'defaults',
};

const wireAppSettings = z.array(loose({ DisplayName: maybe(text), Value: maybe(text) }));

/** Picks the two settings by their label: their short names are documented nowhere. Values are always text. */
export function readAppSettings(body: unknown): EnrollmentAppSettings {
  const rows = read(wireAppSettings, body, 'the application settings');
  const value = (label: string) => rows.find((row) => row.DisplayName?.trim().toLowerCase() === label)?.Value?.trim();
  const length = Number(value('password length') ?? '');
  const friendly = value('require custom friendly name')?.toLowerCase();
  return {
    passwordLength: Number.isInteger(length) && length > 0 ? length : shippedSettings.passwordLength,
    friendlyNameRequired: friendly === 'true' || friendly === '1',
    source: 'server',
  };
}

/** Few enrollers may read application settings: a refusal answers what Keyfactor ships with, and the server stays the judge. */
export function appSettingsQuery() {
  return queryOptions({
    queryKey: ['application settings', 'enrollment'],
    queryFn: async ({ client, signal }) => {
      const { abilities } = await client.ensureQueryData(serverQuery());
      if (!abilities.appSettings) return shippedSettings;
      try {
        return readAppSettings((await call('/AppSetting', { signal })).body);
      } catch (error) {
        if (notPermitted(error)) return shippedSettings;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}
