import { zodResolver } from '@hookform/resolvers/zod';
import { settingsBody } from '../../api/settings.ts';
import type { DocumentKind } from './documentKind.ts';
import { fromWire, settingsSchema, toWire, type SettingsValues } from './settingsForm.ts';

/** The system-wide rules as a document to edit. */
export const settingsKind: DocumentKind<SettingsValues> = {
  kind: 'settings',
  what: 'system-wide rules',
  resolver: (document) => zodResolver(settingsSchema(document)),
  fromWire,
  toWire,
  project: settingsBody,
};
