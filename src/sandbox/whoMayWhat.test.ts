import { expect, test } from 'vitest';
import { freshWorld } from './apiForTests.ts';

/** What the table in the README says of those who enroll: reading, each as on 25.4 and, where it exists, on 10.5. */
const reads = {
  settings: '/AppSetting',
  certificates: '/Certificates?ReturnLimit=1',
  patterns: '/EnrollmentPatterns?ReturnLimit=1',
  ownInstances: '/Workflow/Instances/My',
  allInstances: '/Workflow/Instances',
  atTheCa: '/Workflow/Certificates/Pending',
  generated: '/CSRGeneration/Pending',
  stores: '/CertificateStores?ReturnLimit=1',
  jobs: '/OrchestratorJobs/JobHistory',
} as const;

async function readable(user: string, profile = '25.4'): Promise<string[]> {
  const api = await freshWorld({ user, profile });
  const found: string[] = [];
  const statuses = new Set<number>();
  for (const [name, path] of Object.entries(reads)) {
    const { status } = await api('GET', path);
    statuses.add(status);
    if (status === 200) found.push(name);
  }
  expect([200, 403, 404]).toEqual(expect.arrayContaining([...statuses]));
  return found;
}

test.each([
  ['enroller', ['certificates', 'patterns', 'ownInstances', 'generated', 'stores', 'jobs']],
  ['csrdesk', ['certificates']],
  ['deployer', ['certificates', 'stores']],
  ['requester', []],
  ['webops', ['stores']],
  ['branchops', ['stores']],
  ['approver', ['certificates', 'patterns', 'atTheCa', 'generated']],
  ['auditor', ['settings', 'certificates', 'patterns', 'ownInstances', 'allInstances', 'atTheCa', 'stores', 'jobs']],
])('%s may read what the table says', async (user, expected) => {
  expect(await readable(user)).toEqual(expected);
});

test('10.5 has neither instances nor patterns nor settings, for anybody', async () => {
  expect(await readable('admin', '10.5')).toEqual(['certificates', 'atTheCa', 'generated', 'stores', 'jobs']);
  expect(await readable('requester', '10.5')).toEqual([]);
});

test('the requester enrolls both ways although he reads nothing', async () => {
  const api = await freshWorld({ user: 'requester' });
  expect((await api('GET', '/Enrollment/PFX/Context/My')).status).toBe(200);
  expect((await api('GET', '/Enrollment/CSR/Context/My')).status).toBe(200);
});
