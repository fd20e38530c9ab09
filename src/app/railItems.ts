import type { ComponentType } from 'react';
import { paths } from '../paths.ts';
import {
  ActivityIcon,
  CertificateIcon,
  ConnectionIcon,
  CsrIcon,
  PatternIcon,
  PfxIcon,
  RulesIcon,
  TemplateIcon,
} from '../ui/icons.tsx';
import { screens } from './screens.ts';
import type { ScreenName } from './screens.ts';

export interface RailItem {
  to: string;
  label: string;
  Icon: ComponentType<{ size?: number }>;
  screen: ScreenName;
  /** Only where the server has them. */
  needsPatterns?: true;
}

export const railItems: readonly RailItem[] = [
  { to: paths.templates(), label: 'Templates', Icon: TemplateIcon, screen: 'templates' },
  { to: paths.patterns(), label: 'Enrollment patterns', Icon: PatternIcon, screen: 'patterns', needsPatterns: true },
  { to: paths.rules(), label: 'System-wide rules', Icon: RulesIcon, screen: 'rules' },
  { to: paths.enrollPfx(), label: 'Enroll PFX', Icon: PfxIcon, screen: 'enrollPfx' },
  { to: paths.enrollCsr(), label: 'Enroll CSR', Icon: CsrIcon, screen: 'enrollCsr' },
  { to: paths.certificates(), label: 'Certificates', Icon: CertificateIcon, screen: 'certificates' },
  { to: paths.activity(), label: 'Activity', Icon: ActivityIcon, screen: 'activity' },
  { to: paths.connection(), label: 'Connection', Icon: ConnectionIcon, screen: 'connection' },
];

/** Starts loading the code of a screen, when a person seems about to open it. A failure shows when it is opened. */
export function warmUp(screen: ScreenName): void {
  screens[screen]().catch(() => undefined);
}
