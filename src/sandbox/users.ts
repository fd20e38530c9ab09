/** Somebody who can sign in. Rights come from the roles (permissions.ts). */
export interface User {
  /** Short name: control page, basic sign-in. */
  name: string;
  /** Name as the server writes it: DOMAIN\name. */
  login: string;
  /** What the person does, for the control page. */
  title: string;
  roles: readonly string[];
}

/** The password of every seeded user for basic sign-in. */
export const sandboxPassword = 'sandbox';

const user = (name: string, title: string, roles: readonly string[]): User => ({
  name,
  login: `KEYEXAMPLE\\${name}`,
  title,
  roles,
});

export const users: readonly User[] = [
  user('admin', 'PKI administrator: may do everything', ['Administrator']),
  user('steward', 'Template steward: templates, patterns and system-wide rules; no enrollment', ['Template Stewards']),
  user('enroller', 'Enroller: PFX and CSR enrollment, deployment, job history', ['Ops Enrollers', 'Store Operators']),
  user('csrdesk', 'CSR desk: CSR enrollment only', ['CSR Desk']),
  user('auditor', 'Auditor: reads everything, changes nothing', ['Auditors']),
  user('deployer', 'Enrolls and deploys, but may not read jobs, patterns or roles', ['Deployers']),
  user('approver', 'Approver: decides requests of others, sees those assigned', ['Power Users']),
  user('requester', 'Requester: PFX and CSR enrollment, and not one right more', ['Web Team', 'Mail Team']),
  user('webops', 'Web operator: PFX enrollment; certificates of collection 3, stores of container 1 only', [
    'Web Operators',
    'Web Team',
  ]),
  user('branchops', 'Branch operator: PFX enrollment; stores of container 2 only, and the certificates in them', [
    'Branch Operators',
    'Web Team',
  ]),
  user('nobody', 'Signed in, but no security role', []),
];

export const defaultUser: User = users[0] ?? user('admin', '', []);

/** Finds a seeded user by short name or DOMAIN\name, whatever the letter case. */
export function findUser(name: string): User | undefined {
  const wanted = name.toLowerCase();
  return users.find((u) => u.name === wanted || u.login.toLowerCase() === wanted);
}
