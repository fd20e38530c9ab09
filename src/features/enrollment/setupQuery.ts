import { queryOptions } from '@tanstack/react-query';
import { appSettingsQuery } from '../../api/appSettings.ts';
import { patternMetadataQuery, ruleSetQuery } from '../../api/enrollmentContext.ts';
import { metadataFieldsQuery } from '../../api/metadata.ts';
import { rolesQuery } from '../../api/roles.ts';
import { readRuleSet } from '../../api/ruleSet.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { settingsQuery } from '../../api/settings.ts';
import { templateQuery } from '../../api/templates.ts';
import { missingRight } from '../../api/unread.ts';
import type { MissingRight } from '../../domain/missingRight.ts';
import { setupFrom, type EnrollChoice, type Setup } from './setup.ts';

/** What the caller may not read is null, and `missing` gets the right that it takes; any other failure is an error. */
async function readable<T>(reading: Promise<T>, missing: MissingRight[]): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    missing.push(missingRight(error));
    return null;
  }
}

/** The permissions that refusals named, each once. */
const named = (missing: readonly MissingRight[]): string =>
  [...new Set(missing.flatMap(({ permission }) => permission ?? []))].join(' and ');

/**
 * Loads everything about one choice. Nothing but a pick loads it anew: rules that change under a half-filled form would take
 * what is typed away.
 */
export function setupQuery(choice: EnrollChoice) {
  return queryOptions({
    // Not its key alone: PFX and CSR offer the same pattern with other CAs and rules.
    queryKey: ['enrollment setup', choice],
    queryFn: async ({ client }): Promise<Setup> => {
      const { pattern, template } = choice;
      const rules = pattern
        ? ruleSetQuery({ patternId: pattern.patternId })
        : template && ruleSetQuery({ templateId: template.templateId });
      const { abilities } = await client.ensureQueryData(serverQuery());
      const keys: MissingRight[] = [];
      const metadata: MissingRight[] = [];
      const [ruleSet, patternMetadata, definitions, settings, system, document, me, listedRoles] = await Promise.all([
        rules && client.fetchQuery(rules),
        pattern && client.fetchQuery(patternMetadataQuery(pattern.patternId)),
        readable(client.fetchQuery(metadataFieldsQuery()), metadata),
        client.fetchQuery(appSettingsQuery()),
        readable(client.fetchQuery(settingsQuery(abilities.enrollmentPatterns)), keys),
        template && readable(client.fetchQuery(templateQuery(template.templateId)), keys),
        client.fetchQuery(meQuery()).catch(() => null),
        abilities.ownerRole ? client.fetchQuery(rolesQuery()) : null,
      ]);
      // These are null without telling the right.
      const refused = [
        rules && ruleSet === null,
        pattern && patternMetadata === null,
        abilities.ownerRole && listedRoles === null,
      ];
      return setupFrom(choice, {
        ruleSet,
        patternMetadata,
        definitions,
        settings,
        system: system && readRuleSet(system),
        template: document,
        myRoles: me?.roles ?? null,
        listedRoles,
        lacked: { keys: named(keys), metadata: named(metadata) },
        missing:
          [...keys, ...metadata].at(0) ?? settings.missing ?? (refused.includes(true) ? { permission: null } : null),
      });
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
