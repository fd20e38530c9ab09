import type { SanText, WantedStore } from './storeRows.ts';

/** A request that was not issued at once. Id is the KeyfactorRequestId. Times are milliseconds of the world's clock. */
export interface RequestRow {
  Id: number;
  disposition: 'PENDING' | 'EXTERNAL_VALIDATION' | 'DENIED' | 'ISSUED';
  /**
   * Who decides: an approver of the Command workflow, or the CA and its managers. The lists of Workflow/Certificates know
   * only the latter (vendor documentation, GET Workflow Certificates Pending).
   */
  decidedBy: 'workflow' | 'ca';
  subject: string;
  commonName: string;
  sans: SanText[];
  requester: string;
  submittedAt: number;
  /** When an approver agrees by himself; null when somebody has to do it through the API. */
  approvedAt: number | null;
  certificateId: number | null;
  /** What an approval issues, as JSON of an `IssueOrder`; null when nothing can be issued (any more). */
  order: string | null;
  stores: WantedStore[];
  /** Hash of the PFX password, for Deploy after the approval; null for a CSR and where no password was sent. */
  passwordHash: string | null;
  /** The instance that the enrollment's answer named; null on 10.x, which has none. */
  workflowId: string | null;
  authorityId: number;
  templateId: number | null;
  /** Bits of the key, and the OID of its curve. */
  keyBits: number;
  curve: string | null;
  metadata: Record<string, string>;
  /** What was said when it was denied. */
  denialComment: string | null;
}

/** Status texts as documented for GET Workflow Instances. */
export type WorkflowStatus = 'Running' | 'Suspended' | 'Complete' | 'Failed' | 'Rejected' | 'CanceledForRestart';

/** A revocation as it was asked for. Times are milliseconds of the world's clock. */
export interface RevocationOrder {
  certificateId: number;
  /** Reason of Certificates/Revoke; -1 takes a certificate off hold. */
  reason: number;
  comment: string;
  /** When it takes effect; null: when it is carried out. */
  effectiveAt: number | null;
  requester: string;
}

/** What happened to one enrollment or revocation in a Command workflow. Id is the GUID that enrollment answers name. */
export interface WorkflowRow {
  Id: string;
  /** The number shown to people. */
  referenceId: number;
  status: WorkflowStatus;
  statusMessage: string;
  /** Where it stands; see workflowRecords.ts for what they are called. */
  step: 'approval' | 'enroll' | 'end';
  /** Runs by the definition that has an approval step. */
  needsApproval: boolean;
  /** What it revokes; null for an enrollment. */
  revocation: RevocationOrder | null;
  title: string;
  requester: string;
  startedAt: number;
  modifiedAt: number;
  initialData: Record<string, unknown>;
  currentData: Record<string, unknown>;
}

/** A request that was made by CSRGeneration/Generate and not enrolled yet, with its key. */
export interface GeneratedCsrRow {
  Id: number;
  /** PEM. */
  csr: string;
  commonName: string;
  /** Lines of the form Name=Value, as Enrollment/CSR/Parse writes them. */
  lines: string[];
  requestedAt: number;
  requester: string;
  /** Base64 PKCS#8. */
  keyPkcs8: string;
  /** SHA-256 of the public key, as `CertificateRow.spkiHash`. */
  spkiHash: string;
}
