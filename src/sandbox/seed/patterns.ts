import type { EnrollmentRules } from '../templateRows.ts';
import { touch, type World } from '../world.ts';
import { authorityIds } from './authorities.ts';
import { ecdsa, ed25519, ed448, p256, p384, p521, rsa } from './curves.ts';
import { flawedPattern } from './flawedTemplate.ts';
import { metadataIds } from './metadata.ts';
import { rulesOf, type RulesPlan } from './templateMaker.ts';

interface PatternPlan {
  name: string;
  template: number;
  description?: string;
  /** Settings of its own; absent: those of the template, which makes it the template's default. */
  own?: RulesPlan;
  restrict?: readonly number[];
}

const webNames = [['CN', '^[a-z0-9.-]+\\.keyexample\\.com$', 'Only keyexample.com names.']] as const;

/** Twenty-six patterns; the position is the id. The first of a template is its default. */
const plans: readonly PatternPlan[] = [
  { name: 'Default Pattern', template: 4, description: 'A default enrollment pattern' },
  { name: 'IoT devices', template: 6, description: 'Short-lived certificates of devices' },
  { name: 'Web servers – Ops', template: 17, description: 'TLS server certificates for operations' },
  {
    name: 'Web servers – Partners',
    template: 17,
    description: 'Names of partners under our domain, one CA only',
    restrict: [authorityIds.corp1],
    own: {
      types: 3,
      roles: ['Administrator', 'Ops Enrollers', 'Web Team', 'CSR Desk'],
      regexes: [['CN', '^[a-z0-9-]+\\.partner\\.keyexample\\.com$', 'Only names under partner.keyexample.com.']],
      defaults: [['OU', 'Partners']],
      fields: [{ Name: 'Partner', DataType: 2, Options: ['Contoso', 'Fabrikam', 'Litware'] }],
      metadata: [{ MetadataId: metadataIds.contact, Enrollment: 1 }],
      policy: { wildcards: false, rfc: true, keys: [rsa(3072, 4096), ecdsa(p256)] },
    },
  },
  {
    name: 'Web servers – CSR only',
    template: 17,
    own: { types: 2, roles: ['Administrator', 'CSR Desk', 'Network Team'], regexes: webNames, policy: { reuse: true } },
  },
  { name: 'Web servers – key not kept', template: 18 },
  { name: 'Internal web servers', template: 19, description: 'With cost centre and change number' },
  { name: 'Web servers – approval', template: 20 },
  { name: 'Web servers – ECC', template: 21, restrict: [authorityIds.corp1, authorityIds.corp2] },
  { name: 'Code signing – approval', template: 22 },
  { name: 'Mail servers', template: 23 },
  {
    name: 'Mail servers – owner required',
    template: 23,
    own: { types: 1, roles: ['Administrator', 'Mail Team', 'Ops Enrollers'], policy: { owner: 1 } },
  },
  { name: 'Databases', template: 24 },
  {
    name: 'Databases – switched off',
    template: 24,
    own: { types: 0, roles: ['Administrator', 'Database Team'] },
  },
  { name: 'Load balancers', template: 25 },
  { name: 'Anyone in the directory', template: 26, description: 'AD permissions decide' },
  { name: 'Users – archived key', template: 32 },
  { name: 'Secure mail', template: 33 },
  { name: 'VPN clients', template: 34 },
  {
    name: 'VPN clients – contractors',
    template: 34,
    restrict: [authorityIds.corp2],
    own: { types: 1, roles: ['Administrator', 'Network Team', 'Ops Enrollers'], defaults: [['OU', 'Contractors']] },
  },
  { name: 'Time stamping', template: 35 },
  { name: 'Legacy appliances', template: 36, description: 'RSA 1024 is refused by the system-wide rules' },
  {
    name: 'Default Pattern – Ed25519',
    template: 4,
    own: {
      types: 3,
      roles: ['Administrator', 'Ops Enrollers', 'Device Enrollers'],
      policy: { keys: [ed25519, ed448] },
    },
  },
  {
    name: 'IoT devices – test',
    template: 6,
    own: { types: 3, roles: ['Administrator', 'Ops Enrollers'], regexes: [['CN', '', '']] },
  },
  {
    name: 'Web servers – wildcard',
    template: 18,
    own: {
      types: 3,
      roles: ['Administrator', 'Ops Enrollers'],
      regexes: [['CN', '^\\*\\.[a-z0-9-]+\\.keyexample\\.com$', 'Wildcards of one label only.']],
      policy: { wildcards: true, rfc: false, keys: [rsa(4096), ecdsa(p384, p521)] },
    },
  },
  { name: 'Partner gateway', template: 40, description: 'Everything that can be set up wrong', own: flawedPattern },
];

function templateRules(world: World, templateId: number): EnrollmentRules {
  const template = world.templates.get(templateId);
  if (template === undefined) throw new Error(`There is no seeded template ${templateId}.`);
  return structuredClone(template.rules);
}

/** Twenty-six enrollment patterns: several for some templates, none for most that nobody enrolls with. */
export function seedPatterns(world: World): void {
  const withDefault = new Set<number>();
  for (const [i, plan] of plans.entries()) {
    const rules = plan.own === undefined ? templateRules(world, plan.template) : rulesOf(world, plan.own);
    world.patterns.put({
      Id: i + 1,
      Name: plan.name,
      Description: plan.description ?? null,
      templateId: plan.template,
      templateDefault: !withDefault.has(plan.template),
      restrictCas: plan.restrict !== undefined,
      authorityIds: [...(plan.restrict ?? [])],
      rules,
    });
    withDefault.add(plan.template);
  }
}

/** System-wide rules: a CN is needed, the country is US, no RSA below 2048. */
export function seedSettings(world: World): void {
  world.settings = {
    regexes: [
      { SubjectPart: 'CN', Regex: '.+', Error: 'is required', CaseSensitive: false },
      { SubjectPart: 'C', Regex: '^([A-Z]{2})?$', Error: 'Two capital letters', CaseSensitive: true },
    ],
    defaults: [{ SubjectPart: 'C', Value: 'US' }],
    AllowKeyReuse: false,
    AllowWildcards: true,
    RFCEnforcement: true,
    CertificateOwnerRole: 0,
    DefaultCertificateOwnerRoleId: null,
    primary: [rsa(2048, 3072, 4096, 6144, 8192), ecdsa(p256, p384, p521), ed448, ed25519],
    alternative: [],
  };
  touch(world);
}
