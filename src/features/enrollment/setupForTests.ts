import { shippedSettings } from '../../api/appSettings.ts';
import type { ContextTemplate, PatternChoice } from '../../api/enrollmentContext.ts';
import { asPatternId, asTemplateId } from '../../domain/ids.ts';
import { keyChoices } from '../../domain/policy.ts';
import type { EnrollChoice, Setup } from './setup.ts';

/** A template that restricts nothing, issued by no CA. */
export const testTemplate: ContextTemplate = {
  templateId: asTemplateId(4),
  name: 'Web_short',
  displayName: 'Web',
  requiresApproval: false,
  rfcEnforcement: null,
  authorities: [],
  fields: [],
  metadata: [],
  subjectRules: [],
  algorithms: null,
  allowWildcards: null,
  ownerAsked: false,
};

/** The default pattern of that template, open to everybody. */
const testPattern: PatternChoice = {
  patternId: asPatternId(1),
  name: 'Default',
  description: '',
  templateId: testTemplate.templateId,
  templateName: 'Web',
  isDefault: true,
  pfx: true,
  csr: true,
  onlyAuthorities: null,
  roles: null,
  fields: [],
};

const testAuthority = (name: string) => ({
  name: `host\\${name}`,
  displayName: name,
  subscriberTerms: false,
  rfcEnforcement: null,
});

/** The pattern as something to enroll with; two CAs without terms issue it. */
export const testChoice: EnrollChoice = {
  key: 'pattern:1',
  label: 'Default',
  hint: '',
  template: testTemplate,
  pattern: testPattern,
  authorities: [testAuthority('CA1'), testAuthority('CA2')],
};

/** A setup without rules, defaults, details or restrictions, and whatever a test says besides. */
export function testSetup(more: Partial<Setup> = {}): Setup {
  const keys = keyChoices([]);
  return {
    choice: testChoice,
    rules: { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null },
    rulesReadable: true,
    defaults: [],
    keys,
    keyLayers: [],
    alternative: null,
    allowKeyReuse: null,
    retention: null,
    metadata: [],
    lacked: { keys: '', metadata: '' },
    missing: null,
    fields: [],
    authorityRequired: false,
    requiresApproval: false,
    ownerAsked: false,
    defaultOwner: '',
    roles: null,
    settings: shippedSettings,
    ...more,
  };
}
