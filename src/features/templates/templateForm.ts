import * as z from 'zod/mini';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { cleanUpFromWire, cleanUpToWire, cleanUpValues } from './rules/cleanUpForm.ts';
import {
  renewalsFromWire,
  renewalsToWire,
  renewalsValue,
  retentionFromWire,
  retentionToWire,
  retentionValues,
} from './rules/keysForm.ts';
import { requestersFromWire, requestersToWire, requestersValues } from './rules/requestersForm.ts';
import {
  enrollmentFromWire,
  enrollmentShape,
  enrollmentToWire,
  rulesFromWire,
  rulesShape,
  rulesToWire,
} from './rules/rulesForm.ts';

/** The longest friendly name the server stores (vendor documentation, PUT Templates: up to 50 characters). */
export const friendlyNameLimit = 50;

/** What the form accepts. A longer name that the server already holds may stay as it is. */
export function templateSchema(loaded: WireDocument) {
  const held = textOf(loaded['FriendlyName']);
  return z.object({
    friendlyName: z
      .string()
      .check(
        z.refine(
          (name) => name.length <= friendlyNameLimit || name === held,
          `A friendly name has up to ${friendlyNameLimit} characters.`,
        ),
      ),
    requesters: requestersValues,
    retention: retentionValues(loaded),
    renewals: renewalsValue,
    cleanUp: cleanUpValues(loaded),
    ...enrollmentShape(loaded),
    ...rulesShape('template', loaded),
  });
}
export type TemplateValues = z.infer<ReturnType<typeof templateSchema>>;

/** The values of the form for a loaded template. */
export function fromWire(loaded: WireDocument): TemplateValues {
  return {
    friendlyName: textOf(loaded['FriendlyName']),
    requesters: requestersFromWire(loaded),
    retention: retentionFromWire(loaded),
    renewals: renewalsFromWire(loaded),
    cleanUp: cleanUpFromWire(loaded),
    ...enrollmentFromWire(loaded),
    ...rulesFromWire('template', loaded),
  };
}

/** The loaded template with what the form owns replaced, and nothing else touched. An emptied name becomes null. */
export function toWire(loaded: WireDocument, values: TemplateValues): WireDocument {
  const name = values.friendlyName;
  const named =
    name === textOf(loaded['FriendlyName']) ? loaded : { ...loaded, FriendlyName: name === '' ? null : name };
  const kept = renewalsToWire(retentionToWire(named, values.retention), values.renewals);
  const own = requestersToWire(cleanUpToWire(kept, values.cleanUp), values.requesters);
  return rulesToWire('template', enrollmentToWire('template', own, values), values);
}
