import { rsa } from './curves.ts';
import { metadataIds } from './metadata.ts';
import type { RulesPlan, TemplatePlan } from './templateMaker.ts';

/** A metadata type that no world has: a row that outlived its type. */
const lostMetadataId = 90_001;

/*
 * Wrong on purpose, all of it accepted by the server: an example for everything that can be found fault with.
 * The other end, with nothing to find, is template 6 with pattern 2.
 */
const flaws: RulesPlan = {
  types: 3,
  regexes: [
    // Wildcards are allowed below, this rule takes none.
    ['CN', '^[a-z0-9-]+\\.partner\\.keyexample\\.com$', 'Only names under partner.keyexample.com'],
    // The default for O below does not match it.
    ['O', '^Contoso$', 'The partner, not us'],
    // Matches anywhere in the text.
    ['OU', 'Partner', 'A unit of a partner'],
  ],
  defaults: [
    ['O', 'Key Example, Inc.'],
    ['OU', 'Partner Services'],
  ],
  fields: [
    { Name: 'Partner', DataType: 2, Options: ['Contoso', 'Fabrikam'] },
    // A choice without anything to choose.
    { Name: 'Region', DataType: 2, Options: [] },
    { Name: 'Remark', DataType: 1, Options: [] },
  ],
  metadata: [
    // The default is none of the choices.
    {
      MetadataId: metadataIds.environment,
      Enrollment: 0,
      DefaultValue: 'Development',
      Options: 'Production,Staging,Test',
    },
    // Hidden, without a default, and blank does not match.
    { MetadataId: metadataIds.ticket, Enrollment: 2, Validation: '^CHG\\d{7}$', Message: 'Changes only.' },
    // Required here, hidden by its type.
    { MetadataId: metadataIds.legacyId, Enrollment: 1 },
    { MetadataId: lostMetadataId, Enrollment: 0, DefaultValue: 'lost' },
  ],
  // The CA offers RSA 2048 and 4096: nothing is left to choose.
  policy: { wildcards: true, keys: [rsa(3072)] },
};

/** Template 40: approval without a kept key, though enrollment is on, and requesters restricted to nobody (up to 24.x). */
export const flawedTemplate: TemplatePlan = {
  id: 40,
  name: ['PartnerGateway', 'Partner gateway'],
  algorithms: [rsa(2048, 4096)],
  purposes: ['server'],
  retention: 'None',
  approval: true,
  restricted: true,
  ...flaws,
};

/** The same rules as a pattern: the server does not take one without a role. */
export const flawedPattern: RulesPlan = { ...flaws, roles: ['Administrator', 'Ops Enrollers'] };
