import type { ComponentType } from 'react';
import type { Act } from '../api/rights.ts';
import type { Scope } from '../domain/scope.ts';
import { paths, scopeToUrl } from '../paths.ts';
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
  /** What the server must let its person call, as part of a regex; without one everybody may open it. */
  endpoint?: string;
  /** What it takes, where that is one right whose name is known. */
  act?: Act;
  /** Only where the server has them. */
  needsPatterns?: true;
  /** It is about certificates, so that its address can name the part of them that is meant. */
  scoped?: true;
}

/** The way to a page of the rail, in that part of the certificates where the page is about them. */
export const wayTo = ({ to, scoped }: RailItem, scope: Scope) => ({
  pathname: to,
  search: scoped ? new URLSearchParams(scopeToUrl(scope)).toString() : '',
});

export const railItems: readonly RailItem[] = [
  { to: paths.templates(), label: 'Templates', Icon: TemplateIcon, screen: 'templates', endpoint: 'Templates' },
  {
    to: paths.patterns(),
    label: 'Enrollment patterns',
    Icon: PatternIcon,
    screen: 'patterns',
    endpoint: 'EnrollmentPatterns',
    needsPatterns: true,
  },
  {
    to: paths.rules(),
    label: 'System-wide rules',
    Icon: RulesIcon,
    screen: 'rules',
    endpoint: '(?:Templates|EnrollmentPatterns)/Settings',
  },
  {
    to: paths.enrollPfx(),
    label: 'Enroll PFX',
    Icon: PfxIcon,
    screen: 'enrollPfx',
    endpoint: 'Enrollment/PFX',
    act: 'enrollPfx',
    scoped: true,
  },
  {
    to: paths.enrollCsr(),
    label: 'Enroll CSR',
    Icon: CsrIcon,
    screen: 'enrollCsr',
    endpoint: 'Enrollment/CSR',
    act: 'enrollCsr',
    scoped: true,
  },
  {
    to: paths.certificates(),
    label: 'Certificates',
    Icon: CertificateIcon,
    screen: 'certificates',
    endpoint: 'Certificates',
    scoped: true,
  },
  { to: paths.activity(), label: 'Activity', Icon: ActivityIcon, screen: 'activity' },
  { to: paths.connection(), label: 'Connection', Icon: ConnectionIcon, screen: 'connection' },
];

/** Starts loading the code of a screen, when a person seems about to open it. A failure shows when it is opened. */
export function warmUp(screen: ScreenName): void {
  screens[screen]().catch(() => undefined);
}
