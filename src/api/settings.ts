import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { forgetEnrollmentRules } from './patternKeys.ts';
import { takes, type Act } from './rights.ts';
import { asWireDocument, policyBody, withMember, type WireDocument } from './wireDocument.ts';

/** Where the system-wide rules are; the old address is deprecated where enrollment patterns exist. */
const address = (enrollmentPatterns: boolean) =>
  enrollmentPatterns ? '/EnrollmentPatterns/Settings' : '/Templates/Settings';

/** The right that changing the system-wide rules takes: it goes with the address. */
export const rightForSettings = (enrollmentPatterns: boolean): Act => (enrollmentPatterns ? 'patterns' : 'templates');

const key = (enrollmentPatterns: boolean) => ['system-wide rules', enrollmentPatterns] as const;

/** Reads the system-wide rules now, past every cache: the untouched document. */
export async function fetchSettings(enrollmentPatterns: boolean, signal?: AbortSignal): Promise<WireDocument> {
  const answer = await call(address(enrollmentPatterns), signal ? { signal } : {});
  return asWireDocument(answer.body, 'system-wide rules', [
    'Regexes',
    'Defaults',
    'TemplateRegexes',
    'TemplateDefaults',
  ]);
}

/**
 * The rules for every enrollment that no template or pattern overrides, as the server sent them, members we do not know
 * included. Fails with 403 where the caller may not read them.
 */
export function settingsQuery(enrollmentPatterns: boolean) {
  return queryOptions({
    queryKey: key(enrollmentPatterns),
    queryFn: ({ signal }) => fetchSettings(enrollmentPatterns, signal),
  });
}

/** Puts rules just read into the cache, so that the screen shows what the server holds. */
export function keepSettings(client: QueryClient, enrollmentPatterns: boolean, stored: WireDocument): void {
  client.setQueryData(key(enrollmentPatterns), stored);
}

/**
 * The body of PUT Settings for a document that GET gave: everything, because all of it is replaced (vendor documentation,
 * PUT Templates Settings), without the mirrors that the server makes itself. The policy's own id goes back.
 */
export function settingsBody(settings: WireDocument): WireDocument {
  return withMember(withMember(settings, 'TemplatePolicy', policyBody), 'Policies', policyBody);
}

/** PUT Settings with a body made by `settingsBody`. Afterwards what enrollment has read of the rules is stale. */
export function saveSettings(enrollmentPatterns: boolean) {
  return mutationOptions({
    meta: takes(rightForSettings(enrollmentPatterns)),
    mutationFn: async (body: WireDocument) => {
      await call(address(enrollmentPatterns), { method: 'PUT', body });
    },
    onSettled: (_answer, _error, _body, _result, { client }) => forgetEnrollmentRules(client),
  });
}
