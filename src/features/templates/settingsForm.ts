import * as z from 'zod/mini';
import type { WireDocument } from '../../api/wireDocument.ts';
import { rulesFromWire, rulesShape, rulesToWire } from './rules/rulesForm.ts';

/** What the form accepts of the system-wide rules. */
export function settingsSchema(loaded: WireDocument) {
  return z.object(rulesShape('settings', loaded));
}
export type SettingsValues = z.infer<ReturnType<typeof settingsSchema>>;

/** The values of the form for the system-wide rules. */
export function fromWire(loaded: WireDocument): SettingsValues {
  return rulesFromWire('settings', loaded);
}

/** The loaded rules with what the form owns replaced, and nothing else touched. */
export function toWire(loaded: WireDocument, values: SettingsValues): WireDocument {
  return rulesToWire('settings', loaded, values);
}
