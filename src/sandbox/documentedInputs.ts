/** Values that make the sandbox refuse or delay something, shown on the control page: value, what happens. */
export const documentedInputs: readonly (readonly [string, string])[] = [
  ['Common name pending.…', 'Enrollment: PENDING, nobody ever approves'],
  ['Common name approved-later.…, or a template that requires approval', 'Enrollment: PENDING, approved after 30 s'],
  ['Common name external.…', 'Enrollment: EXTERNAL_VALIDATION'],
  ['Common name denied.…', 'Enrollment: DENIED'],
  ['PFX password shorter than 12 characters', 'Enrollment/PFX: 400'],
  [
    'Store on a machine whose name holds fails, flaky or warns',
    'Its jobs fail, succeed at the second attempt, or warn',
  ],
  ['Friendly name of more than 50 characters', 'PUT /Templates: 400 with an errors map'],
  ['Retention AfterExpiration or FromIssuance without days', 'PUT /Templates: 400'],
  ['No TemplatePolicy (25.4, template with a pattern)', "PUT /Templates: 400 'Policies' cannot be empty"],
  ['No requesters (25.4, pattern without AD permissions)', 'PUT /Templates or pattern: 400, at least one role'],
  ['Name of another enrollment pattern', 'POST or PUT pattern: 400'],
  ['TemplateDefault true while another is the default, without the flag', 'POST or PUT pattern: 400'],
  ['TemplateDefault false for the default', 'PUT pattern: 400'],
];
