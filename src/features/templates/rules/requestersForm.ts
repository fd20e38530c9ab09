import * as z from 'zod/mini';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { asText, keptEntries, keysOf, withMembers } from './keptEntries.ts';

/** Who may enroll by a template: everybody whom the CA lets, or the holders of some security roles, by name. */
export const requestersValues = z.object({ restrict: z.boolean(), roles: z.array(z.string()) });
export type RequestersValues = z.infer<typeof requestersValues>;

/** The values of the form for a template. */
export function requestersFromWire(template: WireDocument): RequestersValues {
  return {
    restrict: template['UseAllowedRequesters'] === true,
    roles: keysOf(template['AllowedRequesters'], asText),
  };
}

/** The template with these requesters; nothing changed gives the template itself, kept names keep their order. */
export function requestersToWire(template: WireDocument, values: RequestersValues): WireDocument {
  const restricted = template['UseAllowedRequesters'] === true;
  return withMembers(template, {
    UseAllowedRequesters: values.restrict === restricted ? undefined : values.restrict,
    AllowedRequesters: keptEntries(template['AllowedRequesters'], asText, values.roles, (name) => name),
  });
}
