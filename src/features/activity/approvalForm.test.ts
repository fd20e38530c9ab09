import { describe, expect, it } from 'vitest';
import type { InstanceRow } from '../../api/approvals.ts';
import {
  approvalSignal,
  askedByName,
  decisionSchema,
  nameInTitle,
  ownOf,
  toldApart,
  waitingTitle,
  type Waiting,
  whatIsDecided,
} from './approvalForm.ts';
import { requestFromId } from './followForm.ts';
import { asRequestId } from '../../domain/ids.ts';

const row: InstanceRow = {
  instanceId: '0c1d',
  reference: 191,
  title: '',
  status: 'Suspended',
  message: '',
  step: 'Require approval',
  stepKey: 'RequireApproval1',
  workflowType: 'Enrollment',
  startedAt: '',
};

describe('a decision', () => {
  it('needs a reason when it denies, and none when it approves', () => {
    expect(decisionSchema(false).safeParse({ comment: ' ' }).success).toBe(false);
    expect(decisionSchema(false).safeParse({ comment: 'Wrong team' }).success).toBe(true);
    expect(decisionSchema(true).safeParse({ comment: '' }).success).toBe(true);
  });

  it('goes to the signal about approval, or to the only one there is', () => {
    expect(approvalSignal(['Escalate', 'ApprovalStatus'], 'RequireApproval1')).toBe('RequireApproval1.ApprovalStatus');
    expect(approvalSignal(['Continue'], 'Step2')).toBe('Step2.Continue');
    expect(approvalSignal(['A', 'B'], 'Step2')).toBeNull();
    expect(approvalSignal([], 'RequireApproval1')).toBeNull();
    expect(approvalSignal(['ApprovalStatus'], '')).toBeNull();
  });
});

const atCa = {
  requestId: asRequestId(318),
  commonName: '',
  subject: '',
  requester: '',
  template: '',
  authority: '',
  submittedAt: '',
};

it('what waits is called by what is asked and by its name, else by its number', () => {
  const title = String.raw`KEYEXAMPLE\d is enrolling for a certificate with CN=shop.keyexample.com,O="Key Example, Inc.",C=US.`;
  expect(waitingTitle({ kind: 'workflow', row: { ...row, title } })).toBe('Enrollment of shop.keyexample.com');
  expect(whatIsDecided({ kind: 'workflow', row: { ...row, title } })).toBe('the enrollment of shop.keyexample.com');
  expect(waitingTitle({ kind: 'workflow', row })).toBe('Enrollment 191');
  expect(waitingTitle({ kind: 'workflow', row: { ...row, workflowType: '', reference: null } })).toBe('Workflow 0c1d');
  expect(waitingTitle({ kind: 'authority', row: atCa })).toBe('Request 318');
  expect(whatIsDecided({ kind: 'authority', row: { ...atCa, commonName: 'Portal' } })).toBe('Portal');
});

it('a name is taken out of the sentence of a workflow only where a subject ends it', () => {
  expect(nameInTitle('d is revoking certificate with CN=shop.keyexample.com.')).toBe('shop.keyexample.com');
  expect(nameInTitle('d is enrolling with CN=shop, which is new')).toBe('');
  expect(nameInTitle('d is enrolling with O=Key Example')).toBe('');
});

it('a name over a decision comes from what was asked, else from a title with one name, never from who asks', () => {
  const title = 'CN=anna,OU=x is enrolling for a certificate with CN=shop.';
  const waiting: Waiting = { kind: 'workflow', row: { ...row, title } };
  expect(waitingTitle(waiting)).toBe('Enrollment 191');
  expect(waitingTitle(waiting, [{ name: 'Subject', value: 'O=x,CN=shop' }])).toBe('Enrollment of shop');
  const one: Waiting = { kind: 'workflow', row: { ...row, title: 'CN=anna is enrolling.' } };
  expect(waitingTitle(one, [{ name: 'Subject', value: 'CN=shop' }])).toBe('Enrollment of shop');
  expect(waitingTitle(one, [{ name: 'Subject', value: 'O=x' }])).toBe('Enrollment of anna is enrolling');
});

it('where two that wait have one name, each is told with its number', () => {
  const of = (reference: number | null, title: string): Waiting => ({
    kind: 'workflow',
    row: { ...row, reference, title },
  });
  const portal: Waiting = { kind: 'authority', row: { ...atCa, commonName: 'Portal' } };
  const all = [of(191, 'with CN=shop.'), of(192, 'with CN=web.'), of(null, 'with CN=shop.'), portal];
  expect(toldApart(all, whatIsDecided)).toEqual([
    'the enrollment of shop, workflow 191',
    'the enrollment of web',
    'the enrollment of shop, workflow 0c1d',
    'Portal',
  ]);
  expect(toldApart([portal, portal], (waiting) => waitingTitle(waiting))).toEqual([
    'Portal, request 318',
    'Portal, request 318',
  ]);
});

it('a request of this list is known again by the id of its workflow, in any letter case, or by its number', () => {
  const around = { server: 's', user: null, now: new Date(0) };
  const guid = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
  const own = [requestFromId(guid, around), requestFromId('318', around)];
  expect(ownOf({ kind: 'workflow', row: { ...row, instanceId: guid.toUpperCase() } }, own)).toBe(own[0]);
  expect(ownOf({ kind: 'authority', row: atCa }, own)).toBe(own[1]);
  expect(ownOf({ kind: 'workflow', row: { ...row, instanceId: '318' } }, [])).toBeUndefined();
});

it('what was asked for is told with template, pattern and reason by name, and as it came where no name is known', () => {
  const asked = [
    { name: 'Template', value: 'WebServer2Y' },
    { name: 'Enrollment pattern id', value: '3' },
    { name: 'CA', value: String.raw`ca01.keyexample.com\CorpCA` },
  ];
  const names = { template: 'Web server, two years', patterns: new Map([['3', 'Public web']]), missing: null };
  expect(askedByName(asked, names)).toEqual([
    { name: 'Template', value: 'Web server, two years' },
    { name: 'Enrollment pattern', value: 'Public web' },
    { name: 'CA', value: 'CorpCA' },
  ]);
  const unnamed = [...asked.slice(0, 2), { name: 'CA', value: 'CorpCA' }];
  expect(askedByName(asked, undefined)).toEqual(unnamed);
  expect(askedByName(asked, { template: '', patterns: new Map(), missing: null })).toEqual(unnamed);
  const revocation = [
    { name: 'Reason code', value: '4' },
    { name: 'Comment', value: 'Replaced' },
  ];
  expect(askedByName(revocation, undefined)).toEqual([
    { name: 'Reason', value: 'Superseded' },
    { name: 'Comment of the requester', value: 'Replaced' },
  ]);
  const unhold = [{ name: 'Reason code', value: '-1' }];
  expect(askedByName(unhold, undefined)).toEqual([{ name: 'Reason', value: 'Taken from hold' }]);
});
