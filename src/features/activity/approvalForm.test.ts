import { describe, expect, it } from 'vitest';
import type { InstanceRow } from '../../api/approvals.ts';
import { approvalSignal, decisionSchema, waitingTitle } from './approvalForm.ts';
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

it('what waits always has a title', () => {
  expect(waitingTitle({ kind: 'workflow', row })).toBe('Workflow 191');
  expect(waitingTitle({ kind: 'workflow', row: { ...row, title: 'Enrolling shop' } })).toBe('Enrolling shop');
  const atCa = {
    requestId: asRequestId(318),
    commonName: '',
    subject: '',
    requester: '',
    template: '',
    authority: '',
    submittedAt: '',
  };
  expect(waitingTitle({ kind: 'authority', row: atCa })).toBe('Request 318');
  expect(waitingTitle({ kind: 'authority', row: { ...atCa, commonName: 'portal' } })).toBe('portal');
});
