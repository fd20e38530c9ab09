import type { ComponentType } from 'react';

type Screen = () => Promise<{ default: ComponentType }>;

/** The code of each screen, loaded when it is opened. */
export const screens = {
  templates: () => import('../features/templates/lists/TemplatesPage.tsx'),
  template: () => import('../features/templates/TemplateEditor.tsx'),
  patterns: () => import('../features/templates/lists/PatternsPage.tsx'),
  pattern: () => import('../features/templates/PatternEditor.tsx'),
  newPattern: () => import('../features/templates/NewPattern.tsx'),
  rules: () => import('../features/templates/SettingsPage.tsx'),
  enrollPfx: () => import('../features/enrollment/pfx/PfxWizard.tsx'),
  enrollCsr: () => import('../features/enrollment/csr/CsrWizard.tsx'),
  certificates: () => import('../features/certificates/CertificatesPage.tsx'),
  certificate: () => import('../features/certificates/CertificatePage.tsx'),
  activity: () => import('../features/activity/ActivityPage.tsx'),
  connection: () => import('../features/connection/ConnectionPage.tsx'),
} satisfies Record<string, Screen>;

export type ScreenName = keyof typeof screens;
