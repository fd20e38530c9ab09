/**
 * Values that make the sandbox refuse, delay or fail something: value, what happens. The control page shows them; the
 * README has the same table.
 */
export const documentedInputs: readonly (readonly [string, string])[] = [
  ['Common name pending.…', 'Enrollment: PENDING, nobody ever approves'],
  ['Common name approved-later.…, or a template that requires approval', 'Enrollment: PENDING, approved after 30 s'],
  ['Common name external.…', 'Enrollment: EXTERNAL_VALIDATION'],
  ['Common name denied.…', 'Enrollment: DENIED'],
  ['Common name refused.…', 'Enrollment: 400, the CA refuses'],
  ['Common name timeout.…', 'Enrollment: issued, but the answer is a 504 page'],
  ['PFX password shorter than 12 characters', 'Enrollment/PFX: 400'],
  ['Subject longer than 16 KiB', 'Enrollment: 400'],
  ['CSR longer than 256 KiB', 'Enrollment/CSR: 400'],
  ['Certificate format ZIP or JKS (25.4), ZIP (10.5)', 'Enrollment/PFX: 501'],
  ['SAN of the kind ms_ntdsreplication, x400 or ediparty; AlternativeKeyType', 'Enrollment: 501'],
  ['Deploy with another password, as another user, or after 5 minutes', 'Enrollment/PFX/Deploy: 400'],
  ['Store on a machine whose name holds fails', 'Its jobs fail'],
  ['Store on a machine whose name holds flaky', 'Its jobs fail once and succeed when they are retried'],
  ['Store on a machine whose name holds warns', 'Its jobs end with a warning'],
  ['Store on branch01, branch02 (silent orchestrator) or lab01 (not approved)', 'Its jobs are never picked up'],
  ['Store on a machine whose name holds noinventory', 'Its jobs succeed, its inventory never shows it'],
  ['Store on found01 (not approved)', 'Takes no certificate'],
  ['Friendly name of more than 50 characters', 'PUT /Templates: 400 with an errors map'],
  ['Retention AfterExpiration or FromIssuance without days', 'PUT /Templates: 400'],
  ['No TemplatePolicy (25.4, template with a pattern)', "PUT /Templates: 400 'Policies' cannot be empty"],
  ['No requesters (25.4, pattern without AD permissions)', 'PUT /Templates or pattern: 400, at least one role'],
  ['Name of another enrollment pattern', 'POST or PUT pattern: 400'],
  ['TemplateDefault true while another is the default, without the flag', 'POST or PUT pattern: 400'],
  ['TemplateDefault false for the default', 'PUT pattern: 400'],
];
